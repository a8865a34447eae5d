package org.multimodalneurons.attack.defence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.attack.Defence;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.embed.PictureBatches;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Tap;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.probe.MannWhitney;
import org.multimodalneurons.probe.ResponseSink;
import org.multimodalneurons.probe.Responses;

/**
 * Typographic neurons held at what they do without text: units of the last layer of neurons that respond more to pictures with
 * words than to the same ones without. On the way to the embedding each shows its mean over pictures without words, place by
 * place. Immutable.
 */
public final class SilencedUnits implements Defence {

    /** Which share of the layer is usual. */
    public static final double USUAL_SHARE = .4;

    private final String model;
    private final Layer layer;
    private final int[] units;
    private final float[] usual;
    private final Shape shape;

    /** How many units of a model are usually silenced. */
    public static int usual(ClipModel clip) {
        return Math.max(1, (int) Math.round(USUAL_SHARE * clip.image().neurons().units()));
    }

    private SilencedUnits(String model, Layer layer, int[] units, float[] usual, Shape shape) {
        this.model = model;
        this.layer = layer;
        this.units = units;
        this.usual = usual;
        this.shape = shape;
    }

    /**
     * Finds units.
     *
     * @param pairs pictures with and without words
     * @param count how many, at least 1
     * @throws UserException when the layer has fewer units
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static SilencedUnits find(ClipModel clip, WrittenPairs pairs, int count, Progress progress) {
        Layer layer = clip.image().neurons();
        requireUnits(count, layer.units(), layer);
        float[][] bare = responses(clip, layer, pairs.bare(clip), progress);
        float[][] written = responses(clip, layer, pairs.written(clip), progress);
        double[] auc = IntStream.range(0, layer.units())
                .parallel()
                .mapToDouble(unit -> MannWhitney.auc(of(unit, written), of(unit, bare)))
                .toArray();
        int[] best = IntStream.range(0, auc.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer unit) -> -auc[unit]))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
        return held(clip, layer, best, pairs.bare(clip), progress);
    }

    private static void requireUnits(int count, int most, Layer layer) {
        if (count < 1 || count > most)
            throw new UserException(
                    "Found " + count + " units of " + layer + " to be silenced; write 1 to " + most + ".");
    }

    private static float[][] responses(ClipModel clip, Layer layer, List<PixelRows> pictures, Progress progress) {
        float[][] responses = new float[pictures.size()][];
        ResponseSink sink = (item, read, mean, max) -> responses[item] = mean;
        Responses.of(clip, List.of(layer)).images(pictures, sink, progress);
        return responses;
    }

    private static float[] of(int unit, float[][] responses) {
        float[] own = new float[responses.length];
        for (int i = 0; i < own.length; i++) own[i] = responses[i][unit];
        return own;
    }

    private static SilencedUnits held(
            ClipModel clip, Layer layer, int[] units, List<PixelRows> pictures, Progress progress) {
        List<float[]> sums = new ArrayList<>();
        List<Shape> shapes = new ArrayList<>();
        PictureBatches.forEach(
                clip,
                pictures,
                (item, fault) -> {
                    throw fault;
                },
                progress,
                (items, pixels) -> {
                    NDArray activations = clip.image().activate(pixels, layer);
                    sums.add(activations.sum(new int[] {0}).toFloatArray());
                    shapes.add(activations.getShape().slice(1));
                });
        float[] mean = new float[sums.get(0).length];
        for (float[] sum : sums) for (int i = 0; i < mean.length; i++) mean[i] += sum[i] / pictures.size();
        return new SilencedUnits(clip.identity(), layer, units, mean, shapes.get(0));
    }

    /** The first few of these units. */
    public SilencedUnits first(int count) {
        requireUnits(count, units.length, layer);
        return new SilencedUnits(model, layer, Arrays.copyOf(units, count), usual, shape);
    }

    /** The units, the one that tells words best first. */
    public List<Unit> units() {
        return Arrays.stream(units)
                .mapToObj(unit -> new Unit(layer.name(), unit))
                .toList();
    }

    @Override
    public String name() {
        return "silencing";
    }

    /** Looks at all pictures again, layer by layer. */
    @Override
    public Embeddings embed(ClipModel clip, List<? extends PixelRows> stimuli, Embeddings seen, Progress progress) {
        if (!clip.identity().equals(model))
            throw new UserException("The units to be silenced are of " + model + ", and the model is " + clip.name()
                    + ". Find those of this model first.");
        List<float[]> vectors = new ArrayList<>();
        PictureBatches.forEach(
                clip,
                stimuli,
                (item, fault) -> {
                    throw fault;
                },
                progress,
                (items, pixels) -> {
                    NDArray embedded = clip.image().embed(pixels, silence(pixels.getManager()));
                    for (int i = 0; i < items.size(); i++)
                        vectors.add(embedded.get(i).toFloatArray());
                });
        return new Embeddings(model, seen.labels(), vectors.toArray(float[][]::new));
    }

    private Tap silence(NDManager manager) {
        float[] silenced = new float[usual.length];
        int places = layer.kind() == Layer.Kind.MAP ? usual.length / layer.units() : 1;
        for (int unit : units)
            for (int i = 0; i < usual.length; i++) if (i / places % layer.units() == unit) silenced[i] = 1;
        float[] left = new float[usual.length];
        float[] put = new float[usual.length];
        for (int i = 0; i < usual.length; i++) {
            left[i] = 1 - silenced[i];
            put[i] = silenced[i] * usual[i];
        }
        NDArray open = manager.create(left, shape);
        NDArray held = manager.create(put, shape);
        return (name, activation) ->
                name.equals(layer.name()) ? activation.mul(open).add(held) : activation;
    }
}

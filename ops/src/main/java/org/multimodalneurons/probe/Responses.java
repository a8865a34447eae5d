package org.multimodalneurons.probe;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Batches;
import org.multimodalneurons.embed.PictureBatches;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.Activations;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Encoder;
import org.multimodalneurons.model.Layer;

/**
 * Reads what the units of one or several layers answer to a list of pictures or captions: one pass, in batches, each
 * response handed on as soon as it is there. Memory does not grow with the list.
 *
 * <p>Of every layer's activations all places count: of a transformer's tokens those of the patches, not the class token;
 * of a caption's tokens those from its first word to its end token, not the padding; of an attention how much the token
 * that is read looks at each of these. A vector is its own mean and maximum.
 */
public final class Responses {

    private static final int CAPTIONS_AT_ONCE = 32;

    private final ClipModel clip;
    private final List<Layer> layers;

    private Responses(ClipModel clip, List<Layer> layers) {
        this.clip = clip;
        this.layers = layers;
    }

    /**
     * Responses of units of the image or the text encoder.
     *
     * @param layers of one encoder of this model, at least one
     * @throws UserException when the encoder that is asked later has no such layer
     */
    public static Responses of(ClipModel clip, Collection<Layer> layers) {
        if (layers.isEmpty()) throw new UserException("There is no layer to read; name at least one.");
        return new Responses(clip, List.copyOf(layers));
    }

    /**
     * The image encoder's layer of that name.
     *
     * @param name may be blank: then the last layer with signed neurons, a ResNet's last sum or the hidden layer of a
     *     transformer's last MLP
     * @throws UserException when there is no such layer
     */
    public static Layer layer(ClipModel clip, String name) {
        if (name != null && !name.isBlank()) return clip.image().layer(name);
        return clip.image().layers().stream()
                .filter(layer -> layer.name().endsWith(".add") || layer.name().endsWith(".mlp"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /**
     * Shows pictures to the image encoder.
     *
     * @param pictures each is asked for once, in order, so that a list may load them as it is read; one that throws a
     *     {@link UserException} is reported to the sink as unreadable
     * @throws UserException when there is no picture
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public void images(List<? extends PixelRows> pictures, ResponseSink sink, Progress progress) {
        requireLayersOf(clip.image());
        PictureBatches.forEach(
                clip, pictures, sink::unreadable, progress, (items, pixels) -> show(items, pixels, sink));
    }

    private void show(List<Integer> items, NDArray pixels, ResponseSink sink) {
        if (layers.size() == 1) {
            hand(items, layers.get(0), clip.image().activate(pixels, layers.get(0)), sink);
            return;
        }
        try (Activations activations = clip.image().activate(pixels, layers)) {
            for (Layer layer : layers) hand(items, layer, activations.get(layer), sink);
        }
    }

    private static void hand(List<Integer> items, Layer layer, NDArray activations, ResponseSink sink) {
        try (NDManager scratch = activations.getManager().newSubManager()) {
            NDArray places = Places.of(activations, layer);
            places.attach(scratch);
            float[][] mean = rows(places.mean(new int[] {2}), layer.units());
            float[][] max = rows(places.max(new int[] {2}), layer.units());
            for (int i = 0; i < items.size(); i++) sink.accept(items.get(i), layer, mean[i], max[i]);
        }
    }

    private static float[][] rows(NDArray matrix, int columns) {
        float[] values = matrix.toFloatArray();
        return IntStream.range(0, values.length / columns)
                .mapToObj(row -> Arrays.copyOfRange(values, row * columns, (row + 1) * columns))
                .toArray(float[][]::new);
    }

    /**
     * Shows captions to the text encoder.
     *
     * @param captions as they stand, not blank
     * @throws UserException when there is none, or a blank one
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public void captions(List<String> captions, ResponseSink sink, Progress progress) {
        if (captions.isEmpty() || captions.stream().anyMatch(String::isBlank))
            throw new UserException("There is no caption to read, or a blank one; write at least one word in each.");
        requireLayersOf(clip.text());
        int context = clip.text().contextLength();
        List<Integer> items = IntStream.range(0, captions.size()).boxed().toList();
        Batches.forEach(items, CAPTIONS_AT_ONCE, "Reading caption", progress, piece -> {
            long[][] ids =
                    clip.tokenizer().rows(piece.stream().map(captions::get).toList(), context);
            try (NDManager manager = clip.newManager()) {
                long[] flat = Arrays.stream(ids).flatMapToLong(Arrays::stream).toArray();
                NDArray input = manager.create(flat, new Shape(ids.length, context));
                try (Activations activations = clip.text().activate(input, layers)) {
                    for (Layer layer : layers)
                        for (int i = 0; i < ids.length; i++)
                            handCaption(
                                    piece.get(i), layer, activations.get(layer).get(i), end(ids[i]), sink);
                }
            }
        });
    }

    /** Where a row's end token stands: at its largest id. */
    private static int end(long[] ids) {
        return IntStream.range(0, ids.length).reduce(0, (best, token) -> ids[token] > ids[best] ? token : best);
    }

    private static void handCaption(int item, Layer layer, NDArray one, int end, ResponseSink sink) {
        String own = "1:" + (end + 1);
        NDArray read =
                switch (layer.kind()) {
                    case VECTOR, MAP -> one;
                    case TOKENS -> one.get(new NDIndex(own + ", :")).transpose();
                    case ATTENTION -> one.get(new NDIndex(":, " + end + ", " + own));
                };
        boolean many = read.getShape().dimension() > 1;
        float[] mean = (many ? read.mean(new int[] {1}) : read).toFloatArray();
        float[] max = (many ? read.max(new int[] {1}) : read).toFloatArray();
        sink.accept(item, layer, mean, max);
    }

    private void requireLayersOf(Encoder encoder) {
        for (Layer layer : layers)
            if (!encoder.layer(layer.name()).equals(layer))
                throw new UserException("Layer " + layer.name() + " with " + layer.units()
                        + " units belongs to another model; in " + clip.name() + " it has "
                        + encoder.layer(layer.name()).units() + ".");
    }
}

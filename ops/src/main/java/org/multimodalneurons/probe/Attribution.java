package org.multimodalneurons.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.multimodalneurons.embed.Contrast;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ImageEncoder;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Readout;
import org.multimodalneurons.model.Unit;

/**
 * Which neurons say that a caption fits: how much every unit of the last layer adds to the cosine of image and caption.
 *
 * <p>The last steps of CLIP's image encoder are linear but for three things, which are held as the image sets them: the
 * attention of a ResNet's pool, the deviation that a transformer's last norm divides by, and the length of the embedding.
 * With these held, the contributions and the {@link #rest} add up to the {@link #similarity} exactly. They are not what
 * would be missing if a unit were silenced, which would change the three as well.
 *
 * @see <a href="https://distill.pub/2021/multimodal-neurons/">Goh et al. 2021</a>
 */
public final class Attribution {

    /**
     * One unit's part.
     *
     * @param unit of the layer that the embedding is read off, see {@link ImageEncoder#neurons()}
     * @param contribution what it adds to the cosine; negative where it speaks against the caption
     * @param response its activation after the activation function: the spatial mean of a map, a class token's value
     */
    public record Contribution(Unit unit, double contribution, double response) {}

    private final double similarity;
    private final double rest;
    private final List<Contribution> contributions;
    private final Img<FloatType> maps;

    private Attribution(double similarity, double rest, List<Contribution> contributions, Img<FloatType> maps) {
        this.similarity = similarity;
        this.rest = rest;
        this.contributions = contributions;
        this.maps = maps;
    }

    /** Takes the answer of an image apart. */
    public static Attribution of(Contrast contrast, PixelRows image) {
        ImageEncoder encoder = contrast.clip().image();
        try (NDManager manager = contrast.clip().newManager()) {
            NDArray pixels = contrast.clip().preprocessing().pixels(manager, List.of(image));
            NDArray direction = manager.create(contrast.direction());
            NDArray embedding = encoder.embed(pixels).squeeze(0);
            float length = embedding.norm().getFloat();
            Readout readout = encoder.readout(pixels, direction);
            NDArray weights = readout.weights().get(0).div(length);
            NDArray added = readout.activations().get(0).mul(weights);
            return new Attribution(
                    embedding.mul(direction).sum().getFloat() / length,
                    readout.rest().getFloat(0) / length,
                    contributions(encoder.neurons(), readout.activations().get(0), added),
                    maps(contrast, image, weights, added));
        }
    }

    private static List<Contribution> contributions(Layer layer, NDArray activations, NDArray added) {
        float[] perUnit = added.reshape(layer.units(), -1).sum(new int[] {1}).toFloatArray();
        float[] responses =
                activations.reshape(layer.units(), -1).mean(new int[] {1}).toFloatArray();
        List<Contribution> contributions = new ArrayList<>();
        for (int unit = 0; unit < perUnit.length; unit++)
            contributions.add(new Contribution(new Unit(layer.name(), unit), perUnit[unit], responses[unit]));
        return List.copyOf(contributions);
    }

    private static Img<FloatType> maps(Contrast contrast, PixelRows image, NDArray weights, NDArray added) {
        Layer layer = contrast.clip().image().neurons();
        if (layer.kind() == Layer.Kind.MAP)
            return ArrayImgs.floats(
                    added.toFloatArray(),
                    added.getShape().get(2),
                    added.getShape().get(1),
                    added.getShape().get(0));
        Img<FloatType> maps = ActivationMaps.of(contrast.clip(), image, layer);
        float[] weight = weights.toFloatArray();
        var at = maps.localizingCursor();
        while (at.hasNext()) at.next().mul(weight[at.getIntPosition(2)]);
        return maps;
    }

    /** The cosine of image and caption, less the mean cosine of other captions where the contrast has some. */
    public double similarity() {
        return similarity;
    }

    /**
     * What no unit of the layer adds: in a ResNet the biases and positions of the attention pool, in a transformer the
     * biases, and what earlier blocks and the last attention wrote.
     */
    public double rest() {
        return rest;
    }

    /** Every unit's part, by its index. */
    public List<Contribution> contributions() {
        return contributions;
    }

    /**
     * The units that matter most, for or against the caption.
     *
     * @param count of units, or all where there are fewer
     * @return the largest contribution first, whatever its sign
     */
    public List<Contribution> strongest(int count) {
        return contributions.stream()
                .sorted(Comparator.comparingDouble((Contribution each) -> -Math.abs(each.contribution())))
                .limit(count)
                .toList();
    }

    /**
     * Where the units speak: activation times weight at every place, positive for the caption. In a ResNet a unit's places
     * add up to its contribution. In a transformer the class token alone contributes; its weight is applied to the patches,
     * to show where in the picture the unit finds what it answers to.
     *
     * @return [columns, rows, units] over the square that the model sees
     */
    public Img<FloatType> maps() {
        return maps;
    }
}

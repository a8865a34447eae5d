package org.multimodalneurons.probe;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Contrast;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.Gradient;
import org.multimodalneurons.model.ImageEncoder;
import org.multimodalneurons.model.Layer;

/**
 * Which parts of a picture make it like a caption: derivatives of the cosine (less that of other captions, where a
 * {@link Contrast} has some), laid out over the square that the model sees.
 */
public final class Saliency {

    private static final int MOST_STEPS = 1000;

    private Saliency() {}

    /**
     * Where a layer speaks for the caption: its maps, each weighted by the mean derivative of the cosine by it, added up;
     * what speaks against it is cut off.
     *
     * @param layer maps or tokens, see {@link #gradCamLayer}
     * @return [columns, rows] of the layer, at least 0
     * @see <a href="https://arxiv.org/abs/1610.02391">Selvaraju et al. 2017, Grad-CAM</a>
     */
    public static Img<FloatType> gradCam(Contrast contrast, PixelRows image, Layer layer) {
        ImageEncoder encoder = contrast.clip().image();
        try (NDManager manager = contrast.clip().newManager()) {
            NDArray pixels = contrast.clip().preprocessing().pixels(manager, List.of(image));
            return image(gradCam(encoder, pixels, manager.create(contrast.direction()), layer));
        }
    }

    /**
     * The layer that Grad-CAM is usually taken from: a ResNet's last maps; in a transformer what enters the last block,
     * behind which the patches are no more looked at.
     */
    public static Layer gradCamLayer(ImageEncoder encoder) {
        Layer neurons = encoder.neurons();
        if (neurons.kind() == Layer.Kind.MAP) return neurons;
        List<Layer> stream = encoder.layers().stream()
                .filter(layer -> layer.name().matches("ln_pre|resblocks\\.\\d+"))
                .toList();
        return stream.get(stream.size() - 2);
    }

    /** [n, rows, columns] of pixels [n, 3, s, s] and a direction [e]; in the manager of the pixels. */
    static NDArray gradCam(ImageEncoder encoder, NDArray pixels, NDArray direction, Layer layer) {
        if (layer.kind() != Layer.Kind.MAP && layer.kind() != Layer.Kind.TOKENS)
            throw new UserException("Grad-CAM needs a layer of maps or tokens, and " + layer
                    + " has none. Choose another, such as " + gradCamLayer(encoder) + ".");
        NDArray activations = encoder.activate(pixels, layer);
        NDArray gradient = Gradient.of(
                        activations,
                        replaced -> cosine(
                                encoder.embed(pixels, (name, x) -> name.equals(layer.name()) ? replaced : x),
                                direction))
                .gradient();
        NDArray maps = Places.of(activations, layer);
        NDArray weights = Places.of(gradient, layer).mean(new int[] {2}, true);
        return Places.onGrid(maps.mul(weights).sum(new int[] {1}, true).maximum(0))
                .squeeze(1);
    }

    /**
     * How much each pixel adds to the cosine on the way from a plain picture of the training's mean colour to this one:
     * the pixels times the mean gradient along that way. The values add up to the difference of the two cosines, but for
     * the error of a sum in place of an integral, which more steps make smaller.
     *
     * @param steps on the way, 1 to 1000; the gradient is taken in the middle of each
     * @return [size, size] of the model, the sum over red, green and blue
     * @throws java.util.concurrent.CancellationException when cancelled
     * @see <a href="https://arxiv.org/abs/1703.01365">Sundararajan et al. 2017</a>
     */
    public static Img<FloatType> integratedGradients(Contrast contrast, PixelRows image, int steps, Progress progress) {
        ImageEncoder encoder = contrast.clip().image();
        try (NDManager manager = contrast.clip().newManager()) {
            NDArray pixels = contrast.clip().preprocessing().pixels(manager, List.of(image));
            NDArray direction = manager.create(contrast.direction());
            return image(integratedGradients(encoder, pixels, direction, steps, progress)
                    .sum(new int[] {1}));
        }
    }

    /** Like the pixels [n, 3, s, s], in their manager. */
    static NDArray integratedGradients(
            ImageEncoder encoder, NDArray pixels, NDArray direction, int steps, Progress progress) {
        if (steps < 1 || steps > MOST_STEPS)
            throw new UserException(
                    "Integrated gradients: found " + steps + " steps, expected 1 to " + MOST_STEPS + ".");
        NDArray mean = pixels.zerosLike();
        for (int step = 0; step < steps; step++) {
            progress.throwIfCancelled();
            progress.report(step, steps, "Integrated gradients: step " + (step + 1) + " of " + steps);
            try (NDManager scratch = pixels.getManager().newSubManager()) {
                NDArray between = pixels.mul((step + .5) / steps);
                between.attach(scratch);
                mean.addi(Gradient.of(between, x -> cosine(encoder.embed(x), direction))
                        .gradient());
            }
        }
        progress.report(steps, steps, "Integrated gradients");
        return mean.mul(pixels).div(steps);
    }

    /** The sum over images of what a contrast answers to their embeddings. */
    private static NDArray cosine(NDArray embeddings, NDArray direction) {
        return embeddings
                .div(embeddings.norm(new int[] {1}, true))
                .mul(direction)
                .sum();
    }

    /** One picture's values [1, rows, columns] as an image [columns, rows]. */
    private static Img<FloatType> image(NDArray values) {
        Shape shape = values.getShape();
        return ArrayImgs.floats(values.toFloatArray(), shape.get(2), shape.get(1));
    }
}

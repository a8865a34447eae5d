package org.multimodalneurons.visualize;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Vectors;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.image.SourceCrop;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;

/**
 * An image as one layer sees it, to be drawn: what is kept of it on the way to the layer (its inversion), or what the layer
 * finds in it, exaggerated (its caricature). Early layers keep all but the finest detail, late ones what matters to them.
 *
 * <pre>{@code
 * LayerView view = LayerView.inversion(clip, Drawing.of(photo), "layer2.1.add");
 * Visualization result = view.drawing(128).seed(1).run(progress);
 * view.cosine(result.drawing()); // .93
 * }</pre>
 *
 * @see <a href="https://arxiv.org/abs/1412.0035">Mahendran and Vedaldi 2014, Understanding deep image representations by
 *     inverting them</a>
 * @see <a href="https://distill.pub/2019/activation-atlas">Carter et al. 2019</a>, whose cells are caricatures
 */
public final class LayerView {

    /** How much total variation counts when nothing else is said. */
    public static final double SMOOTHNESS = 1;

    /** Power of the cosine when nothing else is said. */
    public static final double POWER = 1;

    /** Steps that are usual: more sharpen little. */
    public static final int STEPS = 150;

    /** Of the total variation for each pixel of a side and each channel: as much as removes noise and keeps edges. */
    private static final double VARIATION = .012;

    /** Areas of one colour come out instead of grain; with the power of photographs, 1, colours stay pale. */
    private static final double DECAY = 1.5;

    /** Contrast: what is asked for in late layers would saturate it. */
    private static final double GAIN = .7;

    private static final int USUAL = 5;

    private final ClipModel clip;
    private final Drawing image;
    private final String layer;
    private final Objective likeness;
    private final IntFunction<List<Transformation>> transformations; // of pictures of a size

    private LayerView(
            ClipModel clip,
            Drawing image,
            String layer,
            Objective likeness,
            IntFunction<List<Transformation>> transformations) {
        this.clip = clip;
        this.image = image;
        this.layer = layer;
        this.likeness = likeness;
        this.transformations = transformations;
    }

    /**
     * An image with the same activations: what is kept. Shifted by a few pixels in every step only, for each place is
     * compared to the same place.
     *
     * @param image of any size and channels; the model sees its middle square
     * @param layer of any kind but attention
     * @throws org.multimodalneurons.UserException when the layer does not exist, or holds attention
     */
    public static LayerView inversion(ClipModel clip, Drawing image, String layer) {
        Objective likeness = Objectives.inversion(clip, image.rgb(), layer);
        return new LayerView(clip, image, layer, likeness, size -> List.of(Transformations.jitter(size / 32)));
    }

    /**
     * An image whose activations go as far as possible in the direction of those of the image, place by place.
     *
     * @param power of the cosine; 0 for more of everything, 2 and more for what is nearer to the image
     * @throws org.multimodalneurons.UserException as {@link #inversion}, and when the power is not 0 to 100
     */
    public static LayerView caricature(ClipModel clip, Drawing image, String layer, double power) {
        Objective likeness = Objectives.caricature(clip, image.rgb(), layer, power);
        return new LayerView(
                clip,
                image,
                layer,
                likeness,
                size -> List.of(
                        Transformations.jitter(size / 16),
                        Transformations.rotate(-5, 5),
                        Transformations.scale(.95, 1.05)));
    }

    /** Five layers from the first to the last, evenly over the depth. */
    public static List<String> usualLayers(ClipModel clip) {
        List<Layer> layers = clip.image().layers().stream()
                .filter(layer -> layer.kind() != Layer.Kind.ATTENTION)
                .toList();
        return IntStream.range(0, USUAL)
                .mapToObj(i -> layers.get(i * (layers.size() - 1) / (USUAL - 1)).name())
                .distinct()
                .toList();
    }

    /** The run that draws it, with {@link #SMOOTHNESS}; from noise unless it is told to start {@linkplain #start from the image}. */
    public FeatureVisualization drawing(int size) {
        return drawing(size, SMOOTHNESS);
    }

    /**
     * The run that draws it.
     *
     * @param size width and height in pixels: of the square that the model sees
     * @param smoothness weight of the total variation: 0 for none, 10 for flat areas
     */
    public FeatureVisualization drawing(int size, double smoothness) {
        if (!(smoothness >= 0 && smoothness < Double.POSITIVE_INFINITY))
            throw new UserException("Smoothness: found " + smoothness + ", expected 0 or more.");
        double weight =
                smoothness * VARIATION / Math.max(1, size) / image.channels().count();
        Objective smooth = likeness.minus(Penalties.totalVariation().times(weight));
        Parametrization pictures =
                Parametrization.of(new FourierBasis(DECAY, .01)).gain(GAIN).channels(image.channels());
        return FeatureVisualization.of(clip)
                .maximise(weight > 0 ? smooth : likeness)
                .over((image.channels().equals(Channels.RGB) ? pictures.decorrelated() : pictures).size(size, size))
                .through(transformations.apply(size))
                .steps(STEPS);
    }

    /** The square of the image that the model sees, in the size of the drawing. */
    public Drawing start(int size) {
        SourceCrop seen = seen();
        Raster square = Raster.of(image).part(seen.x(), seen.y(), seen.width(), seen.height(), size, size);
        return new Drawing(size, size, image.channels(), image.hasAlpha(), square.values());
    }

    /** Where in the image the drawing belongs. */
    public SourceCrop seen() {
        return clip.preprocessing().sourceCrop(image.width(), image.height());
    }

    /** How alike the layer finds a drawing and the image: the cosine of all its activations. */
    public double cosine(Drawing drawing) {
        return Vectors.cosine(activations(image.rgb()), activations(drawing.rgb()));
    }

    private float[] activations(RgbImage picture) {
        try (NDManager manager = clip.newManager()) {
            NDArray pixels = clip.preprocessing().pixels(manager, List.of(picture));
            return clip.image().activate(pixels, clip.image().layer(layer)).toFloatArray();
        }
    }
}

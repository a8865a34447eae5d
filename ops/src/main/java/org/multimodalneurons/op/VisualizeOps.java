package org.multimodalneurons.op;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import org.multimodalneurons.Progress;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.probe.KnownUnit;
import org.multimodalneurons.visualize.Caption;
import org.multimodalneurons.visualize.Drawing;
import org.multimodalneurons.visualize.FeatureVisualization;
import org.multimodalneurons.visualize.LayerView;
import org.multimodalneurons.visualize.Objective;
import org.multimodalneurons.visualize.Objectives;
import org.multimodalneurons.visualize.Recipe;

/** Ops that draw what a model wants to see. */
public final class VisualizeOps {

    private VisualizeOps() {}

    /**
     * Draws a picture that excites a unit; a known one's is guided by what it stands for, as {@link Recipe#guided} tells.
     *
     * @implNote op names='clip.visualize'
     * @param unit such as layer4.0.add:89, or a concept whose unit is known
     * @param size width and height in pixels
     * @param steps of the ascent
     * @param seed of all chance; the same one gives the same picture
     * @param clip an open model
     * @return red, green and blue in 0..1: [size, size, 3]
     */
    public static Img<FloatType> visualize(String unit, Integer size, Integer steps, Long seed, ClipModel clip) {
        Unit parsed = KnownUnit.parse(clip, unit);
        String concept = KnownUnit.concept(clip, unit);
        Objective response = concept.isBlank() ? Objectives.unit(parsed) : Recipe.guided(clip, parsed, concept);
        return draw(response, size, steps, seed, clip);
    }

    /**
     * Draws a picture that fits a text: the cosine of their embeddings rises.
     *
     * @implNote op names='clip.visualizeCaption'
     * @param caption what the picture is to show, in words that the model reads
     * @param size width and height in pixels
     * @param steps of the ascent
     * @param seed of all chance; the same one gives the same picture
     * @param clip an open model
     * @return red, green and blue in 0..1: [size, size, 3]
     */
    public static Img<FloatType> visualizeCaption(
            String caption, Integer size, Integer steps, Long seed, ClipModel clip) {
        return draw(Caption.of(clip, caption).objective(), size, steps, seed, clip);
    }

    private static Img<FloatType> draw(Objective objective, int size, int steps, long seed, ClipModel clip) {
        return FeatureVisualization.of(clip)
                .maximise(objective)
                .over(Recipe.parametrization(clip).size(size, size))
                .steps(steps)
                .seed(seed)
                .run(Progress.NONE)
                .drawing()
                .image();
    }

    /**
     * Draws from noise what a layer keeps of an image: the layer's activations for it become those for the image.
     *
     * @implNote op names='clip.invert'
     * @param image of any type and size; the model sees its middle square
     * @param layer such as layer2.0.add
     * @param size width and height of the drawing of that square in pixels
     * @param steps of the ascent
     * @param seed of all chance; the same one gives the same picture
     * @param clip an open model
     * @return red, green and blue in 0..1: [size, size, 3]
     */
    public static Img<FloatType> invert(
            RandomAccessibleInterval<?> image, String layer, Integer size, Integer steps, Long seed, ClipModel clip) {
        return draw(LayerView.inversion(clip, Drawing.of(Pictures.of(image)), layer), size, steps, seed);
    }

    /**
     * Draws from noise what a layer sees in an image, exaggerated.
     *
     * @implNote op names='clip.caricature'
     * @param image of any type and size; the model sees its middle square
     * @param layer such as layer2.0.add
     * @param power of the cosine to the activations of the image; 1 is usual, 2 and more keep to the image
     * @param size width and height of the drawing of that square in pixels
     * @param steps of the ascent
     * @param seed of all chance; the same one gives the same picture
     * @param clip an open model
     * @return red, green and blue in 0..1: [size, size, 3]
     */
    public static Img<FloatType> caricature(
            RandomAccessibleInterval<?> image,
            String layer,
            Double power,
            Integer size,
            Integer steps,
            Long seed,
            ClipModel clip) {
        return draw(LayerView.caricature(clip, Drawing.of(Pictures.of(image)), layer, power), size, steps, seed);
    }

    private static Img<FloatType> draw(LayerView view, int size, int steps, long seed) {
        return view.drawing(size)
                .steps(steps)
                .seed(seed)
                .run(Progress.NONE)
                .drawing()
                .image();
    }
}

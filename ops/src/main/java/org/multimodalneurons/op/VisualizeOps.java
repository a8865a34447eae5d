package org.multimodalneurons.op;

import java.io.File;
import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.probe.KnownUnit;
import org.multimodalneurons.probe.UnitList;
import org.multimodalneurons.visualize.ActivationAtlas;
import org.multimodalneurons.visualize.AtlasSettings;
import org.multimodalneurons.visualize.Caption;
import org.multimodalneurons.visualize.Drawing;
import org.multimodalneurons.visualize.Exhibit;
import org.multimodalneurons.visualize.FeatureVisualization;
import org.multimodalneurons.visualize.Gallery;
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
        return draw(exciting(unit, clip), size, steps, seed, clip);
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
        return drawing(objective, size, steps, seed, clip)
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

    /** What a unit asks for, guided by what a known one stands for. */
    static Objective exciting(String unit, ClipModel clip) {
        Unit parsed = KnownUnit.parse(clip, unit);
        String concept = KnownUnit.concept(clip, unit);
        return concept.isBlank() ? Objectives.unit(parsed) : Recipe.guided(clip, parsed, concept);
    }

    private static FeatureVisualization drawing(Objective objective, int size, int steps, long seed, ClipModel clip) {
        return FeatureVisualization.of(clip)
                .maximise(objective)
                .over(Recipe.parametrization(clip).size(size, size))
                .steps(steps)
                .seed(seed);
    }

    /**
     * Draws pictures that excite units, each what clip.visualize gives for it alone.
     *
     * @implNote op names='clip.gallery'
     * @param units each a unit, a range such as layer4.0.add:0-63, a whole layer, or a concept whose unit is known
     * @param size width and height in pixels
     * @param steps of the ascent
     * @param seed of all chance; the same one gives the same pictures
     * @param kept the folder to keep the pictures in, where those that are done are not drawn again; empty for none
     * @param clip an open model
     * @return the pictures in the order of the units, with the response to each
     */
    public static List<Gallery.Picture> gallery(
            List<String> units, Integer size, Integer steps, Long seed, File kept, ClipModel clip) {
        List<Exhibit> exhibits = UnitList.named(clip, units).entrySet().stream()
                .map(named -> new Exhibit(named.getKey(), named.getKey().toString(), exciting(named.getValue(), clip)))
                .toList();
        Gallery gallery = Gallery.of(objective -> drawing(objective, size, steps, seed, clip));
        return (kept.getPath().isBlank() ? gallery : gallery.keptIn(kept.toPath())).run(exhibits, Progress.NONE);
    }

    /**
     * Draws an activation atlas: a map by t-SNE of what a layer answers to images, and in each cell with at least four
     * activations a picture of what these have in common, named by the words that fit best.
     *
     * @implNote op names='clip.activationAtlas'
     * @param images of any type and size, some hundreds of many kinds
     * @param layer a name that clip.layers lists, such as layer4.0.add
     * @param grid columns and rows
     * @param size width and height of a cell in pixels
     * @param steps of the ascent of each cell
     * @param labels to name cells by
     * @param seed of all chance; the same one gives the same atlas
     * @param clip an open model
     * @return its cells; its picture() is the whole map
     */
    public static ActivationAtlas activationAtlas(
            List<? extends RandomAccessibleInterval<?>> images,
            String layer,
            Integer grid,
            Integer size,
            Integer steps,
            List<String> labels,
            Long seed,
            ClipModel clip) {
        AtlasSettings usual = AtlasSettings.USUAL;
        var settings = new AtlasSettings(
                usual.images(),
                usual.places(),
                usual.projection(),
                grid,
                usual.fewest(),
                size,
                steps,
                usual.power(),
                seed);
        return ActivationAtlas.of(
                clip,
                clip.image().layer(layer),
                images.stream().map(Pictures::of).toList(),
                new Embedder(clip).labels(labels, AtlasSettings.WORDINGS, Progress.NONE),
                settings,
                Progress.NONE,
                growing -> {});
    }
}

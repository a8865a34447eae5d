package org.multimodalneurons.op;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.ImgView;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Contrast;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.MapGrid;
import org.multimodalneurons.embed.SimilarityMap;
import org.multimodalneurons.embed.SimilarityMaps;
import org.multimodalneurons.embed.Windows;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.probe.ActivationMaps;
import org.multimodalneurons.text.Prompts;

/** Ops from an image to images of what the model sees in it, and where. */
public final class MapOps {

    private MapOps() {}

    /**
     * Shows what the model gets to see: the image resized by its short side, cropped to the centre square, and normalised.
     *
     * @implNote op names='clip.preprocess'
     * @param image of any type and size
     * @param clip an open model
     * @return [size, size, 3]: red, green, blue less the mean of the model, in its standard deviations
     */
    public static Img<FloatType> preprocess(RandomAccessibleInterval<?> image, ClipModel clip) {
        int size = clip.preprocessing().size();
        try (NDManager manager = clip.newManager()) {
            NDArray pixels = clip.preprocessing().pixels(manager, List.of(Pictures.of(image)));
            return ArrayImgs.floats(pixels.toFloatArray(), size, size, 3);
        }
    }

    /**
     * Fixes how bright an image of 16 or 32 bits is for the other Ops, which otherwise show it from its smallest value to
     * its largest.
     *
     * @implNote op names='clip.display'
     * @param image of any real type
     * @param min the value shown black
     * @param max the value shown white
     * @return the picture in 8-bit colours
     */
    public static Img<ARGBType> display(RandomAccessibleInterval<?> image, Double min, Double max) {
        return RgbImage.of(image, min, max).toImg();
    }

    /**
     * Maps where a caption is true, read off the last layer in one pass.
     *
     * @implNote op names='clip.similarityMap'
     * @param image of any type and size
     * @param caption not blank
     * @param clip an open model
     * @return the cosine at every pixel of the image
     */
    public static Img<FloatType> similarityMap(RandomAccessibleInterval<?> image, String caption, ClipModel clip) {
        return SimilarityMap.of(clip, caption).dense(Pictures.of(image), Progress.NONE);
    }

    /**
     * Maps where a caption is true by windows that slide over the image.
     *
     * @implNote op names='clip.similarityMap'
     * @param image of any type and size
     * @param caption not blank
     * @param alternatives captions whose mean cosine is taken away; may be empty
     * @param size the side of the windows in pixels of the image
     * @param stride how far apart neighbouring windows start, in pixels of the image
     * @param clip an open model
     * @return the cosine at every pixel of the image, less the mean of the alternatives
     */
    public static Img<FloatType> similarityMap(
            RandomAccessibleInterval<?> image,
            String caption,
            List<String> alternatives,
            Integer size,
            Integer stride,
            ClipModel clip) {
        return SimilarityMap.of(clip, caption)
                .against(alternatives)
                .windows(Pictures.of(image), new Windows(size, stride), Progress.NONE);
    }

    /**
     * Maps where several captions are true, in one pass of windows over the image.
     *
     * @implNote op names='clip.similarityMaps'
     * @param image of any type and size
     * @param captions at least one, none blank
     * @param alternatives captions whose mean cosine is taken away from each; may be empty
     * @param size the side of the windows in pixels of the image
     * @param stride how far apart neighbouring windows start, in pixels of the image
     * @param clip an open model
     * @return [width, height, captions]: the cosine of each caption at every pixel, less the mean of the alternatives
     */
    public static Img<FloatType> similarityMaps(
            RandomAccessibleInterval<?> image,
            List<String> captions,
            List<String> alternatives,
            Integer size,
            Integer stride,
            ClipModel clip) {
        List<Contrast> sought = captions.stream()
                .map(caption -> Contrast.of(clip, caption, Prompts.NONE))
                .toList();
        PixelRows picture = Pictures.of(image);
        MapGrid grid = MapGrid.of(picture.width(), picture.height(), new Windows(size, stride));
        SimilarityMaps maps = SimilarityMaps.of(sought).against(alternatives, Prompts.NONE);
        return ImgView.wrap(Views.stack(maps.windows(picture, grid, Progress.NONE)));
    }

    /**
     * Maps where an image looks like an example, by windows that slide over it.
     *
     * @implNote op names='clip.likeness'
     * @param image of any type and size
     * @param example an image of what is looked for, such as a crop of the first; seen from its smallest value to its
     *     largest where its type does not tell, so give a crop of 16 or 32 bits through clip.display
     * @param size the side of the windows in pixels of the image
     * @param stride how far apart neighbouring windows start, in pixels of the image
     * @param clip an open model
     * @return the cosine with the example at every pixel of the image
     */
    public static Img<FloatType> likeness(
            RandomAccessibleInterval<?> image,
            RandomAccessibleInterval<?> example,
            Integer size,
            Integer stride,
            ClipModel clip) {
        var target = new Embedder(clip).images(List.of(Pictures.of(example)), List.of("example"), Progress.NONE);
        return SimilarityMap.of(clip, target).windows(Pictures.of(image), new Windows(size, stride), Progress.NONE);
    }

    /**
     * Maps the activations of all units of a layer.
     *
     * @implNote op names='clip.activations'
     * @param image of any type and size
     * @param layer a name that clip.layers lists, such as layer4.0.add or resblocks.11.mlp
     * @param clip an open model
     * @return [columns, rows, units] of the layer
     */
    public static Img<FloatType> activations(RandomAccessibleInterval<?> image, String layer, ClipModel clip) {
        return ActivationMaps.of(clip, Pictures.of(image), clip.image().layer(layer));
    }

    /**
     * Maps the activation of one unit.
     *
     * @implNote op names='clip.activation'
     * @param image of any type and size
     * @param unit a layer and an index, such as layer4.0.add:89
     * @param clip an open model
     * @return [columns, rows] of its layer
     */
    public static Img<FloatType> activation(RandomAccessibleInterval<?> image, String unit, ClipModel clip) {
        return ActivationMaps.of(clip, Pictures.of(image), Unit.parse(unit));
    }
}

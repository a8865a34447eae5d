package org.multimodalneurons.op;

import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Contrast;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.probe.Attribution;
import org.multimodalneurons.probe.Saliency;
import org.multimodalneurons.text.Prompts;

/** Ops that tell why a caption fits an image: which neurons say so, and what they look at. */
public final class AttributionOps {

    private AttributionOps() {}

    /**
     * Takes the cosine of an image and a caption apart into what each unit of the last layer adds to it.
     *
     * @implNote op names='clip.attribution'
     * @param image of any type and size
     * @param caption not blank
     * @param alternatives captions whose mean cosine is taken away; may be empty
     * @param clip an open model
     * @return contributions that add up to the cosine, together with the rest that no unit adds; maps of where
     */
    public static Attribution attribution(
            RandomAccessibleInterval<?> image, String caption, List<String> alternatives, ClipModel clip) {
        return Attribution.of(contrast(caption, alternatives, clip), Pictures.of(image));
    }

    /**
     * Maps by Grad-CAM which parts of an image make it like a caption.
     *
     * @implNote op names='clip.gradCam'
     * @param image of any type and size
     * @param caption not blank
     * @param alternatives captions whose mean cosine is taken away; may be empty
     * @param layer a name that clip.layers lists, of maps or tokens; the last maps are usual
     * @param clip an open model
     * @return at least 0 at every pixel of the image; NaN where the model does not look
     */
    public static Img<FloatType> gradCam(
            RandomAccessibleInterval<?> image,
            String caption,
            List<String> alternatives,
            String layer,
            ClipModel clip) {
        PixelRows picture = Pictures.of(image);
        Contrast contrast = contrast(caption, alternatives, clip);
        Img<FloatType> map = Saliency.gradCam(contrast, picture, clip.image().layer(layer));
        return spread(map, picture, clip);
    }

    /**
     * Maps by integrated gradients how much each pixel of an image adds to the cosine with a caption, seen from a plain
     * picture.
     *
     * @implNote op names='clip.integratedGradients'
     * @param image of any type and size
     * @param caption not blank
     * @param alternatives captions whose mean cosine is taken away; may be empty
     * @param steps of the sum that stands for the integral, 1 to 1000; 32 is usual
     * @param clip an open model
     * @return signed, at every pixel of the image; NaN where the model does not look
     */
    public static Img<FloatType> integratedGradients(
            RandomAccessibleInterval<?> image,
            String caption,
            List<String> alternatives,
            Integer steps,
            ClipModel clip) {
        PixelRows picture = Pictures.of(image);
        Contrast contrast = contrast(caption, alternatives, clip);
        return spread(Saliency.integratedGradients(contrast, picture, steps, Progress.NONE), picture, clip);
    }

    private static Contrast contrast(String caption, List<String> alternatives, ClipModel clip) {
        return Contrast.of(clip, caption, Prompts.NONE).against(alternatives, Prompts.NONE);
    }

    private static Img<FloatType> spread(Img<FloatType> map, PixelRows picture, ClipModel clip) {
        return clip.preprocessing()
                .sourceCrop(picture.width(), picture.height())
                .spread(map, picture.width(), picture.height());
    }
}

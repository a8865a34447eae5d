package org.multimodalneurons.embed;

import java.util.List;

import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.text.Prompts;

/**
 * Where in an image a caption is true: a cosine for every pixel, in a map of the image's own size. Immutable; may be used
 * by several threads at once.
 *
 * <p>Two ways to look. {@link #windows} embeds many crops and says how well each fits: slow, faithful to what the model
 * was trained for, as fine as the windows are small. {@link #dense} takes the image as a whole and reads the last layer
 * place by place: fast, with the whole picture in view, as coarse as that layer's grid (14 x 14 for a ViT-B/16 at 224
 * pixels, 7 x 7 for an RN50, 2 x 2 for a ResNet at 64 pixels: there, windows show more).
 *
 * <p>Cosines of CLIP have a base level that differs from caption to caption; {@link #against} takes it away:
 *
 * <pre>{@code
 * Img<FloatType> map = SimilarityMap.of(clip, "a picture of a dog")
 *         .against(List.of("a picture of grass", "a picture of the sky"))
 *         .windows(image, new Windows(64, 16), progress);
 * }</pre>
 */
public final class SimilarityMap {

    private final Contrast contrast;

    private SimilarityMap(Contrast contrast) {
        this.contrast = contrast;
    }

    /** Maps of what is asked. */
    public static SimilarityMap of(Contrast contrast) {
        return new SimilarityMap(contrast);
    }

    /**
     * Maps of a caption.
     *
     * @param caption as the text encoder gets it; not blank
     * @throws UserException when it is blank
     */
    public static SimilarityMap of(ClipModel clip, String caption) {
        return of(clip, caption, Prompts.NONE);
    }

    /**
     * Maps of a label, which stands for the mean of its captions as in {@link ZeroShot}.
     *
     * @param label not blank
     * @param prompts the captions to make of it
     * @throws UserException when it is blank
     */
    public static SimilarityMap of(ClipModel clip, String label, Prompts prompts) {
        return of(Contrast.of(clip, label, prompts));
    }

    /**
     * Maps of a vector of the shared space: of a text, of another image, or of the mean of several.
     *
     * @param target one vector, by the same model
     * @throws UserException when there is not exactly one
     */
    public static SimilarityMap of(ClipModel clip, Embeddings target) {
        return of(Contrast.of(clip, target));
    }

    /**
     * The same, less the mean cosine of other captions: positive where this one fits better than they do on average.
     *
     * @param captions what else could be there; none takes nothing away
     */
    public SimilarityMap against(List<String> captions) {
        return against(captions, Prompts.NONE);
    }

    /** As {@link #against(List)}, for labels that each stand for the mean of their captions. */
    public SimilarityMap against(List<String> labels, Prompts prompts) {
        return of(contrast.against(labels, prompts));
    }

    /** As {@link #against(List)}, with vectors by the same model. */
    public SimilarityMap against(Embeddings others) {
        return of(contrast.against(others));
    }

    /** What the user should know about the words given: some that the model never learned, captions that are cut. */
    public List<String> warnings() {
        return contrast.warnings();
    }

    /**
     * Embeds window after window and spreads each one's cosine over it, fading towards its edges.
     *
     * @param image of any size
     * @param windows in pixels of the image
     * @return [width, height] of the image: cosine, or cosine less the alternatives' mean
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public Img<FloatType> windows(PixelRows image, Windows windows, Progress progress) {
        return maps().windows(image, MapGrid.of(image.width(), image.height(), windows), progress)
                .get(0);
    }

    /**
     * Reads the last layer place by place: each cell's embedding is what the encoder would give if its last attention
     * looked at this cell alone (MaskCLIP). The image is covered by the largest squares that fit, overlapping by half, so
     * that nothing of a long one is cropped away.
     *
     * @param image of any size
     * @return [width, height] of the image: cosine, or cosine less the alternatives' mean
     * @throws java.util.concurrent.CancellationException when cancelled
     * @see <a href="https://arxiv.org/abs/2112.01071">Zhou et al. 2022, Extract Free Dense Labels from CLIP</a>
     */
    public Img<FloatType> dense(PixelRows image, Progress progress) {
        return dense(image, Windows.largest(image.width(), image.height()), progress);
    }

    /**
     * As {@link #dense(PixelRows, Progress)}, window by window: several cells in each, so fewer windows show as much
     * detail as with {@link #windows}.
     */
    public Img<FloatType> dense(PixelRows image, Windows windows, Progress progress) {
        return maps().dense(image, MapGrid.of(image.width(), image.height(), windows), progress)
                .get(0);
    }

    private SimilarityMaps maps() {
        return SimilarityMaps.of(List.of(contrast));
    }
}

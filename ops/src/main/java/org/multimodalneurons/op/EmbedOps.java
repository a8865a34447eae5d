package org.multimodalneurons.op;

import java.util.List;
import java.util.stream.IntStream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.CosineMatrix;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.embed.Scored;
import org.multimodalneurons.embed.ZeroShot;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.text.Prompts;

/** Ops from images and texts to vectors of the shared space, and what their cosines tell. */
public final class EmbedOps {

    private EmbedOps() {}

    /**
     * Embeds an image.
     *
     * @implNote op names='clip.embed, clip.embedImage'
     * @param image of any type and size
     * @param clip an open model
     * @return the unit vector, [e]
     */
    public static Img<FloatType> embed(RandomAccessibleInterval<?> image, ClipModel clip) {
        return vector(embeddings(List.of(image), clip));
    }

    /**
     * Embeds a caption.
     *
     * @implNote op names='clip.embed, clip.embedText'
     * @param caption not blank
     * @param clip an open model
     * @return the unit vector, [e]
     */
    public static Img<FloatType> embed(String caption, ClipModel clip) {
        return vector(new Embedder(clip).texts(List.of(caption), Progress.NONE));
    }

    /**
     * Asks which of several labels fits an image.
     *
     * @implNote op names='clip.classify'
     * @param image of any type and size
     * @param labels the candidates, not blank
     * @param prompts captions in which {} stands for the label, separated by |; their vectors are averaged
     * @param clip an open model
     * @return cosine and probability of every label, in the order given
     */
    public static List<Scored<String>> classify(
            RandomAccessibleInterval<?> image, List<String> labels, String prompts, ClipModel clip) {
        return new ZeroShot(clip, labels, Prompts.parse(prompts)).classify(Pictures.of(image));
    }

    /**
     * Compares images with each other.
     *
     * @implNote op names='clip.cosineMatrix'
     * @param images of any type and size
     * @param clip an open model
     * @return the cosine of every image (x) with every image (y)
     */
    public static Img<FloatType> cosineMatrix(List<? extends RandomAccessibleInterval<?>> images, ClipModel clip) {
        Embeddings embeddings = embeddings(images, clip);
        return CosineMatrix.of(embeddings, embeddings).image();
    }

    /**
     * Compares images with captions.
     *
     * @implNote op names='clip.cosineMatrix'
     * @param images of any type and size
     * @param captions not blank
     * @param clip an open model
     * @return the cosine of every caption (x) with every image (y)
     */
    public static Img<FloatType> cosineMatrix(
            List<? extends RandomAccessibleInterval<?>> images, List<String> captions, ClipModel clip) {
        Embeddings texts = new Embedder(clip).texts(captions, Progress.NONE);
        return CosineMatrix.of(embeddings(images, clip), texts).image();
    }

    private static Embeddings embeddings(List<? extends RandomAccessibleInterval<?>> images, ClipModel clip) {
        List<String> labels = IntStream.rangeClosed(1, images.size())
                .mapToObj(Integer::toString)
                .toList();
        return new Embedder(clip).images(images.stream().map(Pictures::of).toList(), labels, Progress.NONE);
    }

    private static Img<FloatType> vector(Embeddings embeddings) {
        return ArrayImgs.floats(embeddings.vector(0), embeddings.dimension());
    }
}

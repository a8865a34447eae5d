package org.multimodalneurons.embed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.text.Prompts;

/**
 * Images and texts to vectors of one model's shared space. Works in batches of bounded size, however long the list; may
 * be used by several threads at once.
 *
 * <p>Vectors have length 1 unless a method is called raw: a dot product of two is then their cosine.
 */
public final class Embedder {

    private static final int CAPTIONS_AT_ONCE = 32;
    private static final String MESSAGE = "Embedding image";

    private final ClipModel clip;

    /** An embedder with this model, which must stay open. */
    public Embedder(ClipModel clip) {
        this.clip = clip;
    }

    /**
     * Embeds images, each brought to the model's size by CLIP's preprocessing (short side resized, centre cropped).
     *
     * @param images each is asked for once, in order, by one thread (of a concurrent
     *     {@link org.multimodalneurons.LazyList} by several), so that a list may load them as it is read; it is not
     *     the caller's, for the next pictures are made ready while the model is at work
     * @param labels one for each image
     * @return unit vectors
     * @throws UserException when there is no image, or not one label for each
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public Embeddings images(List<? extends PixelRows> images, List<String> labels, Progress progress) {
        return rawImages(images, labels, progress).unit();
    }

    /** As {@link #images}, but with the lengths that the image encoder gives. */
    public Embeddings rawImages(List<? extends PixelRows> images, List<String> labels, Progress progress) {
        if (images.isEmpty()) throw new UserException("There is no image to embed; open or choose at least one.");
        Embeddings.requireLabelEach(labels, images.size());
        if (images.size() == 1) return embeddings(labels, only(images, progress));
        return rawReadable(
                images,
                labels,
                (item, fault) -> {
                    throw fault;
                },
                progress);
    }

    /**
     * As {@link #rawImages}, but goes on past images that cannot be read.
     *
     * @param unreadable receives the place of an image and what is wrong with it; it may throw that again
     * @return vectors of those that can be read, with their labels
     */
    public Embeddings rawReadable(
            List<? extends PixelRows> images,
            List<String> labels,
            BiConsumer<Integer, UserException> unreadable,
            Progress progress) {
        Embeddings.requireLabelEach(labels, images.size());
        List<String> read = new ArrayList<>();
        List<float[]> vectors = new ArrayList<>();
        PictureBatches.forEach(clip, images, unreadable, progress, (items, pixels) -> {
            vectors.addAll(rows(clip.image().embed(pixels)));
            items.forEach(item -> read.add(labels.get(item)));
        });
        return embeddings(read, vectors);
    }

    /** A single picture, for which no thread is worth its while. */
    private List<float[]> only(List<? extends PixelRows> image, Progress progress) {
        List<float[]> vectors = new ArrayList<>();
        Batches.forEach(image, 1, MESSAGE, progress, piece -> {
            try (NDManager manager = clip.newManager()) {
                vectors.addAll(rows(clip.image().embed(clip.preprocessing().pixels(manager, piece))));
            }
        });
        return vectors;
    }

    /**
     * Embeds captions as they stand; each is its own label.
     *
     * @param captions not blank; those longer than the model's context are cut as open_clip cuts them, see
     *     {@link Captions#warnings}
     * @return unit vectors
     * @throws UserException when there is no caption, or a blank one
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public Embeddings texts(List<String> captions, Progress progress) {
        return rawTexts(captions, progress).unit();
    }

    /** As {@link #texts}, but with the lengths that the text encoder gives. */
    public Embeddings rawTexts(List<String> captions, Progress progress) {
        Captions.requirePresent(captions, "caption");
        List<float[]> vectors = new ArrayList<>();
        int context = clip.text().contextLength();
        Batches.forEach(captions, CAPTIONS_AT_ONCE, "Embedding caption", progress, piece -> {
            long[][] ids = clip.tokenizer().rows(piece, context);
            try (NDManager manager = clip.newManager()) {
                long[] flat = Arrays.stream(ids).flatMapToLong(Arrays::stream).toArray();
                vectors.addAll(rows(clip.text().embed(manager.create(flat, new Shape(ids.length, context)))));
            }
        });
        return embeddings(captions, vectors);
    }

    /**
     * One vector for each label: the mean of the raw vectors of its captions, which open_clip's zero-shot classifier
     * takes too, then brought to length 1. (OpenAI's own notebooks bring every caption to length 1 before the mean.)
     *
     * @param labels not blank
     * @param prompts the captions to make of each label
     * @return unit vectors, one for each label
     * @throws UserException when there is no label, or a blank one
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public Embeddings labels(List<String> labels, Prompts prompts, Progress progress) {
        Captions.requirePresent(labels, "label");
        List<String> captions =
                labels.stream().flatMap(label -> prompts.apply(label).stream()).toList();
        float[][] raw = rawTexts(captions, progress).vectors();
        return new Embeddings(clip.identity(), labels, meanOfEach(raw, raw.length / labels.size())).unit();
    }

    /** The means of consecutive groups of vectors. */
    static float[][] meanOfEach(float[][] vectors, int group) {
        float[][] means = new float[vectors.length / group][];
        for (int i = 0; i < means.length; i++)
            means[i] = Vectors.mean(Arrays.asList(vectors).subList(i * group, (i + 1) * group));
        return means;
    }

    /** The rows of a matrix of floats [n, e]. */
    public static List<float[]> rows(NDArray matrix) {
        float[] values = matrix.toFloatArray();
        int columns = (int) matrix.getShape().get(1);
        List<float[]> rows = new ArrayList<>();
        for (int start = 0; start < values.length; start += columns)
            rows.add(Arrays.copyOfRange(values, start, start + columns));
        return rows;
    }

    private Embeddings embeddings(List<String> labels, List<float[]> vectors) {
        return new Embeddings(clip.identity(), labels, vectors.toArray(float[][]::new));
    }
}

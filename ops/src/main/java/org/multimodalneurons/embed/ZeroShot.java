package org.multimodalneurons.embed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;

import org.multimodalneurons.Progress;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.text.Prompts;

/**
 * A classifier made of words: an image belongs to the label whose caption lies nearest in the shared space. Immutable;
 * may be used by several threads at once.
 *
 * <pre>{@code
 * List<Scored<String>> answers = new ZeroShot(clip, List.of("dog", "pizza"), Prompts.parse("a picture of a {}"))
 *         .classify(image);
 * }</pre>
 *
 * @see <a href="https://arxiv.org/abs/2103.00020">Radford et al. 2021, section 3.1.2</a>
 */
public final class ZeroShot implements Classifier {

    private final ClipModel clip;
    private final Embeddings classes;
    private final List<String> warnings;

    /**
     * Embeds the captions of all labels.
     *
     * @param labels the classes; not blank; of equal ones the first counts
     * @param prompts the captions to make of each label; their vectors are averaged
     * @throws org.multimodalneurons.UserException when there is no label, or a blank one
     */
    public ZeroShot(ClipModel clip, List<String> labels, Prompts prompts) {
        this(clip, labels, prompts, Progress.NONE);
    }

    /**
     * As {@link #ZeroShot(ClipModel, List, Prompts)}, for so many labels that their embedding takes a while.
     *
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public ZeroShot(ClipModel clip, List<String> labels, Prompts prompts, Progress progress) {
        Captions.requirePresent(labels, "label");
        List<String> distinct = new ArrayList<>(
                new LinkedHashSet<>(labels.stream().map(String::strip).toList()));
        this.clip = clip;
        this.classes = new Embedder(clip).labels(distinct, prompts, progress);
        this.warnings = Captions.warnings(clip, labels, prompts);
    }

    private ZeroShot(ClipModel clip, Embeddings classes) {
        this.clip = clip;
        this.classes = classes.unit();
        this.warnings = List.of();
    }

    /**
     * A classifier whose class vectors are known already, from whatever source.
     *
     * @param clip the model that embeds the images
     * @param classes one vector for each label, from the same model
     */
    public static ZeroShot of(ClipModel clip, Embeddings classes) {
        return new ZeroShot(clip, classes);
    }

    /** The classes, each with its unit vector. */
    public Embeddings classes() {
        return classes;
    }

    @Override
    public List<String> labels() {
        return classes.labels();
    }

    @Override
    public double[][] probabilities(Embeddings images) {
        return classify(images).stream()
                .map(row -> row.stream().mapToDouble(Scored::probability).toArray())
                .toArray(double[][]::new);
    }

    /** What the user should know about the labels: words that the model never learned, cut captions, repetitions. */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * Scores every label against an image.
     *
     * @return in the order of the labels; probabilities sum to 1. {@link Scored#bestFirst} ranks them.
     */
    public List<Scored<String>> classify(PixelRows image) {
        return classify(List.of(image), Progress.NONE).get(0);
    }

    /**
     * Scores every label against every image.
     *
     * @param images each is asked for once, in order, so that a list may load them as it is read; see {@link
     *     Embedder#images}
     * @return for each image its scores in the order of the labels
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public List<List<Scored<String>>> classify(List<? extends PixelRows> images, Progress progress) {
        List<String> labels = Collections.nCopies(images.size(), "");
        return classify(new Embedder(clip).images(images, labels, progress));
    }

    /**
     * Scores every label against images that are embedded already.
     *
     * @param images by the same model, raw or unit
     * @return for each image its scores in the order of the labels
     * @throws org.multimodalneurons.UserException when they come from another model
     */
    public List<List<Scored<String>>> classify(Embeddings images) {
        CosineMatrix cosines = CosineMatrix.of(images, classes);
        List<List<Scored<String>>> scores = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) scores.add(scores(cosines, i));
        return scores;
    }

    private List<Scored<String>> scores(CosineMatrix cosines, int image) {
        double[] logits = new double[classes.size()];
        for (int i = 0; i < logits.length; i++) logits[i] = clip.logitScale() * (double) cosines.get(image, i);
        double[] probabilities = Vectors.softmax(logits);
        List<Scored<String>> scores = new ArrayList<>();
        for (int i = 0; i < logits.length; i++)
            scores.add(new Scored<>(classes.labels().get(i), cosines.get(image, i), probabilities[i]));
        return scores;
    }
}

package org.multimodalneurons.embed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.text.Prompts;

/**
 * What an image is asked: how near it lies to a caption, or how much nearer than to other captions. Immutable.
 *
 * <p>Cosines of CLIP have a base level that differs from caption to caption; {@link #against} takes it away.
 */
public final class Contrast {

    private final ClipModel clip;
    private final Embeddings target;
    private final Embeddings alternatives;
    private final List<String> warnings;

    private Contrast(ClipModel clip, Embeddings target, Embeddings alternatives, List<String> warnings) {
        target.requireComparable(alternatives);
        this.clip = clip;
        this.target = target.unit();
        this.alternatives = alternatives.unit();
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Asks for a label, which stands for the mean of its captions as in {@link ZeroShot}.
     *
     * @param label not blank
     * @param prompts the captions to make of it
     * @throws UserException when it is blank
     */
    public static Contrast of(ClipModel clip, String label, Prompts prompts) {
        Embeddings target = new Embedder(clip).labels(List.of(label), prompts, Progress.NONE);
        return new Contrast(clip, target, nothing(target), Captions.warnings(clip, prompts.apply(label)));
    }

    /**
     * Asks for a vector of the shared space: of a text, of another image, or of the mean of several.
     *
     * @param target one vector, by the same model
     * @throws UserException when there is not exactly one
     */
    public static Contrast of(ClipModel clip, Embeddings target) {
        if (target.size() != 1)
            throw new UserException("One embedding to look for is needed, found " + target.size() + ".");
        return new Contrast(clip, target, nothing(target), List.of());
    }

    /**
     * The same, less the mean cosine of other labels.
     *
     * @param labels what else could be there; none takes nothing away
     */
    public Contrast against(List<String> labels, Prompts prompts) {
        if (labels.isEmpty()) return against(nothing(target));
        List<String> captions =
                labels.stream().flatMap(label -> prompts.apply(label).stream()).toList();
        List<String> all = new ArrayList<>(warnings);
        all.addAll(Captions.warnings(clip, captions));
        return new Contrast(clip, target, new Embedder(clip).labels(labels, prompts, Progress.NONE), all);
    }

    /** As {@link #against(List, Prompts)}, with vectors by the same model. */
    public Contrast against(Embeddings others) {
        return new Contrast(clip, target, others, warnings);
    }

    /** The same, less the mean cosine of what another is asked against, which is not embedded again. */
    Contrast againstSameAs(Contrast other) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(other.warnings);
        return new Contrast(clip, target, other.alternatives, all);
    }

    private static Embeddings nothing(Embeddings like) {
        return new Embeddings(like.model(), List.of(), new float[0][]);
    }

    /** The model that is asked. */
    public ClipModel clip() {
        return clip;
    }

    /** What the user should know about the words given: some that the model never learned, captions that are cut. */
    public List<String> warnings() {
        return warnings;
    }

    /** The answer is the dot product of this, [embedding], with an image's embedding of length 1. */
    public float[] direction() {
        float[] vector = target.vector(0);
        if (alternatives.size() == 0) return vector;
        return Vectors.difference(vector, Vectors.mean(Arrays.asList(alternatives.vectors())));
    }
}

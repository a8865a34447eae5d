package org.multimodalneurons.embed;

import java.util.Arrays;
import java.util.List;

import org.multimodalneurons.UserException;

/**
 * Vectors of images or texts in one model's shared space, each with a label. Immutable.
 *
 * <p>Only vectors of the same model can be compared: their cosine is otherwise a number without a meaning, which is why
 * every comparison asks {@link #requireComparable}.
 */
public final class Embeddings {

    private final String model;
    private final List<String> labels;
    private final float[][] vectors;

    /**
     * Labelled vectors.
     *
     * @param model the identity of the model that made them, see {@link org.multimodalneurons.model.ClipModel#identity()}
     * @param labels one for each vector: a title, a slice's label, a caption
     * @param vectors [n][e], all of the same length e; copied
     * @throws UserException when the labels do not fit the vectors, or the vectors one another
     */
    public Embeddings(String model, List<String> labels, float[][] vectors) {
        this(labels, model, copies(vectors));
    }

    /** Keeps the vectors as they are; the order of the arguments tells it from the other. */
    private Embeddings(List<String> labels, String model, float[][] own) {
        requireLabelEach(labels, own.length);
        for (int i = 0; i < own.length; i++)
            if (own[i].length != own[0].length)
                throw new UserException("Embedding " + (i + 1) + " has " + own[i].length + " components, the first has "
                        + own[0].length + "; all need the same number.");
        this.model = model;
        this.labels = List.copyOf(labels);
        this.vectors = own;
    }

    /**
     * Labelled vectors that were made for this and are not copied, as they may fill much of the memory. Whoever made them
     * changes them no more.
     *
     * @param vectors [n][e], all of the same length e
     * @throws UserException as the constructor
     */
    public static Embeddings owning(String model, List<String> labels, float[][] vectors) {
        return new Embeddings(labels, model, vectors);
    }

    private static float[][] copies(float[][] vectors) {
        return Arrays.stream(vectors).map(float[]::clone).toArray(float[][]::new);
    }

    /** Refuses another number of labels than of vectors. */
    static void requireLabelEach(List<String> labels, int vectors) {
        if (labels.size() != vectors)
            throw new UserException(
                    "Found " + labels.size() + " labels for " + vectors + " embeddings; give one label for each.");
    }

    /** The identity of the model whose space these vectors live in. */
    public String model() {
        return model;
    }

    /** The label of each vector. */
    public List<String> labels() {
        return labels;
    }

    /** How many vectors there are. */
    public int size() {
        return vectors.length;
    }

    /** How many components each vector has; 0 when there is none. */
    public int dimension() {
        return vectors.length == 0 ? 0 : vectors[0].length;
    }

    /**
     * A copy of one vector, of {@link #dimension()} components.
     *
     * @param index from 0
     */
    public float[] vector(int index) {
        return vectors[index].clone();
    }

    /** A copy of all vectors, [n][e]. */
    public float[][] vectors() {
        return copies(vectors);
    }

    /** The same directions with length 1. */
    public Embeddings unit() {
        return owning(model, labels, Arrays.stream(vectors).map(Vectors::unit).toArray(float[][]::new));
    }

    /** The same vectors as those of a model whose identity is known from elsewhere. */
    Embeddings by(String another) {
        return owning(another, labels, vectors);
    }

    /**
     * Makes sure that every component is a number.
     *
     * @throws UserException naming the first vector and component that is not
     */
    public void requireFinite() {
        for (int i = 0; i < vectors.length; i++)
            for (int j = 0; j < vectors[i].length; j++)
                if (!Float.isFinite(vectors[i][j]))
                    throw new UserException("The embedding of \"" + labels.get(i) + "\" (number " + (i + 1) + " of "
                            + vectors.length + ") has " + vectors[i][j] + " as component " + (j + 1) + " of "
                            + vectors[i].length + "; each should be a finite number. Embed it anew, or leave it out.");
    }

    /**
     * Makes sure that cosines between these and the others mean something.
     *
     * @throws UserException when they come from different models or have different numbers of components
     */
    public void requireComparable(Embeddings others) {
        if (!model.equals(others.model))
            throw new UserException("Embeddings of two models cannot be compared: found " + model + " and "
                    + others.model + ". Embed both sides with the same model.");
        if (size() > 0 && others.size() > 0 && dimension() != others.dimension())
            throw new UserException("Embeddings of " + dimension() + " and of " + others.dimension()
                    + " components cannot be compared. Embed both sides with the same model.");
    }

    @Override
    public String toString() {
        return size() + " embeddings of " + dimension() + " components by " + model;
    }
}

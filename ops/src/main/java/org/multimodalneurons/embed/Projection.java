package org.multimodalneurons.embed;

import java.util.Arrays;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;

/** Vectors of many components as points of a plane. The same vectors give the same points: there is no chance in it. */
public enum Projection {

    /** t-SNE of the cosines: neighbours stay together, distances between groups mean little. See {@link Tsne}. */
    TSNE {
        @Override
        public void check(long vectors) {
            super.check(vectors);
            if (vectors > Tsne.MOST)
                throw new UserException("t-SNE of " + vectors + " vectors takes too long; at most " + Tsne.MOST
                        + " are placed. Take fewer images or fewer places of each, or PCA.");
        }

        @Override
        double[][] place(float[][] vectors, Progress progress) {
            float[][] units = Arrays.stream(vectors).map(Vectors::unit).toArray(float[][]::new);
            return new Tsne(units, PrincipalAxes.of(units, progress)).run(progress);
        }
    },

    /** The first two principal components: a shadow, in which distances keep their meaning and groups may overlap. */
    PCA {
        @Override
        double[][] place(float[][] vectors, Progress progress) {
            return PrincipalAxes.of(vectors, progress);
        }
    };

    /** The fewest vectors that make a map. */
    public static final int FEWEST = 4;

    /**
     * Places vectors.
     *
     * @param vectors [n][components]
     * @return [n][x, y]
     * @throws UserException as {@link #check}
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public double[][] of(float[][] vectors, Progress progress) {
        check(vectors.length);
        return place(vectors, progress);
    }

    /**
     * Whether that many vectors can be placed.
     *
     * @throws UserException when there are fewer than {@value #FEWEST}, or for t-SNE too many for its time
     */
    public void check(long vectors) {
        if (vectors < FEWEST)
            throw new UserException("A map is made of at least " + FEWEST + " activations, and there are " + vectors
                    + ". Give more images, or more places of each.");
    }

    abstract double[][] place(float[][] vectors, Progress progress);
}

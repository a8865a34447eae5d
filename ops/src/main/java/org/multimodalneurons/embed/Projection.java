package org.multimodalneurons.embed;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;

/** Vectors of many components as points of a plane. The same vectors and seed give the same points. */
public enum Projection {

    /** t-SNE of the cosines: neighbours stay together, distances between groups mean little. No chance in it. See {@link Tsne}. */
    TSNE("t-SNE") {
        @Override
        public void check(long vectors) {
            super.check(vectors);
            if (vectors > Tsne.MOST)
                throw new UserException("t-SNE of " + vectors + " vectors takes too long; at most " + Tsne.MOST
                        + " are placed. Take fewer images or fewer places of each, or UMAP, or PCA.");
        }

        @Override
        double[][] place(float[][] vectors, long seed, Progress progress) {
            float[][] units = units(vectors);
            return new Tsne(units, PrincipalAxes.of(units, progress)).run(progress);
        }
    },

    /** The first two principal components: a shadow, in which distances keep their meaning and groups may overlap. No chance in it. */
    PCA("PCA") {
        @Override
        double[][] place(float[][] vectors, long seed, Progress progress) {
            return PrincipalAxes.of(vectors, progress);
        }

        /** With the share of the variance of all components that lies along the axis. */
        @Override
        public String axis(int axis, float[][] vectors, double[][] map) {
            double share = PrincipalAxes.share(axis, vectors, map);
            return String.format(Locale.ROOT, "PC %d (%.1f %% of the variance)", axis + 1, 100 * share);
        }
    },

    /** UMAP of the cosines: like t-SNE, quicker for thousands, and without its limit. Where points start is drawn by the seed. */
    UMAP("UMAP") {
        @Override
        double[][] place(float[][] vectors, long seed, Progress progress) {
            return NeighbourMap.of(units(vectors), seed, progress);
        }
    };

    /** The fewest vectors that make a map. */
    public static final int FEWEST = 4;

    private final String label;

    Projection(String label) {
        this.label = label;
    }

    /** Its name as people write it. */
    public String label() {
        return label;
    }

    /**
     * The projection of that {@link #label}, in upper or lower case.
     *
     * @throws UserException when there is none
     */
    public static Projection named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.label.equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> new UserException("There is no projection \"" + name + "\"; write one of "
                        + Arrays.stream(values()).map(Projection::label).collect(Collectors.joining(", ")) + "."));
    }

    /**
     * Places vectors.
     *
     * @param vectors [n][components]
     * @param seed of what chance there is
     * @return [n][x, y]
     * @throws UserException as {@link #check}, or when a component is no number
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public double[][] of(float[][] vectors, long seed, Progress progress) {
        check(vectors.length);
        Vectors.requireFinite(List.of(vectors));
        return place(vectors, seed, progress);
    }

    /**
     * Whether that many vectors can be placed.
     *
     * @throws UserException when there are fewer than {@value #FEWEST}, or for t-SNE too many for its time
     */
    public void check(long vectors) {
        if (vectors < FEWEST)
            throw new UserException("A map is made of at least " + FEWEST + " vectors, and there are " + vectors
                    + ". Give more images, or more places of each.");
    }

    /**
     * What an axis is called.
     *
     * @param axis 0 for x, 1 for y
     * @param vectors that were placed
     * @param map their places
     */
    public String axis(int axis, float[][] vectors, double[][] map) {
        return label + " " + (axis + 1);
    }

    abstract double[][] place(float[][] vectors, long seed, Progress progress);

    private static float[][] units(float[][] vectors) {
        return Arrays.stream(vectors).map(Vectors::unit).toArray(float[][]::new);
    }
}

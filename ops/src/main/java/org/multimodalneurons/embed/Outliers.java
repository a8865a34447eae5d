package org.multimodalneurons.embed;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;

/**
 * Which vectors are least like the rest: those whose nearest neighbours are far. The score of a vector is the mean cosine to its
 * k nearest neighbours, so that a few copies of an odd image do not hide it.
 *
 * @see <a href="https://doi.org/10.1145/342009.335437">Ramaswamy, Rastogi and Shim 2000</a>, who take the distance to the k-th
 *     neighbour
 * @see <a href="https://doi.org/10.1007/3-540-45681-3_2">Angiulli and Pizzuti 2002</a>, who sum the distances to all k
 */
public final class Outliers {

    /** How many neighbours are asked unless told otherwise. */
    public static final int USUAL_NEIGHBOURS = 5;

    private Outliers() {}

    /**
     * A vector.
     *
     * @param item its place
     * @param score the mean cosine to its nearest neighbours; the lower, the odder
     * @param nearest the place of the nearest of them
     * @param nearestCosine the cosine to it
     */
    public record Outlier(int item, double score, int nearest, double nearestCosine) {}

    /**
     * All vectors, the oddest first. Compares every two of them; memory grows with their number times the neighbours.
     *
     * @param vectors [n][components], raw or of length 1
     * @param neighbours k, from 1 to one less than the vectors
     * @throws UserException when k is none of these
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static List<Outlier> of(float[][] vectors, int neighbours, Progress progress) {
        if (neighbours < 1 || neighbours >= vectors.length)
            throw new UserException("The neighbours to be asked are " + neighbours + ", and there "
                    + (vectors.length == 1 ? "is 1 image" : "are " + vectors.length + " images")
                    + "; take at least 1 neighbour and more images than neighbours.");
        Nearest[] nearest =
                Arrays.stream(vectors).map(vector -> new Nearest(neighbours)).toArray(Nearest[]::new);
        new CosinePairs(CosinePairs.units(vectors)).forEach("Looking for outliers", progress, (a, b, cosine) -> {
            nearest[a].add(b, cosine);
            nearest[b].add(a, cosine);
        });
        return IntStream.range(0, nearest.length)
                .mapToObj(i -> nearest[i].outlier(i))
                .sorted(Comparator.comparingDouble(Outlier::score).thenComparingInt(Outlier::item))
                .toList();
    }

    /** The nearest neighbours of one vector so far, the nearest first. */
    private static final class Nearest {

        private final float[] cosines;
        private int first = -1;

        Nearest(int count) {
            cosines = new float[count];
            Arrays.fill(cosines, Float.NEGATIVE_INFINITY);
        }

        void add(int place, float cosine) {
            int last = cosines.length - 1;
            if (cosine <= cosines[last]) return;
            int at = last;
            for (; at > 0 && cosines[at - 1] < cosine; at--) cosines[at] = cosines[at - 1];
            cosines[at] = cosine;
            if (at == 0) first = place;
        }

        Outlier outlier(int item) {
            double sum = 0;
            for (float cosine : cosines) sum += Math.min(1, cosine);
            return new Outlier(item, sum / cosines.length, first, Math.min(1, cosines[0]));
        }
    }
}

package org.multimodalneurons.embed;

import java.util.List;

/**
 * How well vectors fit into their clusters, by 1 less the cosine. The mean cosine of a vector to all of a cluster is its dot
 * product with their mean, so that no pair of vectors need be compared.
 *
 * @see <a href="https://doi.org/10.1016/0377-0427(87)90125-7">Rousseeuw 1987</a>
 */
final class Silhouettes {

    private final float[][] units;
    private final List<List<Integer>> members;
    private final double[][] sums;

    /**
     * Looks at clusters.
     *
     * @param units vectors of length 1
     * @param members the places of the vectors of each cluster, at least one; vectors that are in none do not count
     */
    Silhouettes(float[][] units, List<List<Integer>> members) {
        this.units = units;
        this.members = members;
        sums = new double[members.size()][units[0].length];
        for (int c = 0; c < sums.length; c++)
            for (int place : members.get(c)) for (int i = 0; i < sums[c].length; i++) sums[c][i] += units[place][i];
    }

    /** The mean over all vectors in clusters; NaN where there are fewer than two clusters. */
    double mean() {
        int count = 0;
        double sum = 0;
        for (int c = 0; c < sums.length; c++) {
            sum += sum(c);
            count += members.get(c).size();
        }
        return sums.length < 2 ? Double.NaN : sum / count;
    }

    /** A cluster in numbers; its number is its place and 1. */
    Clusters.Group group(int cluster) {
        List<Integer> places = members.get(cluster);
        double length = Math.sqrt(Vectors.dot(sums[cluster], sums[cluster]));
        int medoid = places.get(0);
        double cohesion = 0;
        for (int place : places) {
            double along = dot(units[place], sums[cluster]);
            cohesion += along / Math.max(length, Double.MIN_NORMAL) / places.size();
            if (along > dot(units[medoid], sums[cluster])) medoid = place;
        }
        double silhouette = sums.length < 2 ? Double.NaN : sum(cluster) / places.size();
        return new Clusters.Group(cluster + 1, places.size(), medoid, cohesion, silhouette);
    }

    private double sum(int cluster) {
        double sum = 0;
        for (int place : members.get(cluster)) sum += of(place, cluster);
        return sum;
    }

    /** Of one vector: -1 to 1; 0 where it is alone in its cluster, as Rousseeuw has it. */
    private double of(int place, int own) {
        int size = members.get(own).size();
        if (size == 1) return 0;
        double self = Vectors.dot(units[place], units[place]);
        double within = 1 - (dot(units[place], sums[own]) - self) / (size - 1);
        double nearest = Double.POSITIVE_INFINITY;
        for (int other = 0; other < sums.length; other++)
            if (other != own)
                nearest = Math.min(
                        nearest,
                        1 - dot(units[place], sums[other]) / members.get(other).size());
        double larger = Math.max(within, nearest);
        return larger <= 0 ? 0 : (nearest - within) / larger;
    }

    private static double dot(float[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }
}

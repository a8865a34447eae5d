package org.multimodalneurons.embed;

import java.util.ArrayList;
import java.util.List;

import org.multimodalneurons.Progress;

/**
 * How well vectors fit into their clusters, by 1 less the cosine. The mean cosine of a vector to all of a cluster is its dot
 * product with their mean, so that no pair of vectors need be compared.
 *
 * @see <a href="https://doi.org/10.1016/0377-0427(87)90125-7">Rousseeuw 1987</a>
 */
final class Silhouettes {

    /** Copies are so near, for single precision rounds cosines; the ratio of two such distances would be chance. */
    private static final double ROUNDING = 1e-6;

    private final float[][] units;
    private final List<List<Integer>> members;
    private final double[][] sums;
    private final List<Clusters.Group> groups = new ArrayList<>();
    private final double mean;

    /**
     * Looks at clusters.
     *
     * @param units vectors of length 1
     * @param members the places of the vectors of each cluster, at least one; vectors that are in none do not count
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    Silhouettes(float[][] units, List<List<Integer>> members, Progress progress) {
        this.units = units;
        this.members = members;
        sums = new double[members.size()][units[0].length];
        for (int c = 0; c < sums.length; c++)
            for (int place : members.get(c)) for (int i = 0; i < sums[c].length; i++) sums[c][i] += units[place][i];
        for (int c = 0; c < sums.length; c++) groups.add(group(c, progress));
        int count = members.stream().mapToInt(List::size).sum();
        mean = groups.stream()
                        .mapToDouble(group -> group.silhouette() * group.size())
                        .sum()
                / count;
    }

    /** The mean over all vectors in clusters; NaN where there are fewer than two clusters. */
    double mean() {
        return mean;
    }

    /** The clusters in numbers; the number of one is its place and 1. */
    List<Clusters.Group> groups() {
        return groups;
    }

    private Clusters.Group group(int cluster, Progress progress) {
        List<Integer> places = members.get(cluster);
        double length = Math.max(Math.sqrt(Vectors.dot(sums[cluster], sums[cluster])), Double.MIN_NORMAL);
        int medoid = 0;
        double nearest = Double.NEGATIVE_INFINITY;
        double cohesion = 0;
        double silhouettes = 0;
        for (int place : places) {
            progress.throwIfCancelled();
            double along = dot(units[place], sums[cluster]);
            cohesion += along / length / places.size();
            silhouettes += sums.length < 2 ? Double.NaN : silhouette(place, cluster, along);
            if (along > nearest) {
                nearest = along;
                medoid = place;
            }
        }
        return new Clusters.Group(cluster + 1, places.size(), medoid, cohesion, silhouettes / places.size());
    }

    /** Of one vector: -1 to 1; 0 where it is alone in its cluster, as Rousseeuw has it, or like a copy of all others. */
    private double silhouette(int place, int own, double along) {
        int size = members.get(own).size();
        if (size == 1) return 0;
        double self = Vectors.dot(units[place], units[place]);
        double within = distance((along - self) / (size - 1));
        double nearest = Double.POSITIVE_INFINITY;
        for (int other = 0; other < sums.length; other++)
            if (other != own)
                nearest = Math.min(
                        nearest,
                        distance(dot(units[place], sums[other])
                                / members.get(other).size()));
        double larger = Math.max(within, nearest);
        return larger == 0 ? 0 : (nearest - within) / larger;
    }

    private static double distance(double cosine) {
        double distance = 1 - cosine;
        return distance < ROUNDING ? 0 : distance;
    }

    private static double dot(float[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }
}

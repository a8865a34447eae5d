package org.multimodalneurons.embed;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.commons.math3.exception.ConvergenceException;
import org.apache.commons.math3.ml.clustering.Cluster;
import org.apache.commons.math3.ml.clustering.Clusterable;
import org.apache.commons.math3.ml.clustering.DBSCANClusterer;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.DistanceMeasure;
import org.apache.commons.math3.random.Well19937c;
import org.multimodalneurons.PieceProgress;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;

/**
 * Vectors in groups of like ones, by their directions: vectors are brought to length 1 before. Clusters are numbered from 1,
 * the largest first; of equal size the one with the earliest vector.
 *
 * @param numbers the cluster of each vector; {@value #NOISE} where it belongs to none
 * @param clusters in order of their numbers
 * @param silhouette how much nearer vectors are to their own cluster than to the next, the mean over those in clusters: 1 is
 *     perfect, about 0 means that clusters overlap; NaN where there is no second cluster. Distances are 1 less the cosine.
 * @see <a href="https://doi.org/10.1016/0377-0427(87)90125-7">Rousseeuw 1987</a> on the silhouette
 */
public record Clusters(List<Integer> numbers, List<Group> clusters, double silhouette) {

    /** The number of a vector that belongs to no cluster. */
    public static final int NOISE = 0;

    private static final int RESTARTS = 25;
    private static final int FEWEST_RESTARTS = 3;
    private static final int VECTORS_WITH_ALL_RESTARTS = 2000;
    private static final int ITERATIONS = 100;
    private static final int MOST_TRIED = 50;
    private static final int ALWAYS_TRIED = 12;
    private static final int ALL_TRIED_TO = 20;
    private static final int CALLS_BETWEEN_LOOKS = 1 << 12;

    /**
     * A cluster.
     *
     * @param number from 1
     * @param size how many vectors it has
     * @param representative the place of the vector that is most like all others of it, its medoid
     * @param cohesion the mean cosine of its vectors to its mean direction
     * @param silhouette the mean over its vectors; NaN where there is no second cluster
     */
    public record Group(int number, int size, int representative, double cohesion, double silhouette) {}

    /** A vector as the library takes it. */
    private static final class Point implements Clusterable {

        private final int place;
        private final double[] values;

        Point(int place, double[] values) {
            this.place = place;
            this.values = values;
        }

        int place() {
            return place;
        }

        @Override
        public double[] getPoint() {
            return values;
        }
    }

    /** Copies the lists. */
    public Clusters {
        numbers = List.copyOf(numbers);
        clusters = List.copyOf(clusters);
    }

    /**
     * k-means: the best of {@value #RESTARTS} starts by k-means++ (of fewer where there are more than
     * {@value #VECTORS_WITH_ALL_RESTARTS} vectors, down to {@value #FEWEST_RESTARTS}), the one with the least squared distances to the means.
     *
     * @param vectors [n][components]
     * @param k how many clusters, from 1 to the number of different vectors
     * @param seed of the starts
     * @throws UserException when k is none of these, or a component is no number
     * @throws java.util.concurrent.CancellationException when cancelled
     * @see <a href="https://dl.acm.org/doi/10.5555/1283383.1283494">Arthur and Vassilvitskii 2007</a>
     */
    public static Clusters kMeans(float[][] vectors, int k, long seed, Progress progress) {
        float[][] units = units(vectors);
        requireCount(k, distinct(units));
        return kMeans(units, points(units), k, seed, progress);
    }

    /**
     * As {@link #kMeans(float[][], int, long, Progress)}, with the number of clusters whose silhouette is largest, from 2 to
     * {@link #mostTried}: each number up to {@value #ALL_TRIED_TO}, from there in steps of a tenth.
     *
     * @throws UserException also when there are fewer than 3 vectors, or all are the same
     */
    public static Clusters kMeans(float[][] vectors, long seed, Progress progress) {
        float[][] units = units(vectors);
        int distinct = distinct(units);
        if (distinct < 2 || units.length < 3)
            throw new UserException(
                    "The number of clusters cannot be chosen: it takes at least 3 images that are not all "
                            + "the same, and found " + units.length + " of which " + distinct
                            + (distinct == 1 ? " is" : " are")
                            + " different. Say how many clusters there are, or take no clusters.");
        List<Point> points = points(units);
        int most = Math.min(mostTried(units.length), distinct);
        List<Integer> counts = tried(most);
        var tried = new PieceProgress(progress, counts.size(), InstantSource.system());
        return counts.stream()
                .map(k -> {
                    tried.next(making(k));
                    return kMeans(units, points, k, seed, tried);
                })
                .max(Comparator.comparingDouble(Clusters::silhouette))
                .orElseThrow();
    }

    /**
     * The largest number of clusters that is tried where it is chosen: half of the vectors, so that clusters are not mostly
     * pairs, but no less than {@value #ALWAYS_TRIED} and no more than {@value #MOST_TRIED}; always fewer than there are vectors, and
     * no more than there are different ones.
     */
    public static int mostTried(int vectors) {
        return Math.min(Math.max(ALWAYS_TRIED, Math.min(MOST_TRIED, vectors / 2)), vectors - 1);
    }

    /** From 2 on; the last is tried in any case. */
    private static List<Integer> tried(int most) {
        return IntStream.concat(
                        IntStream.iterate(2, k -> k < most, k -> k < ALL_TRIED_TO ? k + 1 : k + k / 10),
                        IntStream.of(most))
                .boxed()
                .toList();
    }

    /**
     * DBSCAN: clusters are where vectors lie densely; the others are noise.
     *
     * @param vectors [n][components]
     * @param radius of a neighbourhood: the largest 1 less the cosine, above 0 to 2
     * @param neighbours vectors in the neighbourhood of one, itself counted, that make it the core of a cluster; at least 1
     * @throws UserException when a number is out of range, or a component is no number
     * @throws java.util.concurrent.CancellationException when cancelled
     * @see <a href="https://dl.acm.org/doi/10.5555/3001460.3001507">Ester, Kriegel, Sander and Xu 1996</a>
     */
    public static Clusters dbscan(float[][] vectors, double radius, int neighbours, Progress progress) {
        check(radius, neighbours);
        float[][] units = units(vectors);
        long pairs = (long) units.length * units.length;
        DistanceMeasure measure = new Watched(progress, pairs, "Looking for dense places") {
            @Override
            double distance(double[] a, double[] b) {
                return a == b ? 0 : 1 - Vectors.dot(a, b);
            }
        };
        // The library does not count the vector itself.
        List<Cluster<Point>> found = new DBSCANClusterer<Point>(radius, neighbours - 1, measure).cluster(points(units));
        return of(units, found, progress);
    }

    /** How many vectors belong to no cluster. */
    public int noise() {
        return (int) numbers.stream().filter(number -> number == NOISE).count();
    }

    private static Clusters kMeans(float[][] units, List<Point> points, int k, long seed, Progress progress) {
        var random = new Well19937c(seed);
        DistanceMeasure measure = new Watched(progress, 0, "") {
            @Override
            double distance(double[] a, double[] b) {
                return Math.sqrt(squared(a, b));
            }
        };
        List<? extends Cluster<Point>> best = List.of();
        double least = Double.POSITIVE_INFINITY;
        int starts = Math.max(FEWEST_RESTARTS, Math.min(RESTARTS, RESTARTS * VECTORS_WITH_ALL_RESTARTS / units.length));
        for (int start = 0; start < starts; start++) {
            progress.throwIfCancelled();
            progress.report(start, starts, making(k));
            var clusterer = new KMeansPlusPlusClusterer<Point>(k, ITERATIONS, measure, random);
            var found = clustered(clusterer, points);
            double squares = squares(found);
            if (squares < least) {
                least = squares;
                best = found;
            }
        }
        return of(units, best, progress);
    }

    private static String making(int k) {
        return "Making " + k + " clusters";
    }

    private static List<? extends Cluster<Point>> clustered(
            KMeansPlusPlusClusterer<Point> clusterer, List<Point> points) {
        try {
            return clusterer.cluster(points);
        } catch (ConvergenceException e) {
            throw new UserException(
                    "The images cannot be put into " + clusterer.getK()
                            + " clusters: too many of them are the same. Take fewer clusters.",
                    e);
        }
    }

    private static double squares(List<? extends Cluster<Point>> clusters) {
        double sum = 0;
        for (Cluster<Point> cluster : clusters) {
            double[] mean = mean(cluster.getPoints());
            for (Point point : cluster.getPoints()) sum += squared(point.values, mean);
        }
        return sum;
    }

    private static double[] mean(List<Point> points) {
        double[] mean = new double[points.isEmpty() ? 0 : points.get(0).values.length];
        for (Point point : points) for (int i = 0; i < mean.length; i++) mean[i] += point.values[i] / points.size();
        return mean;
    }

    private static Clusters of(float[][] units, List<? extends Cluster<Point>> found, Progress progress) {
        List<List<Integer>> members = found.stream()
                .map(cluster ->
                        cluster.getPoints().stream().map(Point::place).sorted().toList())
                .filter(places -> !places.isEmpty())
                .sorted(Comparator.comparingInt((List<Integer> places) -> -places.size())
                        .thenComparing(places -> places.get(0)))
                .toList();
        int[] numbers = new int[units.length];
        for (int c = 0; c < members.size(); c++) for (int place : members.get(c)) numbers[place] = c + 1;
        var silhouettes = new Silhouettes(units, members, progress);
        return new Clusters(Arrays.stream(numbers).boxed().toList(), silhouettes.groups(), silhouettes.mean());
    }

    /**
     * Whether dense places are looked for with these numbers.
     *
     * @throws UserException when one is out of range, see {@link #dbscan}
     */
    public static void check(double radius, int neighbours) {
        if (!(radius > 0 && radius <= 2))
            throw new UserException(
                    "The radius of a neighbourhood is " + radius + "; it is 1 less a cosine, above 0 and at most 2.");
        if (neighbours < 1)
            throw new UserException("The neighbours that make a core are " + neighbours + "; at least 1 is needed.");
    }

    private static float[][] units(float[][] vectors) {
        if (vectors.length == 0) throw new UserException("There is no image to put into a cluster; give at least one.");
        Vectors.requireFinite(List.of(vectors));
        float[][] units = Arrays.stream(vectors).map(Vectors::unit).toArray(float[][]::new);
        for (float[] unit : units)
            for (int i = 0; i < unit.length; i++) unit[i] += 0f; // there are two zeros, and they are equal
        return units;
    }

    private static void requireCount(int k, int distinct) {
        if (k < 1 || k > distinct)
            throw new UserException("The number of clusters is " + k + "; it must be from 1 to " + distinct
                    + ", for so many of the images are different.");
    }

    private static int distinct(float[][] units) {
        float[][] sorted = units.clone();
        Arrays.sort(sorted, Arrays::compare);
        int distinct = 1;
        for (int i = 1; i < sorted.length; i++) if (!Arrays.equals(sorted[i], sorted[i - 1])) distinct++;
        return distinct;
    }

    private static List<Point> points(float[][] units) {
        return IntStream.range(0, units.length)
                .mapToObj(i -> new Point(i, doubles(units[i])))
                .collect(Collectors.toList());
    }

    private static double[] doubles(float[] vector) {
        double[] values = new double[vector.length];
        for (int i = 0; i < values.length; i++) values[i] = vector[i];
        return values;
    }

    /** In four sums, which processors add at the same time. */
    private static double squared(double[] a, double[] b) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            double d0 = a[i] - b[i];
            double d1 = a[i + 1] - b[i + 1];
            double d2 = a[i + 2] - b[i + 2];
            double d3 = a[i + 3] - b[i + 3];
            sum0 += d0 * d0;
            sum1 += d1 * d1;
            sum2 += d2 * d2;
            sum3 += d3 * d3;
        }
        for (; i < a.length; i++) sum0 += (a[i] - b[i]) * (a[i] - b[i]);
        return sum0 + sum1 + sum2 + sum3;
    }

    /** A distance through which the user can stop the library, and see how far it is. */
    private abstract static class Watched implements DistanceMeasure {

        private static final long serialVersionUID = 1;

        private final transient Progress progress;
        private final long total;
        private final String message;
        private long calls;

        Watched(Progress progress, long total, String message) {
            this.progress = progress;
            this.total = total;
            this.message = message;
        }

        @Override
        public double compute(double[] a, double[] b) {
            if (++calls % CALLS_BETWEEN_LOOKS == 0) {
                progress.throwIfCancelled();
                if (total > 0) progress.report(Math.min(calls, total), total, message);
            }
            return distance(a, b);
        }

        abstract double distance(double[] a, double[] b);
    }
}

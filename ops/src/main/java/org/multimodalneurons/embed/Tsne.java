package org.multimodalneurons.embed;

import org.multimodalneurons.Progress;

/**
 * t-SNE, exact and in one thread, so that the same vectors give the same map to the last bit, and a user may cancel it. (The
 * library smile sums in the order in which its threads come, and can do neither.) It starts from principal axes instead of
 * chance, which keeps the order of the whole.
 *
 * @see <a href="https://jmlr.org/papers/v9/vandermaaten08a.html">van der Maaten and Hinton 2008</a>
 * @see <a href="https://doi.org/10.1038/s41467-019-13056-x">Kobak and Berens 2019</a> on the start and the learning rate
 */
final class Tsne {

    /** The most vectors: memory and time grow with their square. */
    static final int MOST = 6000;

    private static final int ITERATIONS = 600;
    private static final int EXAGGERATED = 200;
    private static final double EXAGGERATION = 12;
    private static final double PERPLEXITY = 30;
    private static final double START = 1e-4;
    private static final int BISECTIONS = 50;

    private final int n;
    private final float[][] shares;
    private final double[][] points;
    private final double[][] speeds;
    private final double[][] gains;
    private final double[][] pull;
    private final double[][] push;

    /**
     * Finds each vector's neighbours.
     *
     * @param vectors [n][components], of length 1
     * @param start [n][2], of any scale
     */
    Tsne(float[][] vectors, double[][] start) {
        n = vectors.length;
        shares = shares(vectors);
        points = scaled(start);
        speeds = new double[n][2];
        gains = new double[n][2];
        for (double[] gain : gains) gain[0] = gain[1] = 1;
        pull = new double[n][2];
        push = new double[n][2];
    }

    private double[][] scaled(double[][] start) {
        double square = 0;
        for (double[] point : start) square += point[0] * point[0];
        double factor = START / Math.max(Math.sqrt(square / n), Double.MIN_NORMAL);
        double[][] scaled = new double[n][];
        for (int i = 0; i < n; i++) scaled[i] = new double[] {factor * start[i][0], factor * start[i][1]};
        return scaled;
    }

    /** How likely two vectors are neighbours: the upper triangle of a matrix whose sum is 1. */
    private static float[][] shares(float[][] vectors) {
        int n = vectors.length;
        float[][] distances = new float[n][n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < i; j++)
                distances[i][j] = distances[j][i] = (float) Math.max(0, 2 - 2 * Vectors.dot(vectors[i], vectors[j]));
        double entropy = Math.log(Math.min(PERPLEXITY, (n - 1) / 3.));
        for (int i = 0; i < n; i++) neighbours(distances[i], i, entropy);
        for (int i = 0; i < n; i++)
            for (int j = i + 1; j < n; j++) distances[i][j] = (distances[i][j] + distances[j][i]) / (2 * n);
        return distances;
    }

    /** Distances to shares of one row, by the width of a Gaussian that gives them an entropy. */
    private static void neighbours(float[] row, int self, double entropy) {
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double precision = 1;
        double[] weights = new double[row.length];
        for (int step = 0; step < BISECTIONS; step++) {
            if (entropy(row, self, precision, weights) > entropy) low = precision;
            else high = precision;
            precision = Double.isInfinite(high) ? 2 * precision : (low + high) / 2;
        }
        for (int j = 0; j < row.length; j++) row[j] = (float) weights[j];
    }

    private static double entropy(float[] row, int self, double precision, double[] weights) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int j = 0; j < row.length; j++) if (j != self) nearest = Math.min(nearest, row[j]);
        double sum = 0;
        double moment = 0;
        for (int j = 0; j < row.length; j++) {
            double beyond = row[j] - nearest;
            weights[j] = j == self ? 0 : Math.exp(-precision * beyond);
            sum += weights[j];
            moment += weights[j] * precision * beyond;
        }
        for (int j = 0; j < row.length; j++) weights[j] /= sum;
        return Math.log(sum) + moment / sum;
    }

    /** The map: [n][2]. */
    double[][] run(Progress progress) {
        double rate = Math.max(50, n / EXAGGERATION);
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            progress.throwIfCancelled();
            if (iteration % 20 == 0) progress.report(iteration, ITERATIONS, "Placing points by t-SNE");
            double normal = forces();
            boolean isEarly = iteration < EXAGGERATED;
            move(isEarly ? EXAGGERATION : 1, normal, rate, isEarly ? .5 : .8);
        }
        return points;
    }

    /** Sums what draws each point and what drives it away; returns the norm of the latter. */
    private double forces() {
        for (int i = 0; i < n; i++) pull[i][0] = pull[i][1] = push[i][0] = push[i][1] = 0;
        double sum = 0;
        for (int i = 0; i < n; i++)
            for (int j = i + 1; j < n; j++) {
                double x = points[i][0] - points[j][0];
                double y = points[i][1] - points[j][1];
                double near = 1 / (1 + x * x + y * y);
                sum += 2 * near;
                add(pull, i, j, shares[i][j] * near, x, y);
                add(push, i, j, near * near, x, y);
            }
        return sum;
    }

    private static void add(double[][] forces, int i, int j, double factor, double x, double y) {
        forces[i][0] += factor * x;
        forces[i][1] += factor * y;
        forces[j][0] -= factor * x;
        forces[j][1] -= factor * y;
    }

    private void move(double exaggeration, double normal, double rate, double momentum) {
        for (int i = 0; i < n; i++)
            for (int axis = 0; axis < 2; axis++) {
                double slope = 4 * (exaggeration * pull[i][axis] - push[i][axis] / normal);
                boolean turns = Math.signum(slope) == Math.signum(speeds[i][axis]);
                gains[i][axis] = Math.max(.01, turns ? gains[i][axis] * .8 : gains[i][axis] + .2);
                speeds[i][axis] = momentum * speeds[i][axis] - rate * gains[i][axis] * slope;
                points[i][axis] += speeds[i][axis];
            }
    }
}

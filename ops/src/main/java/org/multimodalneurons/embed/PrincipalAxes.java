package org.multimodalneurons.embed;

import java.util.List;

import org.multimodalneurons.Progress;

/** The two directions in which vectors vary most, found by power iteration: no matrix of all components is needed. */
final class PrincipalAxes {

    private static final int ITERATIONS = 400;
    private static final double CONVERGED = 1e-13; // 1 less the cosine of an axis and the next
    private static final int AXES = 2;

    private PrincipalAxes() {}

    /** The coordinates of vectors along these directions, from their mean: [n][2]. */
    static double[][] of(float[][] vectors, Progress progress) {
        float[] mean = Vectors.mean(List.of(vectors));
        double[][] axes = new double[AXES][];
        for (int axis = 0; axis < AXES; axis++) axes[axis] = axis(vectors, mean, axes, axis, progress);
        double[][] coordinates = new double[vectors.length][AXES];
        for (int i = 0; i < vectors.length; i++)
            for (int axis = 0; axis < AXES; axis++) coordinates[i][axis] = along(vectors[i], mean, axes[axis]);
        return coordinates;
    }

    private static double[] axis(float[][] vectors, float[] mean, double[][] before, int count, Progress progress) {
        double[] axis = new double[mean.length];
        for (int i = 0; i < axis.length; i++)
            axis[i] = 1 + Math.sin(7. * i + count); // anything but a multiple of those before
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            progress.throwIfCancelled();
            double[] next = new double[axis.length];
            for (float[] vector : vectors) {
                double part = along(vector, mean, axis);
                for (int i = 0; i < next.length; i++) next[i] += part * (vector[i] - mean[i]);
            }
            for (int other = 0; other < count; other++) subtract(next, before[other]);
            next = unit(next, axis);
            boolean converged = 1 - Vectors.dot(axis, next) / Math.sqrt(Vectors.dot(axis, axis)) < CONVERGED;
            axis = next;
            if (converged) break;
        }
        return axis;
    }

    private static double along(float[] vector, float[] mean, double[] axis) {
        double sum = 0;
        for (int i = 0; i < axis.length; i++) sum += (vector[i] - mean[i]) * axis[i];
        return sum;
    }

    /**
     * The share of the variance of all components that lies along an axis, 0 to 1; 0 where nothing varies.
     *
     * @param coordinates of the vectors, by {@link #of}
     */
    static double share(int axis, float[][] vectors, double[][] coordinates) {
        float[] mean = Vectors.mean(List.of(vectors));
        double all = 0;
        double along = 0;
        for (int i = 0; i < vectors.length; i++) {
            along += coordinates[i][axis] * coordinates[i][axis];
            for (int k = 0; k < mean.length; k++) {
                double part = vectors[i][k] - mean[k];
                all += part * part;
            }
        }
        return all == 0 ? 0 : along / all;
    }

    private static void subtract(double[] vector, double[] axis) {
        double part = Vectors.dot(vector, axis);
        for (int i = 0; i < axis.length; i++) vector[i] -= part * axis[i];
    }

    /** Of length 1; where vectors do not vary, the direction there was. */
    private static double[] unit(double[] vector, double[] otherwise) {
        double square = Vectors.dot(vector, vector);
        if (square == 0) return otherwise;
        double[] unit = new double[vector.length];
        for (int i = 0; i < unit.length; i++) unit[i] = vector[i] / Math.sqrt(square);
        return unit;
    }
}

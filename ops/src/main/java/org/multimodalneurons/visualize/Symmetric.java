package org.multimodalneurons.visualize;

/** Symmetric matrices of a few rows. */
final class Symmetric {

    private static final int SWEEPS = 50;

    private Symmetric() {}

    /**
     * Axes times the square root of the variance along each, in columns: its product with its transpose is the matrix.
     * Found by Jacobi's rotations.
     *
     * @param covariance symmetric, no negative eigenvalues but by rounding
     */
    static double[][] root(double[][] covariance) {
        int n = covariance.length;
        double[][] a = new double[n][];
        double[][] axes = new double[n][n];
        for (int i = 0; i < n; i++) {
            a[i] = covariance[i].clone();
            axes[i][i] = 1;
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++)
            for (int p = 0; p < n; p++) for (int q = p + 1; q < n; q++) if (a[p][q] != 0) rotate(a, axes, p, q);
        for (int axis = 0; axis < n; axis++)
            for (int i = 0; i < n; i++) axes[i][axis] *= Math.sqrt(Math.max(0, a[axis][axis]));
        return axes;
    }

    private static void rotate(double[][] a, double[][] axes, int p, int q) {
        double angle = .5 * Math.atan2(2 * a[p][q], a[q][q] - a[p][p]);
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        for (double[] row : a) turn(row, p, q, c, s);
        for (int k = 0; k < a.length; k++) {
            double upper = a[p][k];
            a[p][k] = c * upper - s * a[q][k];
            a[q][k] = s * upper + c * a[q][k];
        }
        for (double[] row : axes) turn(row, p, q, c, s);
    }

    private static void turn(double[] row, int p, int q, double c, double s) {
        double left = row[p];
        row[p] = c * left - s * row[q];
        row[q] = s * left + c * row[q];
    }
}

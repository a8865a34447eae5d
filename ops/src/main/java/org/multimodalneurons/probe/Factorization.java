package org.multimodalneurons.probe;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A matrix without negative numbers as the product of two thin ones without negative numbers: parts, and how much of each
 * part is in each row. By the multiplicative rules that never increase the squared error.
 *
 * @param rows [n, factors]: how much of each factor is in each row
 * @param factors [factors, m], each of length 1
 * @param error the Frobenius norm of what the product leaves
 * @see <a href="https://papers.nips.cc/paper/1861">Lee and Seung 2000</a>
 */
record Factorization(RealMatrix rows, RealMatrix factors, double error) {

    private static final double SMALLEST = 1e-12;
    private static final int STARTS = 5;

    /** The best of a few random starts; the same seed gives the same one. */
    static Factorization of(RealMatrix matrix, int factors, int iterations, long seed) {
        Random random = new Random(seed);
        double scale = Math.sqrt(matrix.getFrobeniusNorm() / Math.sqrt((double) matrix.getRowDimension() * factors));
        Factorization best = null;
        for (int start = 0; start < STARTS; start++) {
            RealMatrix w = random(matrix.getRowDimension(), factors, scale, random);
            RealMatrix h = random(factors, matrix.getColumnDimension(), scale, random);
            Factorization here = from(matrix, w, h, iterations);
            if (best == null || here.error() < best.error()) best = here;
        }
        return best.ordered();
    }

    /** From given positive matrices on, [n, factors] and [factors, m]. */
    static Factorization from(RealMatrix matrix, RealMatrix w, RealMatrix h, int iterations) {
        RealMatrix rows = w;
        RealMatrix factors = h;
        for (int i = 0; i < iterations; i++) {
            RealMatrix across = factors.transpose();
            rows = scaled(rows, matrix.multiply(across), rows.multiply(factors.multiply(across)));
            RealMatrix down = rows.transpose();
            factors = scaled(factors, down.multiply(matrix), down.multiply(rows).multiply(factors));
        }
        double error = matrix.subtract(rows.multiply(factors)).getFrobeniusNorm();
        return new Factorization(rows, factors, error).normalised();
    }

    /** Each element times its element of one matrix over that of another. */
    private static RealMatrix scaled(RealMatrix matrix, RealMatrix times, RealMatrix over) {
        RealMatrix scaled = matrix.copy();
        for (int i = 0; i < scaled.getRowDimension(); i++)
            for (int j = 0; j < scaled.getColumnDimension(); j++)
                scaled.multiplyEntry(i, j, times.getEntry(i, j) / Math.max(over.getEntry(i, j), SMALLEST));
        return scaled;
    }

    /** The same product, the factors of length 1. */
    private Factorization normalised() {
        RealMatrix w = rows.copy();
        RealMatrix h = factors.copy();
        for (int f = 0; f < h.getRowDimension(); f++) {
            double length = Math.max(h.getRowVector(f).getNorm(), SMALLEST);
            h.setRowVector(f, h.getRowVector(f).mapDivide(length));
            w.setColumnVector(f, w.getColumnVector(f).mapMultiply(length));
        }
        return new Factorization(w, h, error);
    }

    /** The factor that is most in the rows first. */
    private Factorization ordered() {
        int count = factors.getRowDimension();
        Integer[] order = new Integer[count];
        for (int f = 0; f < count; f++) order[f] = f;
        Arrays.sort(
                order, Comparator.comparingDouble(f -> -rows.getColumnVector(f).getNorm()));
        RealMatrix w = rows.copy();
        RealMatrix h = factors.copy();
        for (int f = 0; f < count; f++) {
            w.setColumnVector(f, rows.getColumnVector(order[f]));
            h.setRowVector(f, factors.getRowVector(order[f]));
        }
        return new Factorization(w, h, error);
    }

    private static RealMatrix random(int rows, int columns, double scale, Random random) {
        RealMatrix matrix = new Array2DRowRealMatrix(rows, columns);
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++) matrix.setEntry(i, j, scale * (1 - random.nextDouble()));
        return matrix;
    }
}

package org.multimodalneurons.training;

import ai.djl.ndarray.NDArray;

/** Arithmetic on rows of numbers. */
final class Vectors {

    private Vectors() {}

    /** The rows of a matrix. */
    static float[][] rows(NDArray matrix) {
        float[] values = matrix.toFloatArray();
        int columns = (int) matrix.getShape().get(1);
        float[][] rows = new float[values.length / columns][columns];
        for (int i = 0; i < rows.length; i++) System.arraycopy(values, i * columns, rows[i], 0, columns);
        return rows;
    }

    /** The same directions at length 1. */
    static float[][] unit(float[][] rows) {
        float[][] unit = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            double length = Math.sqrt(dot(rows[i], rows[i]) + 1e-24);
            unit[i] = new float[rows[i].length];
            for (int j = 0; j < rows[i].length; j++) unit[i][j] = (float) (rows[i][j] / length);
        }
        return unit;
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += (double) a[i] * b[i];
        return sum;
    }
}

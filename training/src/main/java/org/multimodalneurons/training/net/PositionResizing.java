package org.multimodalneurons.training.net;

import ai.djl.ndarray.types.Shape;

/** Fits the attention pool's positions to maps of another size, by linear interpolation between cells. */
public final class PositionResizing {

    /** Name of the positions, [1 + cells², c]. */
    public static final String NAME = "attnpool.positional_embedding";

    private PositionResizing() {}

    /** Replaces the positions by ones for maps of {@code to} x {@code to} cells. */
    public static void apply(Parameters parameters, int from, int to) {
        float[] values = interpolate(parameters.get(NAME).toFloatArray(), from, to);
        long rows = 1L + (long) to * to;
        parameters.set(NAME, values, new Shape(rows, values.length / rows));
    }

    /**
     * Positions for another number of cells; the first row, the mean token's, is kept.
     *
     * @param values [1 + from², c], row-major
     */
    public static float[] interpolate(float[] values, int from, int to) {
        int c = values.length / (1 + from * from);
        float[] result = new float[(1 + to * to) * c];
        System.arraycopy(values, 0, result, 0, c);
        for (int y = 0; y < to; y++)
            for (int x = 0; x < to; x++)
                for (int i = 0; i < c; i++)
                    result[(1 + y * to + x) * c + i] =
                            sample(values, from, c, place(x, from, to), place(y, from, to), i);
        return result;
    }

    private static double place(int cell, int from, int to) {
        return Math.max(0, Math.min(from - 1.0, (cell + .5) * from / to - .5));
    }

    private static float sample(float[] values, int side, int c, double x, double y, int i) {
        int left = Math.min(side - 1, (int) x);
        int top = Math.min(side - 1, (int) y);
        int right = Math.min(side - 1, left + 1);
        int bottom = Math.min(side - 1, top + 1);
        double u = x - left;
        double v = y - top;
        double upper = values[(1 + top * side + left) * c + i] * (1 - u) + values[(1 + top * side + right) * c + i] * u;
        double lower =
                values[(1 + bottom * side + left) * c + i] * (1 - u) + values[(1 + bottom * side + right) * c + i] * u;
        return (float) (upper * (1 - v) + lower * v);
    }
}

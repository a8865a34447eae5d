package org.multimodalneurons.weights;

import java.nio.FloatBuffer;

/** Tells fast whether numbers are finite: 0 · x is 0 then, and NaN for infinity and NaN; a sum of those keeps NaN. */
final class Finite {

    private static final int PIECE = 1 << 12;
    private static final int SUMS = 8;

    private Finite() {}

    /** Whether all numbers from the position to the limit are finite; moves neither. */
    static boolean all(FloatBuffer values) {
        FloatBuffer rest = values.duplicate();
        float[] piece = new float[Math.min(PIECE, rest.remaining())];
        while (rest.hasRemaining()) {
            int count = Math.min(piece.length, rest.remaining());
            rest.get(piece, 0, count);
            if (!all(piece, count)) return false;
        }
        return true;
    }

    /** Several sums, since each addition waits for the one before. */
    private static boolean all(float[] values, int count) {
        float[] sums = new float[SUMS];
        int i = 0;
        for (; i <= count - SUMS; i += SUMS) for (int sum = 0; sum < SUMS; sum++) sums[sum] += 0 * values[i + sum];
        for (; i < count; i++) sums[0] += 0 * values[i];
        for (float sum : sums) if (sum != 0) return false;
        return true;
    }
}

package org.multimodalneurons.weights;

import java.nio.FloatBuffer;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FiniteTest {

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void oneOddNumberIsFoundWhereverItLies(float odd) {
        for (int length : new int[] {1, 7, 8, 9, 4095, 4096, 4097, 9001})
            for (int at : new int[] {0, length / 2, length - 1}) {
                float[] values = new float[length];
                values[at] = odd;
                assertFalse(Finite.all(FloatBuffer.wrap(values)), odd + " at " + at + " of " + length);
            }
    }

    @Test
    void theLargestAndSmallestNumbersAreFinite() {
        float[] values = new float[10000];
        Arrays.fill(values, Float.MAX_VALUE);
        values[3] = -Float.MAX_VALUE;
        values[4] = Float.MIN_VALUE;
        values[5] = -0f;
        assertTrue(Finite.all(FloatBuffer.wrap(values)));
        assertTrue(Finite.all(FloatBuffer.allocate(0)));
    }

    @Test
    void onlyWhatLiesBetweenPositionAndLimitCounts() {
        FloatBuffer values = FloatBuffer.wrap(new float[] {Float.NaN, 1, 2, Float.NaN}, 1, 2);
        assertTrue(Finite.all(values));
        assertEquals(1, values.position());
    }
}

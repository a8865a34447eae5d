package org.multimodalneurons.attack.defence;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The blur, against sums over the whole kernel at once. */
class GaussianBlurTest {

    private static final int WIDTH = 23;
    private static final int HEIGHT = 17;

    private static float[] noise() {
        Random random = new Random(4);
        float[] noise = new float[WIDTH * HEIGHT];
        for (int i = 0; i < noise.length; i++) noise[i] = 255 * random.nextFloat();
        return noise;
    }

    /** The mean of what is finite within three deviations along each axis, weighed by the Gaussian of the distance. */
    private static double direct(float[] plane, double sigma, int x, int y) {
        double sum = 0;
        double weights = 0;
        int reach = (int) Math.ceil(3 * sigma);
        for (int v = Math.max(0, y - reach); v <= Math.min(HEIGHT - 1, y + reach); v++)
            for (int u = Math.max(0, x - reach); u <= Math.min(WIDTH - 1, x + reach); u++) {
                if (!Float.isFinite(plane[v * WIDTH + u])) continue;
                double weight = Math.exp(-((u - x) * (u - x) + (v - y) * (v - y)) / (2 * sigma * sigma));
                sum += weight * plane[v * WIDTH + u];
                weights += weight;
            }
        return sum / weights;
    }

    @ParameterizedTest
    @ValueSource(doubles = {.4, 1, 2.5, 9})
    void everyPixelIsTheWeighedMeanOfWhatIsAround(double sigma) {
        float[] plane = noise();
        plane[5 * WIDTH + 8] = Float.NaN;
        plane[0] = Float.NEGATIVE_INFINITY;
        float[] before = plane.clone();
        float[] blurred = GaussianBlur.of(plane, WIDTH, sigma);
        for (int i = 0; i < plane.length; i++)
            assertEquals(direct(plane, sigma, i % WIDTH, i / WIDTH), blurred[i], 1e-3);
        assertArrayEquals(before, plane);
    }

    @Test
    void whereNothingFiniteIsNearNothingIsMadeUp() {
        float[] plane = new float[WIDTH * HEIGHT];
        Arrays.fill(plane, Float.NaN);
        plane[0] = 3;
        float[] blurred = GaussianBlur.of(plane, WIDTH, 1);
        assertEquals(3, blurred[2]);
        assertTrue(Float.isNaN(blurred[WIDTH - 1]));
    }
}

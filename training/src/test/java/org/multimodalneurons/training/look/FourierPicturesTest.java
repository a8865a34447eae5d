package org.multimodalneurons.training.look;

import java.util.SplittableRandom;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.model.Gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FourierPicturesTest {

    private static final int SIZE = 6;
    private static final int COLUMNS = SIZE / 2 + 1;

    @Test
    void picturesAreTheInverseFourierTransformSummedTermByTerm() {
        float[] spectrum = new float[3 * SIZE * COLUMNS * 2];
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < spectrum.length; i++) spectrum[i] = (float) random.nextGaussian();
        try (NDManager manager = NDManager.newBaseManager()) {
            FourierPictures pictures = new FourierPictures(manager, SIZE);
            float[] drawn = pictures.render(manager.create(spectrum, new Shape(1, 3, SIZE, COLUMNS, 2)))
                    .toFloatArray();
            for (int rgb = 0; rgb < 3; rgb++)
                for (int y = 0; y < SIZE; y++)
                    for (int x = 0; x < SIZE; x++)
                        assertEquals(expected(spectrum, rgb, y, x), drawn[(rgb * SIZE + y) * SIZE + x], 1e-5);
        }
    }

    @Test
    void everyFrequencyGetsAGradient() {
        try (NDManager manager = NDManager.newBaseManager()) {
            FourierPictures pictures = new FourierPictures(manager, SIZE);
            NDArray spectra = pictures.start(manager, 2);
            try (Gradient gradient =
                    Gradient.of(spectra, free -> pictures.render(free).pow(2).sum())) {
                NDArray realParts = gradient.gradient().get(":, :, :, :, 0").abs();
                assertTrue(realParts.min().getFloat() > 0);
            }
        }
    }

    private static double expected(float[] spectrum, int rgb, int y, int x) {
        double[][] colour = {{.26, .09, .02}, {.27, 0, -.05}, {.27, -.09, .03}};
        double longest = Math.sqrt(.26 * .26 + .27 * .27 + .27 * .27);
        double value = 0;
        for (int axis = 0; axis < 3; axis++) value += colour[rgb][axis] / longest * plane(spectrum, axis, y, x) / 4;
        return 1 / (1 + Math.exp(-1.5 * value));
    }

    /** The sum over all frequencies, those in the unstored half being the conjugates of the stored. */
    private static double plane(float[] spectrum, int axis, int y, int x) {
        double sum = 0;
        for (int v = 0; v < SIZE; v++)
            for (int u = 0; u < COLUMNS; u++) {
                int at = ((axis * SIZE + v) * COLUMNS + u) * 2;
                double fy = (v <= SIZE / 2 ? v : v - SIZE) / (double) SIZE;
                double weight = 1 / Math.max(Math.hypot(fy, u / (double) SIZE), 1.0 / SIZE);
                double angle = 2 * Math.PI * (v * y + u * x) / SIZE;
                double term = spectrum[at] * Math.cos(angle) - spectrum[at + 1] * Math.sin(angle);
                sum += (u == 0 || u == SIZE / 2 ? 1 : 2) * weight * term;
            }
        return sum / SIZE;
    }
}

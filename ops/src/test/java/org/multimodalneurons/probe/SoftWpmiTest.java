package org.multimodalneurons.probe;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Scores of words, against the paper's formula written out in PyTorch (float64) for images x[i][k] = sin(1 + 2i + ik) and
 * words w[j][k] = cos(3j + jk²), each divided by its length, and responses r[i][u] = sin(5i² + 3u + i); i &lt; 12, j &lt; 5, k
 * &lt; 3, u &lt; 4.
 */
class SoftWpmiTest {

    private static final double TOLERANCE = 1e-5;

    @Test
    void scoresAgreeWithThePaper() {
        double[][] expected = {
            {-0.32211122, 0.52422016, -0.30597679, -2.36079324, -1.41029584},
            {-0.17818791, 0.53885289, -1.12942574, -0.68772492, -4.05283459},
            {0.45100335, -1.20996117, 1.07174159, -0.23674992, 0.33975760},
            {-0.14074512, -1.20861519, -3.91622482, 0.96078503, 0.84756160}
        };
        double[][] actual = scores(3, 10, 1);
        for (int unit = 0; unit < 4; unit++) assertArrayEquals(expected[unit], actual[unit], TOLERANCE);
    }

    @Test
    void sharpnessAndLambdaAreThoseOfThePaper() {
        assertArrayEquals(
                new double[] {-3.90787200, -4.33955278, -3.99417192, -4.22516713, -4.18596183},
                scores(5, 2, .6)[0],
                TOLERANCE);
    }

    @Test
    void theStrongestImagesAreKeptTheEarlierOfEquals() {
        TopImages top = new TopImages(2, 3);
        float[][] responses = {{1, 5}, {3, 5}, {2, 5}, {3, 5}, {0, 9}};
        for (int i = 0; i < responses.length; i++) top.add(10 * i, responses[i]);
        assertArrayEquals(new int[] {10, 30, 20}, top.images(0));
        assertArrayEquals(new float[] {3, 3, 2}, top.responses(0));
        assertArrayEquals(new int[] {40, 0, 10}, top.images(1));
        assertEquals(5, top.seen());
        assertEquals("{0, 10, 20, 30, 40}", top.kept().toString());
        assertArrayEquals(new int[] {10, 30}, top.first(2).images(0));
    }

    private static double[][] scores(int count, double sharpness, double lambda) {
        TopImages top = new TopImages(4, count);
        Map<Integer, float[]> images = new HashMap<>();
        for (int i = 0; i < 12; i++) {
            float[] response = new float[4];
            for (int u = 0; u < 4; u++) response[u] = (float) Math.sin(5. * i * i + 3 * u + i);
            top.add(i, response);
            double[] image = {Math.sin(1 + 2 * i), Math.sin(1 + 3 * i), Math.sin(1 + 4 * i)};
            images.put(i, unit(image));
        }
        float[][] words = new float[5][];
        for (int j = 0; j < 5; j++) words[j] = unit(new double[] {Math.cos(3 * j), Math.cos(4 * j), Math.cos(7 * j)});
        images.keySet().removeIf(image -> !top.kept().get(image));
        return new SoftWpmi(sharpness, lambda).scores(top, images, words, Progress.NONE);
    }

    private static float[] unit(double[] vector) {
        double length = Math.sqrt(Vectors.dot(vector, vector));
        float[] unit = new float[vector.length];
        for (int k = 0; k < unit.length; k++) unit[k] = (float) (vector[k] / length);
        return unit;
    }
}

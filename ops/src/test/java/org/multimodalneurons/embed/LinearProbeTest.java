package org.multimodalneurons.embed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LinearProbeTest {

    private static final int LENGTH = 6;
    private static final double PRICE = .01;

    /** Samples around a centre for each class. */
    private static List<float[][]> clusters(double spread, int... sizes) {
        Random random = new Random(4);
        List<float[][]> classes = new ArrayList<>();
        for (int k = 0; k < sizes.length; k++) {
            float[][] samples = new float[sizes[k]][LENGTH];
            for (float[] sample : samples)
                for (int i = 0; i < LENGTH; i++)
                    sample[i] = (float) ((i == k ? 3 : 1) + spread * random.nextGaussian());
            classes.add(samples);
        }
        return classes;
    }

    @Test
    void atTheDirectionsFoundTheLossHasNoSlope() {
        List<float[][]> classes = clusters(1, 30, 8, 15);
        double unit = unit(classes);
        double[][] directions = LinearProbe.train(classes, PRICE, Progress.NONE).directions();
        double[][] slope = new double[3][LENGTH];
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < LENGTH; i++) slope[k][i] += PRICE * directions[k][i] * unit;
            for (float[] sample : classes.get(k)) {
                double[] shares = softmax(directions, sample);
                for (int c = 0; c < 3; c++)
                    for (int i = 0; i < LENGTH; i++)
                        slope[c][i] += (shares[c] - (c == k ? 1 : 0)) * sample[i] / unit / (3 * classes.get(k).length);
            }
        }
        for (double[] row : slope) for (double value : row) assertEquals(0, value, 2e-3);
        assertTrue(Math.abs(directions[0][0] * unit * PRICE) > .01, "the slope would be so without a price");
    }

    private static double unit(List<float[][]> classes) {
        double squares = 0;
        int count = 0;
        for (float[][] samples : classes)
            for (float[] sample : samples) {
                for (float value : sample) squares += value * value;
                count++;
            }
        return Math.sqrt(squares / count);
    }

    private static double[] softmax(double[][] directions, float[] sample) {
        double[] shares = new double[directions.length];
        double sum = 0;
        for (int k = 0; k < shares.length; k++) {
            for (int i = 0; i < sample.length; i++) shares[k] += directions[k][i] * sample[i];
            shares[k] = Math.exp(shares[k]);
            sum += shares[k];
        }
        for (int k = 0; k < shares.length; k++) shares[k] /= sum;
        return shares;
    }

    @Test
    void everyClassCountsTheSameHoweverManySamplesItHas() {
        List<float[][]> few = clusters(1, 10, 10);
        float[][] tenfold = Collections.nCopies(10, few.get(0)).stream()
                .flatMap(Arrays::stream)
                .toArray(float[][]::new);
        double[][] expected = LinearProbe.train(few, PRICE, Progress.NONE).directions();
        double[][] actual = LinearProbe.train(List.of(tenfold, few.get(1)), PRICE, Progress.NONE)
                .directions();
        for (int k = 0; k < 2; k++) assertArrayEquals(expected[k], actual[k], .02);
    }

    @Test
    void heldOutSamplesTellSeparateClassesFromChance() {
        assertEquals(1, LinearProbe.heldOutAccuracy(clusters(.2, 20, 10, 5), PRICE, 1, Progress.NONE), 1e-9);
        double chance = LinearProbe.heldOutAccuracy(clusters(1000, 200, 200), PRICE, 1, Progress.NONE);
        assertEquals(.5, chance, .1);
    }

    @Test
    void aSingleClassOrOneWithTooFewSamplesIsRefused() {
        assertThrows(UserException.class, () -> LinearProbe.train(clusters(1, 9), PRICE, Progress.NONE));
        UserException few = assertThrows(
                UserException.class, () -> LinearProbe.heldOutAccuracy(clusters(1, 9, 1), PRICE, 1, Progress.NONE));
        assertTrue(few.getMessage().contains("1 sample(s)"), few.getMessage());
    }

    @Test
    void itCanBeCancelled() {
        Progress impatient = new Progress() {
            @Override
            public void report(long done, long total, String message) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThrows(CancellationException.class, () -> LinearProbe.train(clusters(1, 9, 9), PRICE, impatient));
    }
}

package org.multimodalneurons.training.net;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

class AdamWTest {

    private static final double RATE = .01;
    private static final double DECAY = .05;

    /** The update written out as in the paper, in double precision. */
    private static float[] expected(float[] start, float[][] gradients, double decay) {
        double[] w = new double[start.length];
        for (int i = 0; i < w.length; i++) w[i] = start[i];
        double[] m = new double[w.length];
        double[] v = new double[w.length];
        for (int t = 1; t <= gradients.length; t++)
            for (int i = 0; i < w.length; i++) {
                double g = gradients[t - 1][i];
                m[i] = .9 * m[i] + .1 * g;
                v[i] = .98 * v[i] + .02 * g * g;
                double step = m[i] / (1 - Math.pow(.9, t)) / (Math.sqrt(v[i] / (1 - Math.pow(.98, t))) + 1e-8);
                w[i] -= RATE * decay * w[i] + RATE * step;
            }
        float[] result = new float[w.length];
        for (int i = 0; i < w.length; i++) result[i] = (float) w[i];
        return result;
    }

    @Test
    void threeUpdatesAreThoseOfThePaperAndOnlyMatricesDecay() {
        float[] start = {1, -2, 3, -4};
        float[][] gradients = {{.5f, -3, .1f, 2}, {-1, -2, .2f, .5f}, {2, 1, -.3f, .25f}};
        try (NDManager manager = NDManager.newBaseManager()) {
            Parameters parameters = new Parameters(manager);
            parameters.add("matrix", start, new Shape(2, 2));
            parameters.add("vector", start, new Shape(4));
            try (AdamW optimiser = new AdamW(parameters, DECAY, manager)) {
                for (float[] gradient : gradients) {
                    setGradient(parameters, gradient, manager);
                    optimiser.update(RATE);
                }
            }
            assertArrayEquals(
                    expected(start, gradients, DECAY), parameters.get("matrix").toFloatArray(), 1e-5f);
            assertArrayEquals(
                    expected(start, gradients, 0), parameters.get("vector").toFloatArray(), 1e-5f);
        }
    }

    /** The gradient of Σ w·g is g. */
    private static void setGradient(Parameters parameters, float[] gradient, NDManager manager) {
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray g = manager.create(gradient);
            NDArray sum = g.mul(parameters.get("matrix").reshape(4)).sum();
            collector.backward(sum.add(g.mul(parameters.get("vector")).sum()));
        }
    }
}

package org.multimodalneurons.training.net;

import java.util.SplittableRandom;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AdversaryTest {

    private static final double EPSILON = .7;

    @Test
    void changesImagesWithinTheBallSoThatTheLossGrows() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Parameters parameters = new Parameters(manager);
            parameters.addNormal("w", new Shape(8, 8, 3), 1, new SplittableRandom(3));
            NDArray pixels = manager.randomUniform(.3f, .7f, new Shape(5, 8, 8, 3));
            NDArray attacked = new Adversary(parameters)
                    .attack(pixels, EPSILON, 1, x -> x.mul(parameters.get("w")).sum());
            float[] norms = attacked.sub(pixels)
                    .square()
                    .sum(new int[] {1, 2, 3})
                    .sqrt()
                    .toFloatArray();
            for (float norm : norms) {
                assertTrue(norm <= EPSILON * 1.0001, "norm " + norm);
                assertTrue(norm > EPSILON * .8, "norm " + norm);
            }
            assertTrue(loss(attacked, parameters) > loss(pixels, parameters) + 1);
            assertTrue(parameters.get("w").hasGradient(), "the weights must go on learning");
        }
    }

    @Test
    void staysInTheRangeOfPixels() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Parameters parameters = new Parameters(manager);
            parameters.addConstant("w", new Shape(4, 4, 3), 1);
            NDArray white = manager.ones(new Shape(2, 4, 4, 3));
            NDArray attacked = new Adversary(parameters)
                    .attack(white, 2, 1, x -> x.mul(parameters.get("w")).sum());
            assertEquals(1, attacked.max().getFloat());
        }
    }

    private static float loss(NDArray pixels, Parameters parameters) {
        return pixels.mul(parameters.get("w").stopGradient()).sum().getFloat();
    }
}

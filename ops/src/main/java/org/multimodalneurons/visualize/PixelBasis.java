package org.multimodalneurons.visualize;

import java.util.random.RandomGenerator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Each pixel for itself. Ascent finds high frequencies first, which networks answer to more than eyes do.
 *
 * @param deviation of the normal noise to start from
 */
public record PixelBasis(double deviation) implements Basis {

    @Override
    public Field open(NDManager manager, int channels, int height, int width) {
        return new Pixels(new Shape(channels, height, width), deviation);
    }

    @Override
    public String describe() {
        return "pixels";
    }

    private record Pixels(Shape variables, double deviation) implements Field {

        @Override
        public float[] start(RandomGenerator random) {
            return Noise.normal(random, variables, deviation);
        }

        @Override
        public NDArray values(NDArray free) {
            return free;
        }

        @Override
        public NDArray variables(NDArray values) {
            return values;
        }
    }
}

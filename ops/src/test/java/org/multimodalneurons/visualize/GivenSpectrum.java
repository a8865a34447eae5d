package org.multimodalneurons.visualize;

import java.util.random.RandomGenerator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Lucid's basis, started from the reference's spectrum. */
record GivenSpectrum() implements Basis {

    @Override
    public Field open(NDManager manager, int channels, int height, int width) {
        return new Given(new FourierBasis(1, .01).open(manager, channels, height, width));
    }

    @Override
    public String describe() {
        return "the reference's spectrum";
    }

    private record Given(Field field) implements Field {

        @Override
        public Shape variables() {
            return field.variables();
        }

        @Override
        public float[] start(RandomGenerator random) {
            return FeatureFixture.values("trajectory.spectrum.0");
        }

        @Override
        public NDArray values(NDArray variables) {
            return field.values(variables);
        }

        @Override
        public NDArray variables(NDArray values) {
            return field.variables(values);
        }
    }
}

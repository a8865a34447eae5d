package org.multimodalneurons.visualize;

import java.util.random.RandomGenerator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.Constant;

/**
 * A small network that paints: it maps the coordinates of each pixel to its values (a compositional pattern-producing
 * network), so that a picture is smooth and can be drawn at any size. lucid's: 8 layers of 24 units whose activation is arctan
 * and its square side by side. Rates of a fifth of the usual suit it.
 *
 * @param layers hidden, at least 1
 * @param units of each, at least 1
 */
public record CppnBasis(int layers, int units) implements Basis {

    /** What makes the two halves of the activation vary by about 1. */
    private static final double ARCTAN = .67;

    private static final double SQUARE = .6;

    private static final double EXTENT = Math.sqrt(3);

    /** Checks the numbers. */
    public CppnBasis {
        if (layers < 1 || layers > 64 || units < 1 || units > 1024)
            throw new UserException("A painting network of " + layers + " layers of " + units
                    + " units: expected 1 to 64 layers of 1 to 1024.");
    }

    @Override
    public Field open(NDManager manager, int channels, int height, int width) {
        return new Painter(manager, channels, height, width);
    }

    @Override
    public String describe() {
        return "painting network";
    }

    /** Its variables are the weights [inputs, outputs] and biases [outputs] of layer after layer. */
    private final class Painter implements Field {

        private final int channels;
        private final Shape size;
        private final NDArray coordinates; // [1, places, 2]

        Painter(NDManager manager, int channels, int height, int width) {
            this.channels = channels;
            size = new Shape(height, width);
            float[] at = new float[2 * height * width];
            for (int i = 0; i < height * width; i++) {
                at[2 * i] = coordinate(i % width, width);
                at[2 * i + 1] = coordinate(i / width, height);
            }
            coordinates = manager.create(at, new Shape(1, (long) height * width, 2));
        }

        private static float coordinate(int at, int length) {
            return length == 1 ? 0 : (float) (EXTENT * (2. * at / (length - 1) - 1));
        }

        private int inputs(int layer) {
            return layer == 0 ? 2 : 2 * units;
        }

        private int outputs(int layer) {
            return layer == layers ? channels : units;
        }

        @Override
        public Shape variables() {
            long count = 0;
            for (int layer = 0; layer <= layers; layer++) count += (inputs(layer) + 1L) * outputs(layer);
            return new Shape(count);
        }

        /** Normal weights of variance 1 over the inputs; the last layer and the biases 0, so that it starts with grey. */
        @Override
        public float[] start(RandomGenerator random) {
            float[] all = new float[(int) variables().size()];
            int at = 0;
            for (int layer = 0; layer < layers; layer++) {
                Shape matrix = new Shape(inputs(layer), outputs(layer));
                float[] weights = Noise.normal(random, matrix, Math.sqrt(1. / inputs(layer)));
                System.arraycopy(weights, 0, all, at, weights.length);
                at += weights.length + outputs(layer);
            }
            return all;
        }

        @Override
        public NDArray values(NDArray free) {
            long pictures = free.getShape().get(0);
            NDArray x = free.getManager().zeros(new Shape(pictures, 1, 1)).add(coordinates);
            long at = 0;
            for (int layer = 0; layer <= layers; layer++) {
                long count = (long) inputs(layer) * outputs(layer);
                NDArray weights = free.get(":, {}:{}", at, at + count).reshape(pictures, inputs(layer), outputs(layer));
                NDArray biases = free.get(":, {}:{}", at + count, at + count + outputs(layer))
                        .reshape(pictures, 1, outputs(layer));
                at += count + outputs(layer);
                x = x.matMul(weights).add(biases);
                if (layer < layers) x = activated(x);
            }
            return x.transpose(0, 2, 1).reshape(pictures, channels, size.get(0), size.get(1));
        }

        private static NDArray activated(NDArray x) {
            NDArray arctan = x.atan();
            NDArray square = arctan.square();
            return arctan.div(Constant.beside(x, ARCTAN)).concat(square.div(Constant.beside(x, SQUARE)), 2);
        }

        @Override
        public NDArray variables(NDArray values) {
            throw new UserException("A painting network cannot start from an image: there is no way to tell the weights"
                    + " that paint it. Choose another parametrization.");
        }
    }
}

package org.multimodalneurons.visualize;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.UserException;

/**
 * A Laplacian pyramid: the sum of pictures of halving sizes, enlarged. Coarse ones move many pixels at once, so that shapes
 * come before textures.
 *
 * @param levels at least 1, which is pixels; as many as the picture can be halved at most
 * @param deviation of the normal noise to start from
 */
public record PyramidBasis(int levels, double deviation) implements Basis {

    /** Checks the number. */
    public PyramidBasis {
        if (levels < 1 || levels > 12)
            throw new UserException("A pyramid of " + levels + " levels cannot be built; expected 1 to 12.");
    }

    @Override
    public Field open(NDManager manager, int channels, int height, int width) {
        return new Pyramid(channels, height, width);
    }

    @Override
    public String describe() {
        return "Laplacian pyramid of " + levels;
    }

    /** Its variables are the levels one after the other, the finest first. */
    private final class Pyramid implements Field {

        private final int channels;
        private final List<Shape> sizes = new ArrayList<>();
        private final Shape variables;

        Pyramid(int channels, int height, int width) {
            this.channels = channels;
            for (int level = 0; level < levels; level++)
                sizes.add(new Shape(Math.max(1, height >> level), Math.max(1, width >> level)));
            variables = new Shape(
                    sizes.stream().mapToLong(size -> channels * size.size()).sum());
        }

        @Override
        public Shape variables() {
            return variables;
        }

        @Override
        public float[] start(RandomGenerator random) {
            return Noise.normal(random, variables, deviation);
        }

        @Override
        public NDArray values(NDArray free) {
            long from = free.getShape().get(1);
            NDArray sum = null;
            for (int level = levels - 1; level >= 0; level--) {
                Shape size = sizes.get(level);
                from -= channels * size.size();
                NDArray fine = free.get(":, {}:{}", from, from + channels * size.size())
                        .reshape(free.getShape().get(0), channels, size.get(0), size.get(1));
                sum = sum == null ? fine : fine.add(resized(sum, size));
            }
            return sum;
        }

        @Override
        public NDArray variables(NDArray values) {
            long pictures = values.getShape().get(0);
            NDArray rest = values;
            NDArray all = values.getManager().create(new Shape(pictures, 0));
            for (int level = 0; level < levels - 1; level++) {
                NDArray coarse = resized(rest, sizes.get(level + 1));
                all = all.concat(rest.sub(resized(coarse, sizes.get(level))).reshape(pictures, -1), 1);
                rest = coarse;
            }
            return all.concat(rest.reshape(pictures, -1), 1);
        }

        private static NDArray resized(NDArray values, Shape size) {
            return Resampling.resize(values, (int) size.get(0), (int) size.get(1));
        }
    }
}

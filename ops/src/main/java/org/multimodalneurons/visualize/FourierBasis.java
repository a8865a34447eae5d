package org.multimodalneurons.visualize;

import java.util.random.RandomGenerator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.model.Constant;

/**
 * The spectrum: ascent in all frequencies at once, the low ones weighed more, as in natural images.
 *
 * @param decay the weight of a frequency is its -decay-th power; 1 for natural images, less for finer pictures
 * @param deviation of the normal noise to start from
 * @see <a href="https://distill.pub/2017/feature-visualization">Olah et al., Feature Visualization, 2017</a>; scales are
 *     lucid's
 */
public record FourierBasis(double decay, double deviation) implements Basis {

    /** What lucid divides by, so that pictures of its usual sizes are neither grey nor saturated. */
    private static final double CONTRAST = 4;

    @Override
    public Field open(NDManager manager, int channels, int height, int width) {
        return new Spectrum(manager, channels, height, width);
    }

    @Override
    public String describe() {
        return decay == 1 ? "Fourier" : "Fourier (decay " + decay + ")";
    }

    /**
     * Its variables are [channels, height, columns, 2]: rows of frequencies 0, 1, ... then negative ones, columns of
     * frequencies from 0, real and imaginary parts. Odd widths have a column more than there are frequencies, as lucid has
     * it, which does nothing.
     */
    private final class Spectrum implements Field {

        private final RealFourier fourier;
        private final NDArray scale;
        private final Shape variables;

        Spectrum(NDManager manager, int channels, int height, int width) {
            fourier = new RealFourier(manager, height, width);
            int columns = fourier.columns() + width % 2;
            scale = manager.create(scales(height, width, columns), new Shape(1, 1, height, columns, 1));
            variables = new Shape(channels, height, columns, 2);
        }

        private float[] scales(int height, int width, int columns) {
            float[] scales = new float[height * columns];
            for (int row = 0; row < height; row++) {
                double fy = RealFourier.frequency(row, height);
                for (int column = 0; column < columns; column++) {
                    double fx = RealFourier.frequency(column, width);
                    double frequency = Math.max(Math.hypot(fy, fx), 1.0 / Math.max(height, width));
                    scales[row * columns + column] = (float) Math.pow(frequency, -decay);
                }
            }
            return scales;
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
            NDArray spectrum = free.mul(scale);
            NDArray values = fourier.inverse(
                    spectrum.get("..., :{}, 0", fourier.columns()), spectrum.get("..., :{}, 1", fourier.columns()));
            return values.div(Constant.beside(values, CONTRAST));
        }

        @Override
        public NDArray variables(NDArray values) {
            NDArray spectrum = fourier.forward(values.mul(Constant.beside(values, CONTRAST)));
            Shape missing = new Shape(
                    values.getShape().get(0),
                    variables.get(0),
                    variables.get(1),
                    variables.get(2) - fourier.columns(),
                    2);
            NDArray all = missing.size() == 0
                    ? spectrum
                    : spectrum.concat(values.getManager().zeros(missing), 3);
            return all.div(scale);
        }
    }
}

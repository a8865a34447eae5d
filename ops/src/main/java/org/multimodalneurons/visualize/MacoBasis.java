package org.multimodalneurons.visualize;

import java.util.random.RandomGenerator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.Constant;

/**
 * A spectrum of which only the phase is free: its magnitude is that of real images, so that a picture can neither be noise
 * nor a pattern that no image has.
 *
 * @param magnitude of the images, in the colours that the parametrization mixes; of any size
 * @see <a href="https://arxiv.org/abs/2306.06805">Fel et al. 2023, MACO</a>
 */
public record MacoBasis(Magnitude magnitude) implements Basis {

    private static final double TINY = 1e-4;

    @Override
    public Field open(NDManager manager, int channels, int height, int width) {
        if (channels != magnitude.channels())
            throw new UserException("The magnitude was learned from images of " + magnitude.channels()
                    + " channels, but the picture has " + channels + " (opacity is one). Learn it from such images, or"
                    + " choose another parametrization.");
        return new Phases(manager, magnitude.resized(height, width));
    }

    @Override
    public String describe() {
        return "phases (" + magnitude.name() + ")";
    }

    /** Its variables are the phases in radians: [channels, height, columns]. */
    private static final class Phases implements Field {

        private final RealFourier fourier;
        private final NDArray magnitude;
        private final Shape variables;

        Phases(NDManager manager, Magnitude fitting) {
            fourier = new RealFourier(manager, fitting.height(), fitting.width());
            variables = new Shape(fitting.channels(), fitting.height(), fourier.columns());
            magnitude = manager.create(fitting.toFloats(), variables);
        }

        @Override
        public Shape variables() {
            return variables;
        }

        @Override
        public float[] start(RandomGenerator random) {
            return Noise.uniform(random, variables, -Math.PI, Math.PI);
        }

        @Override
        public NDArray values(NDArray phases) {
            NDArray picture =
                    fourier.inverse(phases.cos().mul(magnitude), phases.sin().mul(magnitude));
            return standardised(picture);
        }

        /** Of mean 0 and deviation 1 over all channels of a picture. */
        private static NDArray standardised(NDArray picture) {
            long count = picture.size() / picture.getShape().get(0);
            NDArray flat = picture.reshape(-1, count);
            NDArray centred = flat.sub(flat.mean(new int[] {1}, true));
            NDArray square = centred.square().sum(new int[] {1}, true);
            NDArray deviation = square.div(Constant.beside(square, count - 1.)).sqrt();
            return centred.div(deviation.add(Constant.beside(deviation, TINY))).reshape(picture.getShape());
        }

        /** The phases alone can be kept: the picture comes out with the magnitude of this basis. */
        @Override
        public NDArray variables(NDArray values) {
            NDArray spectrum = fourier.forward(values);
            return spectrum.get("..., 1").atan2(spectrum.get("..., 0"));
        }
    }
}

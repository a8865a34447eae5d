package org.multimodalneurons.training.look;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.model.Constant;
import org.multimodalneurons.visualize.Colours;
import org.multimodalneurons.visualize.Field;
import org.multimodalneurons.visualize.FourierBasis;

/**
 * Square RGB pictures whose free variables are their spectra: low frequencies weigh more, and the three channels are
 * the decorrelated colours of natural images (lucid's parametrization).
 *
 * @see <a href="https://distill.pub/2017/feature-visualization">Olah et al., Feature Visualization, 2017</a>
 */
final class FourierPictures {

    /** Of the noise to start from. */
    private static final float DEVIATION = .01f;

    /** More saturates everything, less stays grey. */
    private static final float GAIN = 1.5f;

    private final Field spectra;

    /**
     * @param size side of the pictures in pixels, even
     * @param manager owner of the fixed tensors
     */
    FourierPictures(NDManager manager, int size) {
        spectra = new FourierBasis(1, DEVIATION).open(manager, 3, size, size);
    }

    /** Small random spectra [n, 3, size, size / 2 + 1, 2] to start from. */
    NDArray start(NDManager manager, int n) {
        return manager.randomNormal(0, DEVIATION, new Shape(n).addAll(spectra.variables()), DataType.FLOAT32);
    }

    /** The pictures of these spectra: [n, 3, size, size] in 0..1. */
    NDArray render(NDArray variables) {
        NDArray values = Colours.NATURAL.mixed(spectra.values(variables));
        return values.mul(Constant.beside(values, GAIN)).getNDArrayInternal().sigmoid();
    }
}

package org.multimodalneurons.training.look;

import java.util.function.DoubleUnaryOperator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.model.Constant;

/**
 * Square RGB pictures whose free variables are their spectra: low frequencies weigh more, and the three channels are
 * the decorrelated colours of natural images (lucid's parametrization).
 *
 * @see <a href="https://distill.pub/2017/feature-visualization">Olah et al., Feature Visualization, 2017</a>
 */
final class FourierPictures {

    /** Decorrelated colour to RGB, divided by its longest column (lucid's matrix). */
    private static final float[][] COLOUR = {{.26f, .09f, .02f}, {.27f, 0, -.05f}, {.27f, -.09f, .03f}};

    private static final float LONGEST_COLUMN = (float) Math.sqrt(.26 * .26 + .27 * .27 + .27 * .27);

    /** More saturates everything, less stays grey. */
    private static final float GAIN = 1.5f;

    private final int size;
    private final NDArray weights;
    private final NDArray colour;
    private final NDArray rowCosines;
    private final NDArray rowSines;
    private final NDArray columnCosines;
    private final NDArray columnSines;

    /**
     * @param size side of the pictures in pixels, even
     * @param manager owner of the fixed tensors
     */
    FourierPictures(NDManager manager, int size) {
        this.size = size;
        int columns = size / 2 + 1;
        weights = manager.create(frequencyWeights(size), new Shape(1, 1, size, columns, 1));
        colour = manager.create(colourMatrix(), new Shape(3, 3));
        rowCosines = waves(manager, size, Math::cos);
        rowSines = waves(manager, size, Math::sin);
        columnCosines = waves(manager, columns, Math::cos);
        columnSines = waves(manager, columns, Math::sin);
    }

    /** Small random spectra [n, 3, size, size / 2 + 1, 2] to start from. */
    NDArray start(NDManager manager, int n) {
        return manager.randomNormal(0, .01f, new Shape(n, 3, size, size / 2 + 1, 2), DataType.FLOAT32);
    }

    /** The pictures of these spectra: [n, 3, size, size] in 0..1. */
    NDArray render(NDArray spectra) {
        NDArray channelsLast = inverseTransform(spectra.mul(weights))
                .div(Constant.beside(spectra, 4))
                .transpose(0, 2, 3, 1)
                .matMul(colour);
        return channelsLast
                .transpose(0, 3, 1, 2)
                .mul(Constant.beside(spectra, GAIN))
                .getNDArrayInternal()
                .sigmoid();
    }

    /**
     * The orthonormal inverse of the real Fourier transform, by matrices: PyTorch's own cannot be differentiated through
     * DJL, whose view of real pairs as complex numbers has no gradient.
     */
    private NDArray inverseTransform(NDArray spectra) {
        NDArray real = spectra.get(":, :, :, :, 0").transpose(0, 1, 3, 2);
        NDArray imaginary = spectra.get(":, :, :, :, 1").transpose(0, 1, 3, 2);
        NDArray rowsReal = real.matMul(rowCosines).sub(imaginary.matMul(rowSines));
        NDArray rowsImaginary = real.matMul(rowSines).add(imaginary.matMul(rowCosines));
        return rowsReal.transpose(0, 1, 3, 2)
                .matMul(columnCosines)
                .sub(rowsImaginary.transpose(0, 1, 3, 2).matMul(columnSines))
                .div(Constant.beside(spectra, size));
    }

    /** Waves of {@code frequencies} frequencies over the picture's side, [frequencies, size]. */
    private NDArray waves(NDManager manager, int frequencies, DoubleUnaryOperator wave) {
        float[] values = new float[frequencies * size];
        for (int frequency = 0; frequency < frequencies; frequency++) {
            // Columns hold half of a symmetric spectrum: all but the first and the last stand for two.
            boolean twice = frequencies < size && frequency > 0 && frequency < size / 2;
            for (int at = 0; at < size; at++) {
                double angle = 2 * Math.PI * frequency * at / size;
                values[frequency * size + at] = (float) ((twice ? 2 : 1) * wave.applyAsDouble(angle));
            }
        }
        return manager.create(values, new Shape(frequencies, size));
    }

    private static float[] frequencyWeights(int size) {
        int columns = size / 2 + 1;
        float[] weights = new float[size * columns];
        for (int row = 0; row < size; row++) {
            double fy = (row <= size / 2 ? row : row - size) / (double) size;
            for (int column = 0; column < columns; column++) {
                double frequency = Math.hypot(fy, column / (double) size);
                weights[row * columns + column] = (float) (1 / Math.max(frequency, 1.0 / size));
            }
        }
        return weights;
    }

    /** The matrix that multiplies rows of decorrelated values from the right. */
    private static float[] colourMatrix() {
        float[] matrix = new float[9];
        for (int rgb = 0; rgb < 3; rgb++)
            for (int axis = 0; axis < 3; axis++) matrix[axis * 3 + rgb] = COLOUR[rgb][axis] / LONGEST_COLUMN;
        return matrix;
    }
}

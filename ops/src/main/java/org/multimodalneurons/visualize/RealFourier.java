package org.multimodalneurons.visualize;

import java.util.function.DoubleUnaryOperator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.model.Constant;

/**
 * The orthonormal Fourier transform of real pictures and its inverse, by matrices: PyTorch's own cannot be differentiated
 * through DJL, whose view of real pairs as complex numbers has no gradient. For pictures of some hundred pixels a side it
 * costs little beside a network.
 */
final class RealFourier {

    private final int height;
    private final int width;
    private final NDArray rowCosines; // [height, height]
    private final NDArray rowSines;
    private final NDArray columnCosines; // [columns, width]
    private final NDArray columnSines;
    private final NDArray share; // [columns]: 1 or, where a column stands for itself and its mirror image, 2

    RealFourier(NDManager manager, int height, int width) {
        this.height = height;
        this.width = width;
        rowCosines = waves(manager, height, height, Math::cos);
        rowSines = waves(manager, height, height, Math::sin);
        columnCosines = waves(manager, columns(), width, Math::cos);
        columnSines = waves(manager, columns(), width, Math::sin);
        share = manager.create(shares(), new Shape(columns()));
    }

    /** Frequencies across: half of them, for the other half mirrors these. */
    int columns() {
        return width / 2 + 1;
    }

    /** The frequency in cycles per pixel at an index of a transform, from -1/2 to 1/2. */
    static double frequency(int index, int length) {
        return (index <= (length - 1) / 2 ? index : index - length) / (double) length;
    }

    /**
     * The picture of a spectrum; differentiable.
     *
     * @param real parts [n, channels, height, columns]
     * @param imaginary parts, likewise
     * @return [n, channels, height, width]
     */
    NDArray inverse(NDArray real, NDArray imaginary) {
        NDArray re = real.transpose(0, 1, 3, 2);
        NDArray im = imaginary.transpose(0, 1, 3, 2);
        NDArray rowsRe = re.matMul(rowCosines).sub(im.matMul(rowSines)).transpose(0, 1, 3, 2);
        NDArray rowsIm = re.matMul(rowSines).add(im.matMul(rowCosines)).transpose(0, 1, 3, 2);
        NDArray sum =
                rowsRe.mul(share).matMul(columnCosines).sub(rowsIm.mul(share).matMul(columnSines));
        return sum.div(Constant.beside(sum, Math.sqrt((double) height * width)));
    }

    /** The spectrum [n, channels, height, columns, 2] of pictures [n, channels, height, width]. */
    NDArray forward(NDArray pictures) {
        NDArray re = pictures.matMul(columnCosines.transpose()).transpose(0, 1, 3, 2);
        NDArray im = pictures.matMul(columnSines.transpose()).neg().transpose(0, 1, 3, 2);
        NDArray real = re.matMul(rowCosines).add(im.matMul(rowSines)).transpose(0, 1, 3, 2);
        NDArray imaginary = im.matMul(rowCosines).sub(re.matMul(rowSines)).transpose(0, 1, 3, 2);
        NDArray spectrum = NDArrays.stack(new NDList(real, imaginary), 4);
        return spectrum.div(Math.sqrt((double) height * width));
    }

    private float[] shares() {
        float[] shares = new float[columns()];
        for (int column = 0; column < shares.length; column++)
            shares[column] = column == 0 || 2 * column == width ? 1 : 2;
        return shares;
    }

    /** Waves of so many frequencies over a length, [frequencies, length]. */
    private static NDArray waves(NDManager manager, int frequencies, int length, DoubleUnaryOperator wave) {
        float[] values = new float[frequencies * length];
        for (int frequency = 0; frequency < frequencies; frequency++)
            for (int at = 0; at < length; at++)
                values[frequency * length + at] =
                        (float) wave.applyAsDouble(2 * Math.PI * ((long) frequency * at % length) / length);
        return manager.create(values, new Shape(frequencies, length));
    }
}

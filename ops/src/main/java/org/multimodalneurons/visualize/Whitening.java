package org.multimodalneurons.visualize;

import java.util.Arrays;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Constant;

/**
 * What is peculiar to an activation: times the inverse of the mean product of all activations with themselves, so that
 * units that always fire together count less. Twice the mean square of a unit is added to the diagonal: with a twentieth
 * of it, what the embedded model's cells showed was noise; without whitening, neighbours hardly differed. It also keeps the
 * matrix from being singular where there are fewer activations than units.
 *
 * @see <a href="https://distill.pub/2019/activation-atlas">Carter et al. 2019, whitening</a>
 */
final class Whitening {

    private static final double DIAGONAL = 2;

    private Whitening() {}

    /**
     * Directions of vectors.
     *
     * @param activations [n][units]
     * @param vectors [m][units]
     * @return [m][units]
     */
    static float[][] of(ClipModel clip, float[][] activations, float[][] vectors) {
        int units = activations[0].length;
        try (NDManager manager = clip.newManager()) {
            NDArray all = matrix(manager, activations);
            NDArray products = all.transpose().matMul(all);
            NDArray mean = products.div(Constant.beside(products, activations.length));
            double square = mean.mul(manager.eye(units)).sum().getFloat() / units;
            NDArray ridge = manager.eye(units).mul(Constant.beside(mean, DIAGONAL * square));
            NDArray inverse = mean.add(ridge).inverse();
            float[] flat = matrix(manager, vectors).matMul(inverse).toFloatArray();
            float[][] directions = new float[vectors.length][];
            for (int i = 0; i < directions.length; i++)
                directions[i] = Arrays.copyOfRange(flat, i * units, (i + 1) * units);
            return directions;
        }
    }

    private static NDArray matrix(NDManager manager, float[][] rows) {
        float[] flat = new float[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) System.arraycopy(rows[i], 0, flat, i * rows[0].length, rows[0].length);
        return manager.create(flat, new Shape(rows.length, rows[0].length));
    }
}

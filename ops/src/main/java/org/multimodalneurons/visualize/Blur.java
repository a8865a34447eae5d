package org.multimodalneurons.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** A Gaussian filter, by one matrix for rows and one for columns; beyond the edges pictures go on as at them. */
final class Blur {

    private static final int REACH = 3; // deviations

    private Blur() {}

    /**
     * Blurs pictures; differentiable.
     *
     * @param pictures [n, c, height, width]
     * @param deviation in pixels; below a tenth nothing is done
     */
    static NDArray of(NDArray pictures, double deviation) {
        if (deviation < .1) return pictures;
        Shape shape = pictures.getShape();
        NDArray down = matrix(pictures.getManager(), (int) shape.get(2), deviation);
        NDArray right = matrix(pictures.getManager(), (int) shape.get(3), deviation);
        return pictures.matMul(right.transpose())
                .transpose(0, 1, 3, 2)
                .matMul(down.transpose())
                .transpose(0, 1, 3, 2);
    }

    private static NDArray matrix(NDManager manager, int length, double deviation) {
        int reach = (int) Math.ceil(REACH * deviation);
        double sum = 0;
        double[] bell = new double[2 * reach + 1];
        for (int i = 0; i < bell.length; i++) {
            bell[i] = Math.exp(-Math.pow((i - reach) / deviation, 2) / 2);
            sum += bell[i];
        }
        float[] matrix = new float[length * length];
        for (int to = 0; to < length; to++)
            for (int i = 0; i < bell.length; i++) {
                int from = Math.min(length - 1, Math.max(0, to + i - reach));
                matrix[to * length + from] += (float) (bell[i] / sum);
            }
        return manager.create(matrix, new Shape(length, length));
    }
}

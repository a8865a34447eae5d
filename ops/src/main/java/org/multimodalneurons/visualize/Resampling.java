package org.multimodalneurons.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Pictures of another size, or parts of them, by one matrix for rows and one for columns: differentiable, and where a
 * picture shrinks every pixel counts, so that no pattern hides between those that are looked at.
 */
final class Resampling {

    private Resampling() {}

    /** The whole of pictures [n, c, h, w] in another size; the pictures themselves when they have it. */
    static NDArray resize(NDArray pictures, int height, int width) {
        Shape shape = pictures.getShape();
        if (shape.get(2) == height && shape.get(3) == width) return pictures;
        return part(pictures, 0, 0, (double) shape.get(2), (double) shape.get(3), height, width);
    }

    /**
     * A part of pictures [n, c, h, w].
     *
     * @param top of the part, in pixels; any fraction. What lies outside looks like the nearest pixel
     * @param left likewise
     * @param rows of the part, above 0
     * @param columns of the part, above 0
     * @return [n, c, height, width]
     */
    static NDArray part(NDArray pictures, double top, double left, double rows, double columns, int height, int width) {
        Shape shape = pictures.getShape();
        NDManager manager = pictures.getManager();
        NDArray vertical = triangles(manager, (int) shape.get(2), top, rows, height);
        NDArray horizontal = triangles(manager, (int) shape.get(3), left, columns, width);
        return pictures.matMul(horizontal.transpose())
                .transpose(0, 1, 3, 2)
                .matMul(vertical.transpose())
                .transpose(0, 1, 3, 2);
    }

    /**
     * Weights of source pixels in each target pixel: triangles as wide as the target's pixels or, where it grows, the
     * source's, [target, source].
     */
    static NDArray triangles(NDManager manager, int source, double from, double length, int target) {
        double scale = length / target;
        double reach = Math.max(scale, 1);
        float[] weights = new float[target * source];
        for (int to = 0; to < target; to++) {
            double centre = from + (to + .5) * scale - .5;
            int first = (int) Math.ceil(centre - reach);
            int last = (int) Math.floor(centre + reach);
            double sum = 0;
            for (int at = first; at <= last; at++) sum += 1 - Math.abs(at - centre) / reach;
            for (int at = first; at <= last; at++) {
                int inside = Math.min(source - 1, Math.max(0, at));
                weights[to * source + inside] += (float) ((1 - Math.abs(at - centre) / reach) / sum);
            }
        }
        return manager.create(weights, new Shape(target, source));
    }
}

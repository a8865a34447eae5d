package org.multimodalneurons.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Pictures turned about their centre, with bilinear interpolation. */
final class Rotation {

    private Rotation() {}

    /**
     * Turns; differentiable.
     *
     * @param pictures [n, c, height, width]
     * @param angle in radians, counter-clockwise
     * @return of the same shape; what would come from outside takes the colour of the nearest edge
     */
    static NDArray of(NDArray pictures, double angle) {
        Shape shape = pictures.getShape();
        int height = (int) shape.get(2);
        int width = (int) shape.get(3);
        long[][] places = new long[4][height * width];
        float[][] weights = new float[4][height * width];
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                double fromX = x - (width - 1) / 2.;
                double fromY = y - (height - 1) / 2.;
                double sourceX = clamp(cosine * fromX - sine * fromY + (width - 1) / 2., width);
                double sourceY = clamp(sine * fromX + cosine * fromY + (height - 1) / 2., height);
                corners(sourceX, sourceY, width, height, y * width + x, places, weights);
            }
        NDArray flat = pictures.reshape(shape.get(0) * shape.get(1), (long) height * width);
        NDArray turned = corner(flat, places[0], weights[0]);
        for (int i = 1; i < 4; i++) turned = turned.add(corner(flat, places[i], weights[i]));
        return turned.reshape(shape);
    }

    private static double clamp(double at, int length) {
        return Math.min(length - 1, Math.max(0, at));
    }

    private static void corners(double x, double y, int width, int height, int at, long[][] places, float[][] weights) {
        int left = (int) x;
        int top = (int) y;
        int right = Math.min(left + 1, width - 1);
        int bottom = Math.min(top + 1, height - 1);
        double dx = x - left;
        double dy = y - top;
        set(places, weights, 0, at, top * width + left, (1 - dx) * (1 - dy));
        set(places, weights, 1, at, top * width + right, dx * (1 - dy));
        set(places, weights, 2, at, bottom * width + left, (1 - dx) * dy);
        set(places, weights, 3, at, bottom * width + right, dx * dy);
    }

    private static void set(long[][] places, float[][] weights, int corner, int at, int place, double weight) {
        places[corner][at] = place;
        weights[corner][at] = (float) weight;
    }

    private static NDArray corner(NDArray flat, long[] places, float[] weights) {
        NDArray index =
                flat.getManager().create(places, new Shape(1, places.length)).broadcast(flat.getShape());
        return flat.gather(index, 1).mul(flat.getManager().create(weights, new Shape(1, weights.length)));
    }
}

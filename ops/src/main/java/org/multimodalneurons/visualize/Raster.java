package org.multimodalneurons.visualize;

/**
 * Planes of numbers, one behind the other, row by row: what a dream works on, outside the engine, so that its size is
 * bounded by Java's memory alone.
 */
final class Raster {

    private final int width;
    private final int height;
    private final int planes;
    private final float[] values;

    /**
     * @param width in pixels, at least 1
     * @param height in pixels, at least 1
     * @param planes how many
     * @param values shared, not copied: width · height · planes
     */
    Raster(int width, int height, int planes, float[] values) {
        this.width = width;
        this.height = height;
        this.planes = planes;
        this.values = values;
    }

    /** In pixels. */
    int width() {
        return width;
    }

    /** In pixels. */
    int height() {
        return height;
    }

    /** How many. */
    int planes() {
        return planes;
    }

    /** Shared, not copied. */
    float[] values() {
        return values;
    }

    /** All 0. */
    static Raster zeros(int width, int height, int planes) {
        return new Raster(width, height, planes, new float[width * height * planes]);
    }

    /** A copy of a drawing's values. */
    static Raster of(Drawing drawing) {
        return new Raster(drawing.width(), drawing.height(), drawing.planes(), drawing.toFloats());
    }

    /** Values of a plane. */
    int places() {
        return width * height;
    }

    /** The whole in another size, every pixel counting where it shrinks; itself when it has that size. */
    Raster resized(int newWidth, int newHeight) {
        if (newWidth == width && newHeight == height) return this;
        return part(0, 0, width, height, newWidth, newHeight);
    }

    /** The middle, larger by a factor of at least 1, in the same size. */
    Raster zoomed(double factor) {
        double columns = width / factor;
        double rows = height / factor;
        return part((width - columns) / 2, (height - rows) / 2, columns, rows, width, height);
    }

    /** A part in another size, every pixel counting where it shrinks. */
    Raster part(double left, double top, double columns, double rows, int newWidth, int newHeight) {
        Triangles across = Triangles.of(width, left, columns, newWidth);
        Triangles down = Triangles.of(height, top, rows, newHeight);
        Raster result = zeros(newWidth, newHeight, planes);
        float[] narrow = new float[newWidth * height];
        for (int plane = 0; plane < planes; plane++) {
            for (int y = 0; y < height; y++)
                for (int x = 0, from = plane * places() + y * width; x < newWidth; x++) {
                    float[] weights = across.weights[x];
                    float sum = 0;
                    for (int k = 0, at = from + across.first[x]; k < weights.length; k++, at++)
                        sum += weights[k] * values[at];
                    narrow[y * newWidth + x] = sum;
                }
            for (int y = 0; y < newHeight; y++)
                for (int k = 0, to = plane * result.places() + y * newWidth; k < down.weights[y].length; k++) {
                    float weight = down.weights[y][k];
                    int from = (down.first[y] + k) * newWidth;
                    for (int x = 0; x < newWidth; x++) result.values[to + x] += weight * narrow[from + x];
                }
        }
        return result;
    }

    /** Which source samples weigh in for each target sample: triangles as wide as the larger of both samples. */
    private static final class Triangles {

        private final int[] first;
        private final float[][] weights;

        Triangles(int[] first, float[][] weights) {
            this.first = first;
            this.weights = weights;
        }

        static Triangles of(int source, double from, double length, int target) {
            double scale = length / target;
            double reach = Math.max(scale, 1);
            int[] first = new int[target];
            float[][] weights = new float[target][];
            for (int to = 0; to < target; to++) {
                double centre = from + (to + .5) * scale - .5;
                first[to] = Math.max(0, (int) Math.ceil(centre - reach));
                int last = Math.min(source - 1, (int) Math.floor(centre + reach));
                first[to] = Math.min(first[to], last);
                weights[to] = new float[last - first[to] + 1];
                double sum = 0;
                for (int at = first[to]; at <= last; at++) sum += 1 - Math.abs(at - centre) / reach;
                for (int at = first[to]; at <= last; at++)
                    weights[to][at - first[to]] = (float) ((1 - Math.abs(at - centre) / reach) / sum);
            }
            return new Triangles(first, weights);
        }
    }
}

package org.multimodalneurons.embed;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.multimodalneurons.UserException;

/**
 * Puts overlapping windows together to one map: each adds its cells, enlarged bilinearly to the window's size and
 * weighted by a raised cosine that is largest in the window's middle; in the end every pixel is divided by the weights
 * that it got. The weights are products of one factor a row and one a column, so only the map itself is of the image's
 * size.
 */
final class WindowBlend {

    private final int width;
    private final int size;
    private final int[] columnStarts;
    private final int[] rowStarts;
    private final double[] weights;
    private final float[] sums;

    WindowBlend(int width, int height, Windows windows) {
        if ((long) width * height > Integer.MAX_VALUE - 8)
            throw new UserException("The image has " + width + " x " + height
                    + " pixels, more than one map can hold (2^31). Crop it or work on a smaller copy.");
        this.width = width;
        this.size = windows.size();
        this.columnStarts = windows.starts(width);
        this.rowStarts = windows.starts(height);
        this.weights = raisedCosine(size);
        this.sums = new float[width * height];
    }

    /** How many windows there are; they are numbered row by row. */
    long count() {
        return (long) columnStarts.length * rowStarts.length;
    }

    /** The first column of a window. */
    int x(long window) {
        return columnStarts[(int) (window % columnStarts.length)];
    }

    /** The first row of a window. */
    int y(long window) {
        return rowStarts[(int) (window / columnStarts.length)];
    }

    /**
     * Adds what was found in a window.
     *
     * @param cells row by row, evenly spread over the window
     */
    void add(long window, float[] cells, int cellRows, int cellColumns) {
        Enlargement across = new Enlargement(cellColumns, size);
        Enlargement down = new Enlargement(cellRows, size);
        float[] row = new float[cellColumns];
        for (int y = 0; y < size; y++) {
            for (int c = 0; c < cellColumns; c++) row[c] = down.at(y, cells, c, cellColumns);
            int start = (y(window) + y) * width + x(window);
            for (int x = 0; x < size; x++)
                sums[start + x] += (float) (weights[y] * weights[x] * across.at(x, row, 0, 1));
        }
    }

    /** The map, [x, y]; this blend is used up by it. */
    Img<FloatType> map() {
        int height = sums.length / width;
        double[] across = totals(columnStarts, width);
        double[] down = totals(rowStarts, height);
        for (int y = 0, i = 0; y < height; y++)
            for (int x = 0; x < width; x++, i++) sums[i] = (float) (sums[i] / (across[x] * down[y]));
        return ArrayImgs.floats(sums, width, height);
    }

    private double[] totals(int[] starts, int length) {
        double[] totals = new double[length];
        for (int start : starts) for (int i = 0; i < size; i++) totals[start + i] += weights[i];
        return totals;
    }

    /** sin² over the window, sampled at the pixels' centres: never 0, so that the image's border is covered too. */
    private static double[] raisedCosine(int size) {
        double[] weights = new double[size];
        for (int i = 0; i < size; i++) {
            double sine = Math.sin(Math.PI * (i + .5) / size);
            weights[i] = sine * sine;
        }
        return weights;
    }

    /** Bilinear interpolation of {@code from} cells at {@code to} pixels, corners not aligned, constant at the ends. */
    private static final class Enlargement {

        private final int[] before;
        private final int[] after;
        private final float[] fraction;

        Enlargement(int from, int to) {
            before = new int[to];
            after = new int[to];
            fraction = new float[to];
            for (int i = 0; i < to; i++) {
                double position = (i + .5) * from / to - .5;
                int cell = (int) Math.floor(position);
                before[i] = Math.max(cell, 0);
                after[i] = Math.min(cell + 1, from - 1);
                fraction[i] = (float) (position - cell);
            }
        }

        float at(int i, float[] cells, int offset, int step) {
            float left = cells[offset + before[i] * step];
            return left + fraction[i] * (cells[offset + after[i] * step] - left);
        }
    }
}

package org.multimodalneurons.embed;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The windows and the map's pixels along one side of an image. A window's weight is a raised cosine, largest in its
 * middle; at every pixel of the image the weights of the windows over it are made to sum to 1; a pixel of the map has the
 * mean of those of its pixels of the image.
 */
final class WindowSide {

    private final int size;
    private final int[] starts;
    private final int length;
    private final int factor;
    private final int offset;
    private final double[] weights;
    private final double[] totals;

    /** What one cell of a window gives to the map: the shares of its value for neighbouring pixels. */
    static final class Band {

        private final int first;
        private final double[] shares;

        private Band(int first, double[] shares) {
            this.first = first;
            this.shares = shares;
        }

        /** The first pixel of the map to which one of these gives a share. */
        static int first(Band[] bands) {
            return givers(bands).mapToInt(band -> band.first).min().orElse(0);
        }

        /** Behind the last one. */
        static int end(Band[] bands) {
            return givers(bands).mapToInt(Band::end).max().orElse(0);
        }

        /** Where a window has fewer pixels than cells, many cells give nothing, be it the first or the last. */
        private static Stream<Band> givers(Band[] bands) {
            return Arrays.stream(bands).filter(band -> band.shares.length > 0);
        }

        private int end() {
            return first + shares.length;
        }

        /** The share of a pixel of the map; 0 for those that get none. */
        double share(int pixel) {
            return pixel < first || pixel >= end() ? 0 : shares[pixel - first];
        }

        /** Adds the shares of a value to a row of the map that begins at an index. */
        void add(double value, float[] map, int row) {
            for (int i = 0, at = row + first; i < shares.length; i++, at++) map[at] += (float) (shares[i] * value);
        }
    }

    /**
     * A side.
     *
     * @param length of the image
     * @param factor how many of its pixels are one of the map
     * @param offset how many of the first pixel's are missing, 0 to {@code factor - 1}
     */
    WindowSide(int length, Windows windows, int factor, int offset) {
        this.size = windows.size();
        this.starts = windows.starts(length);
        this.length = length;
        this.factor = factor;
        this.offset = offset;
        this.weights = raisedCosine(size);
        this.totals = new double[length];
        for (int start : starts) for (int i = 0; i < size; i++) totals[start + i] += weights[i];
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

    /** How many windows there are. */
    int windows() {
        return starts.length;
    }

    /** The first pixel of a window in the image. */
    int start(int window) {
        return starts[window];
    }

    /** How many pixels the map has. */
    int pixels() {
        return pixel(length - 1) + 1;
    }

    private int pixel(int x) {
        return (int) (((long) x + offset) / factor);
    }

    /** How many pixels of the image are in one of the map. */
    private int count(int pixel) {
        long begin = (long) pixel * factor - offset;
        return (int) (Math.min(length, begin + factor) - Math.max(0, begin));
    }

    /** What each of the cells that evenly divide a window gives, enlarged linearly, corners not aligned. */
    Band[] bands(int window, int cells) {
        int start = starts[window];
        int first = pixel(start);
        double[][] shares = new double[cells][pixel(start + size - 1) - first + 1];
        for (int i = 0; i < size; i++) {
            int pixel = pixel(start + i);
            double share = weights[i] / totals[start + i] / count(pixel);
            double position = (i + .5) * cells / size - .5;
            int cell = (int) Math.floor(position);
            double fraction = position - cell;
            shares[Math.max(cell, 0)][pixel - first] += share * (1 - fraction);
            shares[Math.min(cell + 1, cells - 1)][pixel - first] += share * fraction;
        }
        Band[] bands = new Band[cells];
        for (int cell = 0; cell < cells; cell++) bands[cell] = trimmed(first, shares[cell]);
        return bands;
    }

    private static Band trimmed(int first, double[] shares) {
        int from = 0;
        int to = shares.length;
        while (from < to && shares[from] == 0) from++;
        while (to > from && shares[to - 1] == 0) to--;
        return new Band(first + from, Arrays.copyOfRange(shares, from, to));
    }
}

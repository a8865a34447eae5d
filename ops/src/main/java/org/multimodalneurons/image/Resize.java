package org.multimodalneurons.image;

import java.util.Arrays;

/**
 * Resizes a picture and keeps a square out of the result, as the Python Imaging Library would: columns first, rounded
 * to 8 bits, then rows. Only the pixels of the square are ever computed, and the source is read once, a row at a time,
 * so memory goes with the size of the square and the length of a row.
 *
 * @param width columns of the resized picture
 * @param height rows of the resized picture
 * @param left first column of the square in it
 * @param top first row of the square in it
 * @param side of the square
 */
record Resize(int width, int height, int left, int top, int side) {

    /** Reads one row of interleaved samples. */
    @FunctionalInterface
    interface RowReader {
        void read(int y, byte[] row);
    }

    /**
     * The square by the antialiased bicubic filter.
     *
     * @param channels samples of a pixel
     * @return side * side * channels samples, interleaved
     */
    byte[] bicubic(int sourceWidth, int sourceHeight, int channels, RowReader source) {
        Taps across = Taps.bicubic(sourceWidth, width, left, side);
        Taps down = Taps.bicubic(sourceHeight, height, top, side);
        byte[] row = new byte[sourceWidth * channels];
        byte[] narrow = new byte[side * channels];
        int[] sums = new int[side * side * channels];
        Arrays.fill(sums, Taps.HALF);
        int finished = 0;
        for (int y = down.first(0); y < down.end(side - 1); y++) {
            source.read(y, row);
            shrink(row, narrow, across, channels);
            while (down.end(finished) <= y) finished++;
            for (int out = finished; out < side && down.first(out) <= y; out++)
                add(narrow, down.weights(out)[y - down.first(out)], sums, out * narrow.length);
        }
        byte[] square = new byte[sums.length];
        for (int i = 0; i < sums.length; i++) square[i] = Taps.sample(sums[i]);
        return square;
    }

    private void shrink(byte[] row, byte[] narrow, Taps across, int channels) {
        int to = 0;
        for (int x = 0; x < side; x++) {
            int[] weights = across.weights(x);
            int begin = across.first(x) * channels;
            for (int channel = 0; channel < channels; channel++) {
                int sum = Taps.HALF;
                for (int k = 0, at = begin + channel; k < weights.length; k++, at += channels)
                    sum += (row[at] & 255) * weights[k];
                narrow[to++] = Taps.sample(sum);
            }
        }
    }

    private static void add(byte[] samples, int weight, int[] sums, int offset) {
        for (int i = 0; i < samples.length; i++) sums[offset + i] += (samples[i] & 255) * weight;
    }

    /** The square by the nearest pixel: what the reference does with palette pictures. */
    byte[] nearest(int sourceWidth, int sourceHeight, int channels, RowReader source) {
        int[] columns = nearest(sourceWidth, width, left);
        int[] rows = nearest(sourceHeight, height, top);
        byte[] row = new byte[sourceWidth * channels];
        byte[] square = new byte[side * side * channels];
        for (int y = 0, to = 0; y < side; y++) {
            if (y == 0 || rows[y] != rows[y - 1]) source.read(rows[y], row);
            for (int x = 0; x < side; x++, to += channels)
                System.arraycopy(row, columns[x] * channels, square, to, channels);
        }
        return square;
    }

    /** Walks the line in steps as the reference does, so that the sums round alike. */
    private int[] nearest(int from, int to, int offset) {
        double step = (double) from / to;
        double at = step * .5;
        int[] samples = new int[side];
        for (int i = 0; i < offset + side; i++, at += step)
            if (i >= offset) samples[i - offset] = Math.min((int) at, from - 1);
        return samples;
    }
}

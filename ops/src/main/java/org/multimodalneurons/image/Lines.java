package org.multimodalneurons.image;

import java.util.Arrays;

/**
 * Arithmetic on whole lines of numbers. Every loop runs over plain int arrays from index 0 on, for only then does Java
 * 17's compiler turn it into vector instructions: loops over bytes, or over several places of one array, stay scalar.
 *
 * <p>A line of pixels holds one in each int, 0xAARRGGBB; a line of samples has an array for each channel: red, green,
 * blue, and alpha where it is wanted.
 */
final class Lines {

    private Lines() {}

    /** Splits pixels into samples of 0 to 255. */
    static void unpack(int[] pixels, int length, int[][] samples) {
        int[] red = samples[0];
        int[] green = samples[1];
        int[] blue = samples[2];
        for (int i = 0; i < length; i++) {
            int pixel = pixels[i];
            red[i] = (pixel >> 16) & 255;
            green[i] = (pixel >> 8) & 255;
            blue[i] = pixel & 255;
        }
        if (samples.length > 3) unpackAlpha(pixels, length, samples[3]);
    }

    private static void unpackAlpha(int[] pixels, int length, int[] alpha) {
        for (int i = 0; i < length; i++) alpha[i] = pixels[i] >>> 24;
    }

    /** Rounds finished sums to 8 bits and joins them to pixels. */
    static void pack(int[][] sums, int length, int[] pixels) {
        int[] red = sums[0];
        int[] green = sums[1];
        int[] blue = sums[2];
        for (int i = 0; i < length; i++) pixels[i] = (sample(red[i]) << 16) | (sample(green[i]) << 8) | sample(blue[i]);
        if (sums.length > 3) packAlpha(sums[3], length, pixels);
    }

    private static void packAlpha(int[] alpha, int length, int[] pixels) {
        for (int i = 0; i < length; i++) pixels[i] |= sample(alpha[i]) << 24;
    }

    /** The sum without its fraction, within 0 to 255; without branches, so that it vectorises. */
    private static int sample(int sum) {
        int value = sum >> Taps.BITS;
        int positive = value & ~(value >> 31);
        return (positive | ((255 - positive) >> 31)) & 255;
    }

    /**
     * Sums up weighted lines of samples.
     *
     * @param ring lines; the one of number k lies at k modulo their count
     * @param first number of the line that the first weight belongs to
     * @param sums receives, for each channel, length sums
     */
    static void weigh(int[][][] ring, int first, int[] weights, int length, int[][] sums) {
        for (int[] channel : sums) Arrays.fill(channel, 0, length, Taps.HALF);
        int k = 0;
        for (; k + 4 <= weights.length; k += 4) {
            int[][] a = ring[(first + k) % ring.length];
            int[][] b = ring[(first + k + 1) % ring.length];
            int[][] c = ring[(first + k + 2) % ring.length];
            int[][] d = ring[(first + k + 3) % ring.length];
            for (int i = 0; i < sums.length; i++)
                add(
                        sums[i],
                        length,
                        a[i],
                        weights[k],
                        b[i],
                        weights[k + 1],
                        c[i],
                        weights[k + 2],
                        d[i],
                        weights[k + 3]);
        }
        for (; k < weights.length; k++)
            for (int i = 0; i < sums.length; i++) add(sums[i], length, ring[(first + k) % ring.length][i], weights[k]);
    }

    private static void add(int[] sums, int length, int[] line, int weight) {
        for (int i = 0; i < length; i++) sums[i] += line[i] * weight;
    }

    /** Four at once, so that the sums are read and written a quarter as often. */
    private static void add(
            int[] sums, int length, int[] a, int ofA, int[] b, int ofB, int[] c, int ofC, int[] d, int ofD) {
        for (int i = 0; i < length; i++) sums[i] += a[i] * ofA + b[i] * ofB + c[i] * ofC + d[i] * ofD;
    }
}

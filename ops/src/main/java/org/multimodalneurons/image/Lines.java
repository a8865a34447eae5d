package org.multimodalneurons.image;

/**
 * Arithmetic on whole lines of numbers. Every loop runs over plain int arrays from index 0 on, for only then does Java
 * 17's compiler turn it into vector instructions: loops over bytes, or over several places of one array, stay scalar.
 *
 * <p>A line of pixels holds one in each int, 0xAARRGGBB; a line of sums belongs to one channel: red, green, blue, or
 * alpha where it is wanted. The loops pay for lines of some hundred pixels: at each end a few are added one by one.
 */
final class Lines {

    private static final int[] SHIFTS = {16, 8, 0, 24}; // of the channels in a pixel

    private Lines() {}

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
     * Sums up weighted lines of pixels.
     *
     * @param ring lines; the one of number k lies at k modulo their count
     * @param first number of the line that the first weight belongs to
     * @param weights a multiple of 4 of them
     * @param sums receives, for each channel, length sums
     */
    static void weigh(int[][] ring, int first, int[] weights, int length, int[][] sums) {
        for (int k = 0; k < weights.length; k += 4) {
            int[] a = ring[(first + k) % ring.length];
            int[] b = ring[(first + k + 1) % ring.length];
            int[] c = ring[(first + k + 2) % ring.length];
            int[] d = ring[(first + k + 3) % ring.length];
            int ofA = weights[k];
            int ofB = weights[k + 1];
            int ofC = weights[k + 2];
            int ofD = weights[k + 3];
            for (int i = 0; i < sums.length; i++)
                if (k == 0) start(sums[i], length, SHIFTS[i], a, ofA, b, ofB, c, ofC, d, ofD);
                else add(sums[i], length, SHIFTS[i], a, ofA, b, ofB, c, ofC, d, ofD);
        }
    }

    /** Four at once, so that sums are read and written a quarter as often; a loop of five is too long for the compiler. */
    private static void add(
            int[] sums, int length, int shift, int[] a, int ofA, int[] b, int ofB, int[] c, int ofC, int[] d, int ofD) {
        for (int i = 0; i < length; i++)
            sums[i] += ((a[i] >> shift) & 255) * ofA
                    + ((b[i] >> shift) & 255) * ofB
                    + ((c[i] >> shift) & 255) * ofC
                    + ((d[i] >> shift) & 255) * ofD;
    }

    private static void start(
            int[] sums, int length, int shift, int[] a, int ofA, int[] b, int ofB, int[] c, int ofC, int[] d, int ofD) {
        for (int i = 0; i < length; i++)
            sums[i] = Taps.HALF
                    + ((a[i] >> shift) & 255) * ofA
                    + ((b[i] >> shift) & 255) * ofB
                    + ((c[i] >> shift) & 255) * ofC
                    + ((d[i] >> shift) & 255) * ofD;
    }
}

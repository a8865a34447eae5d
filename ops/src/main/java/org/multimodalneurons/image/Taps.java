package org.multimodalneurons.image;

import java.util.stream.IntStream;

/**
 * For each sample of a resized line, which source samples weigh in and by how much: the Python Imaging Library's
 * antialiased filters, widened by the scale when shrinking, in its fixed-point numbers, so that sums agree with it bit
 * for bit.
 */
final class Taps {

    /** Fraction bits of a weight: 32 less 8 of the sample and 2 for the sum. */
    static final int BITS = 32 - 8 - 2;

    /** What a sum starts from, so that dropping the fraction rounds. */
    static final int HALF = 1 << (BITS - 1);

    private final int[] first;
    private final int[] end;
    private final int[][] weights;

    private Taps(int[] first, int[] end, int[][] weights) {
        this.first = first;
        this.end = end;
        this.weights = weights;
    }

    /**
     * The taps of a run of output samples.
     *
     * @param filter the curve of the weights
     * @param from length of the source line
     * @param to length that the whole resized line would have
     * @param offset the first output sample wanted
     * @param count how many are wanted
     */
    static Taps of(Interpolation filter, int from, int to, int offset, int count) {
        double scale = (double) from / to;
        double width = Math.max(scale, 1);
        double support = reach(filter) * width;
        double step = 1 / width;
        int[] first = new int[count];
        int[] last = new int[count];
        int[][] weights = new int[count][];
        for (int i = 0; i < count; i++) {
            double centre = (offset + i + .5) * scale;
            int begin = Math.max((int) (centre - support + .5), 0);
            int end = Math.min((int) (centre + support + .5), from);
            double[] curve = new double[end - begin];
            double sum = 0;
            for (int k = 0; k < curve.length; k++) curve[k] = weight(filter, (k + begin - centre + .5) * step);
            for (double value : curve) sum += value;
            first[i] = begin;
            last[i] = end;
            weights[i] = new int[(curve.length + 3) / 4 * 4];
            for (int k = 0; k < curve.length; k++) weights[i][k] = fixedPoint(sum == 0 ? curve[k] : curve[k] / sum);
        }
        return new Taps(first, last, weights);
    }

    /** How far from its centre a filter sees, in samples of the shorter line. */
    private static int reach(Interpolation filter) {
        return switch (filter) {
            case BICUBIC -> 2;
            case BILINEAR -> 1;
        };
    }

    private static double weight(Interpolation filter, double x) {
        return switch (filter) {
            case BICUBIC -> cubic(x);
            case BILINEAR -> Math.max(0, 1 - Math.abs(x));
        };
    }

    /** Keys' cubic with a = -0.5, term by term as the reference computes it. */
    private static double cubic(double x) {
        double a = -.5;
        double t = Math.abs(x);
        if (t < 1) return ((a + 2) * t - (a + 3)) * t * t + 1;
        if (t < 2) return (((t - 5) * t + 8) * t - 4) * a;
        return 0;
    }

    private static int fixedPoint(double weight) {
        return (int) (weight * (1 << BITS) + (weight < 0 ? -.5 : .5));
    }

    /** The first source sample of an output sample. */
    int first(int i) {
        return first[i];
    }

    /**
     * The weights of the source samples of an output sample, in units of 2^-{@value #BITS}; up to a
     * multiple of 4 there are zeros behind them.
     */
    int[] weights(int i) {
        return weights[i];
    }

    /** One past the last source sample of an output sample. */
    int end(int i) {
        return end[i];
    }

    /** The number of source samples of the output sample that has most. */
    int longest() {
        return IntStream.range(0, end.length).map(i -> end[i] - first[i]).max().orElseThrow();
    }
}

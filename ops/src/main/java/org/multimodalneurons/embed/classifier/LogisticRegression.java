package org.multimodalneurons.embed.classifier;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.SoftmaxLoss;

/**
 * Multinomial logistic regression with an L2 penalty, every class counting the same: the minimum of the mean over classes
 * of their samples' cross entropy, and half the price of the directions' squared distance from where they are drawn to.
 * In scikit-learn's terms, {@code LogisticRegression(C=1 / (price * n), class_weight="balanced")}.
 */
final class LogisticRegression {

    private static final double PRECISION = 1e-6;

    private final float[][] rows; // samples with a 1 behind each
    private final int[] classes;
    private final double[] centre;
    private final boolean isAnchored;

    private LogisticRegression(float[][] rows, int[] classes, double[] centre, boolean isAnchored) {
        this.rows = rows;
        this.classes = classes;
        this.centre = centre;
        this.isAnchored = isAnchored;
    }

    /** Directions that are drawn to 0, with biases that cost nothing, as in scikit-learn; every class needs a sample. */
    static LogisticRegression free(float[][] samples, int[] classes, int count) {
        return new LogisticRegression(withOne(samples), classes, new double[count * (samples[0].length + 1)], false);
    }

    /**
     * Directions that are drawn to given ones, and biases to 0 at the same price: a class without a sample keeps what it
     * was given, but for being pushed away from the samples of others.
     *
     * @param directions [classes][e]
     */
    static LogisticRegression towards(double[][] directions, float[][] samples, int[] classes) {
        int length = directions[0].length + 1;
        double[] centre = new double[directions.length * length];
        for (int k = 0; k < directions.length; k++) System.arraycopy(directions[k], 0, centre, k * length, length - 1);
        return new LogisticRegression(withOne(samples), classes, centre, true);
    }

    private static float[][] withOne(float[][] samples) {
        return Arrays.stream(samples).map(LogisticRegression::withOne).toArray(float[][]::new);
    }

    private static float[] withOne(float[] sample) {
        float[] longer = Arrays.copyOf(sample, sample.length + 1);
        longer[sample.length] = 1;
        return longer;
    }

    /** The same on some of the samples, which both share: a copy for each fold would not fit into memory. */
    LogisticRegression on(int[] places) {
        return new LogisticRegression(
                IntStream.of(places).mapToObj(i -> rows[i]).toArray(float[][]::new),
                IntStream.of(places).map(i -> classes[i]).toArray(),
                centre,
                isAnchored);
    }

    /** Where the search begins when nothing better is known; not to be modified. */
    double[] start() {
        return centre;
    }

    /**
     * The minimum.
     *
     * @param price above 0
     * @param start where to begin, not modified: {@link #start()}, or the minimum for a price near by
     */
    double[] minimum(double price, double[] start, Progress progress) {
        double[] prices = new double[rows[0].length];
        Arrays.fill(prices, price);
        if (!isAnchored) prices[prices.length - 1] = 0;
        var loss = new SoftmaxLoss(rows, classes, prices, centre);
        return LimitedMemoryBfgs.minimum(loss::at, start, PRECISION, progress);
    }

    /** What a minimum says. */
    LinearClasses classes(double[] minimum) {
        int length = rows[0].length;
        int count = minimum.length / length;
        float[][] weights = new float[count][length - 1];
        float[] biases = new float[count];
        for (int k = 0; k < count; k++) {
            for (int i = 0; i < length - 1; i++) weights[k][i] = (float) minimum[k * length + i];
            biases[k] = (float) minimum[k * length + length - 1];
        }
        return new LinearClasses(weights, biases);
    }
}

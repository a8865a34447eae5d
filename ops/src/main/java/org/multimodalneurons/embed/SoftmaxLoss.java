package org.multimodalneurons.embed;

import java.util.Arrays;

import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;

/**
 * How badly directions tell classes apart: the mean over classes of the cross entropy of their samples, and half the price
 * of the directions' squared distance from where they are drawn to. Convex in the directions, which are given row by row,
 * [classes · length]. Plain loops: thousands of evaluations of this size cost a tensor engine more in its threads than in
 * its sums.
 */
public final class SoftmaxLoss {

    private final float[][] samples; // [n][length]
    private final float[][] columns; // [length][n]
    private final int[] classes; // of the samples
    private final double[] shares; // what a sample of each class counts
    private final double[] prices; // [length]
    private final double[] centre; // [classes · length]

    /**
     * A loss whose directions are drawn to 0.
     *
     * @param samples [n][length]
     * @param classes of the samples, 0 to count - 1, each of at least one
     */
    SoftmaxLoss(float[][] samples, int[] classes, int count, double price) {
        this(samples, classes, prices(samples[0].length, price), new double[count * samples[0].length]);
    }

    /**
     * A loss whose directions are drawn to given ones.
     *
     * @param samples [n][length], at least one
     * @param classes of the samples, from 0; classes without a sample only push others' samples away
     * @param prices [length], of each component of the directions; 0 where it is free
     * @param centre [classes · length], what the directions cost nothing at
     */
    public SoftmaxLoss(float[][] samples, int[] classes, double[] prices, double[] centre) {
        this.samples = samples;
        this.classes = classes;
        this.prices = prices.clone();
        this.centre = centre.clone();
        columns = new float[samples[0].length][samples.length];
        for (int j = 0; j < samples.length; j++) for (int i = 0; i < columns.length; i++) columns[i][j] = samples[j][i];
        double[] sizes = new double[centre.length / columns.length];
        for (int each : classes) sizes[each]++;
        long present = Arrays.stream(sizes).filter(size -> size > 0).count();
        shares = Arrays.stream(sizes).map(size -> 1 / (present * size)).toArray(); // infinite where no sample asks
    }

    private static double[] prices(int length, double price) {
        double[] prices = new double[length];
        Arrays.fill(prices, price);
        return prices;
    }

    /** Its value. */
    ObjectiveFunction value() {
        return new ObjectiveFunction(point -> value(point, logSoftmax(point)));
    }

    /** Its gradient. */
    ObjectiveFunctionGradient gradient() {
        return new ObjectiveFunctionGradient(point -> slopes(point, logSoftmax(point)));
    }

    /**
     * Its value and gradient at once.
     *
     * @param slopes receives the gradient
     */
    public double at(double[] point, double[] slopes) {
        double[][] logs = logSoftmax(point);
        System.arraycopy(slopes(point, logs), 0, slopes, 0, slopes.length);
        return value(point, logs);
    }

    private double value(double[] point, double[][] logs) {
        double loss = 0;
        for (int j = 0; j < samples.length; j++) loss -= shares[classes[j]] * logs[classes[j]][j];
        for (int i = 0; i < point.length; i++) {
            double away = point[i] - centre[i];
            loss += prices[i % prices.length] / 2 * away * away;
        }
        return loss;
    }

    private double[] slopes(double[] point, double[][] logs) {
        double[] slopes = new double[point.length];
        for (int i = 0; i < point.length; i++) slopes[i] = prices[i % prices.length] * (point[i] - centre[i]);
        int length = columns.length;
        for (int k = 0; k < shares.length; k++)
            for (int j = 0; j < samples.length; j++) {
                double excess = shares[classes[j]] * (Math.exp(logs[k][j]) - (classes[j] == k ? 1 : 0));
                float[] sample = samples[j];
                for (int i = 0; i < length; i++) slopes[k * length + i] += excess * sample[i];
            }
        return slopes;
    }

    /** [classes][n]. */
    private double[][] logSoftmax(double[] point) {
        double[][] logits = new double[shares.length][samples.length];
        for (int k = 0; k < shares.length; k++)
            for (int i = 0; i < columns.length; i++) {
                double weight = point[k * columns.length + i];
                float[] column = columns[i];
                double[] row = logits[k];
                for (int j = 0; j < row.length; j++) row[j] += weight * column[j];
            }
        for (int j = 0; j < samples.length; j++) {
            double highest = Double.NEGATIVE_INFINITY;
            for (double[] row : logits) highest = Math.max(highest, row[j]);
            double sum = 0;
            for (double[] row : logits) sum += Math.exp(row[j] - highest);
            for (double[] row : logits) row[j] -= highest + Math.log(sum);
        }
        return logits;
    }
}

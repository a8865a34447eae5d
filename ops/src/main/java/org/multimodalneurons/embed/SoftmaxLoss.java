package org.multimodalneurons.embed;

import java.util.Arrays;

import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;

/**
 * How badly directions tell classes apart: the mean over classes of the cross entropy of their samples, and half the price
 * of the directions' squared length. Convex in the directions, which are given row by row, [classes · length]. Plain loops:
 * thousands of evaluations of this size cost a tensor engine more in its threads than in its sums.
 */
final class SoftmaxLoss {

    private final float[][] samples; // [n][length]
    private final float[][] columns; // [length][n]
    private final int[] classes; // of the samples
    private final double[] shares; // what a sample of each class counts
    private final double price;

    /**
     * A loss.
     *
     * @param samples [n][length]
     * @param classes of the samples, 0 to count - 1, each of at least one
     */
    SoftmaxLoss(float[][] samples, int[] classes, int count, double price) {
        this.samples = samples;
        this.classes = classes;
        this.price = price;
        columns = new float[samples[0].length][samples.length];
        for (int j = 0; j < samples.length; j++) for (int i = 0; i < columns.length; i++) columns[i][j] = samples[j][i];
        double[] sizes = new double[count];
        for (int each : classes) sizes[each]++;
        shares = Arrays.stream(sizes).map(size -> 1 / (count * size)).toArray();
    }

    /** Its value. */
    ObjectiveFunction value() {
        return new ObjectiveFunction(point -> {
            double loss = 0;
            double[][] logs = logSoftmax(point);
            for (int j = 0; j < samples.length; j++) loss -= shares[classes[j]] * logs[classes[j]][j];
            for (double each : point) loss += price / 2 * each * each;
            return loss;
        });
    }

    /** Its gradient. */
    ObjectiveFunctionGradient gradient() {
        return new ObjectiveFunctionGradient(point -> {
            double[] slopes = Arrays.stream(point).map(each -> price * each).toArray();
            double[][] logs = logSoftmax(point);
            int length = columns.length;
            for (int k = 0; k < shares.length; k++)
                for (int j = 0; j < samples.length; j++) {
                    double excess = shares[classes[j]] * (Math.exp(logs[k][j]) - (classes[j] == k ? 1 : 0));
                    float[] sample = samples[j];
                    for (int i = 0; i < length; i++) slopes[k * length + i] += excess * sample[i];
                }
            return slopes;
        });
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

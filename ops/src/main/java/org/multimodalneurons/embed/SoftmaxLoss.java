package org.multimodalneurons.embed;

import java.util.Arrays;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.multimodalneurons.model.PyTorch;

/**
 * How badly directions tell classes apart: the mean over classes of the cross entropy of their samples, and half the price
 * of the directions' squared length. Convex in the directions, which are given row by row, [classes · length].
 */
final class SoftmaxLoss implements AutoCloseable {

    private final NDManager manager = PyTorch.newManager();
    private final NDArray samples; // [n, length]
    private final NDArray shares; // [n, classes]: what each sample counts, at its class; zero elsewhere
    private final Shape shape;
    private final double price;

    /**
     * A loss.
     *
     * @param samples [n][length]
     * @param classes of the samples, 0 to count - 1, each of at least one
     */
    SoftmaxLoss(double[][] samples, int[] classes, int count, double price) {
        this.samples = manager.create(
                Arrays.stream(samples).flatMapToDouble(Arrays::stream).toArray(),
                new Shape(samples.length, samples[0].length));
        this.price = price;
        shape = new Shape(count, samples[0].length);
        double[] sizes = new double[count];
        for (int each : classes) sizes[each]++;
        double[] share = new double[classes.length * count];
        for (int i = 0; i < classes.length; i++) share[i * count + classes[i]] = 1 / (count * sizes[classes[i]]);
        shares = manager.create(share, new Shape(classes.length, count));
    }

    /** Its value. */
    ObjectiveFunction value() {
        return new ObjectiveFunction(point -> {
            try (NDManager scratch = manager.newSubManager()) {
                NDArray logs = logits(point, scratch).logSoftmax(1);
                double squares = Arrays.stream(point).map(x -> x * x).sum();
                return price / 2 * squares - logs.mul(shares).sum().getDouble();
            }
        });
    }

    /** Its gradient. */
    ObjectiveFunctionGradient gradient() {
        return new ObjectiveFunctionGradient(point -> {
            try (NDManager scratch = manager.newSubManager()) {
                NDArray answers = logits(point, scratch).softmax(1);
                NDArray excess = answers.mul(shares.sum(new int[] {1}, true)).sub(shares);
                double[] slopes = excess.transpose().matMul(samples).toDoubleArray();
                for (int i = 0; i < slopes.length; i++) slopes[i] += price * point[i];
                return slopes;
            }
        });
    }

    private NDArray logits(double[] point, NDManager scratch) {
        NDArray directions = scratch.create(point, shape);
        return directions.matMul(samples.transpose()).transpose();
    }

    @Override
    public void close() {
        manager.close();
    }
}

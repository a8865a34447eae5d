package org.multimodalneurons.model;

import java.util.function.UnaryOperator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * A number computed from a tensor, and its derivative by that tensor. Works from any thread, several at a time, unlike
 * DJL's own {@code GradientCollector}.
 *
 * @param value the number
 * @param gradient its derivative by each element of the tensor, of the same shape and attached to the same manager
 */
public record Gradient(float value, NDArray gradient) implements AutoCloseable {

    /**
     * Differentiates. All that is computed on the way is freed.
     *
     * @param variable what to differentiate by, for example pixels or the activation of a layer; not modified
     * @param function computes a tensor of one element from a copy of the variable, on which it must depend
     */
    public static Gradient of(NDArray variable, UnaryOperator<NDArray> function) {
        try (NDManager scratch = variable.getManager().newSubManager()) {
            NDArray leaf = variable.duplicate();
            leaf.attach(scratch);
            leaf.setRequiresGradient(true);
            boolean before = JniUtils.isGradMode();
            JniUtils.setGradMode(true);
            try {
                return differentiate(variable, leaf, (PtNDArray) function.apply(leaf));
            } finally {
                JniUtils.setGradMode(before);
            }
        }
    }

    private static Gradient differentiate(NDArray variable, NDArray leaf, PtNDArray value) {
        if (value.size() != 1)
            throw new IllegalArgumentException(
                    "Only a single number can be differentiated, not a tensor of shape " + value.getShape());
        float number = value.toFloatArray()[0];
        PtNDArray one = (PtNDArray) value.onesLike();
        one.attach(leaf.getManager());
        JniUtils.backward(value, one, false, false);
        NDArray gradient = leaf.getGradient();
        gradient.attach(variable.getManager());
        return new Gradient(number, gradient);
    }

    @Override
    public void close() {
        gradient.close();
    }
}

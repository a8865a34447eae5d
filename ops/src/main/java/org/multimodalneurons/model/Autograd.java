package org.multimodalneurons.model;

import java.util.Optional;
import java.util.function.Supplier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Differentiation in pieces, where {@link Gradient} does not suffice: several backward passes over one forward pass. Works
 * from any thread, several at a time.
 */
public final class Autograd {

    private Autograd() {}

    /** Does work whose operations on {@linkplain #leaf leaves} are kept for a backward pass. */
    public static <T> T recording(Supplier<T> work) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(true);
        try {
            return work.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    /**
     * A variable of the same values, at which a backward pass ends: nothing flows on to what the values were computed from.
     *
     * @param values shared with the variable, not copied
     * @param owner of the variable
     */
    public static NDArray leaf(NDArray values, NDManager owner) {
        NDArray leaf = values.stopGradient();
        leaf.attach(owner);
        leaf.setRequiresGradient(true);
        return leaf;
    }

    /**
     * Adds to the gradient of each leaf that {@code result} depends on.
     *
     * @param result of any shape; it must depend on a leaf
     * @param weights of the result's elements, of its shape: the derivative of the sum of both's product is taken
     * @param again whether another backward pass through the same operations is to follow
     */
    public static void backward(NDArray result, NDArray weights, boolean again) {
        JniUtils.backward((PtNDArray) result, (PtNDArray) weights, again, false);
    }

    /**
     * Takes what has gathered at a leaf, which starts from zero again.
     *
     * @return of the leaf's shape and in its manager; empty when nothing has reached it
     */
    public static Optional<NDArray> take(NDArray leaf) {
        try (PtNDArray gathered = JniUtils.getGradient((PtNDArray) leaf)) {
            if (gathered == null) return Optional.empty();
            NDArray taken = gathered.duplicate();
            taken.attach(leaf.getManager());
            JniUtils.zeroGrad((PtNDArray) leaf);
            return Optional.of(taken);
        }
    }
}

package org.multimodalneurons.model;

import ai.djl.ndarray.NDArray;

/**
 * Sees every layer while a tower computes it, and may change what the tower goes on with.
 *
 * <p>An intervention, such as silencing a unit, returns another tensor of the same shape. To stop the tower, a tap throws
 * {@link #stop()}; {@link Encoder#activate} does so after the last layer asked for.
 */
@FunctionalInterface
public interface Tap {

    /** Lets the tower run undisturbed. */
    Tap NONE = (layer, activation) -> activation;

    /**
     * Called once for each layer, in forward order.
     *
     * @param layer the layer's name
     * @param activation what the tower computed there; its axes are those of the layer's {@link Layer.Kind}
     * @return what the tower goes on with: the activation itself, unless the tap intervenes
     */
    NDArray at(String layer, NDArray activation);

    /**
     * Called at every activation function, of layers that are named and of those that are not.
     *
     * @param input of the function
     * @param output of it
     * @return what the tower goes on with: the output itself, or one with the same values and another gradient
     */
    default NDArray activated(NDArray input, NDArray output) {
        return output;
    }

    /** What a tap throws when it has seen enough: the tower runs no further. */
    static RuntimeException stop() {
        return new Stopped();
    }

    /** The stop signal; it carries nothing, not even a stack trace. */
    final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Stopped() {
            super("a tap stopped the tower", null, false, false);
        }
    }
}

package org.multimodalneurons.visualize;

import ai.djl.ndarray.NDArray;

/** How variables follow a gradient. */
public interface Optimiser {

    /**
     * Begins a run.
     *
     * @param variables [n, ...]; what is remembered from step to step lives in their manager
     */
    Ascent begin(NDArray variables);

    /** The same with rates that change in the course of a run. */
    Optimiser scheduled(StepSize stepSize);

    /** For logs and tables, such as {@code Adam 0.05}. */
    String describe();

    /** A run of an optimiser. */
    @FunctionalInterface
    interface Ascent {

        /**
         * Moves the variables, in place, so that a loss falls.
         *
         * @param variables [n, ...]
         * @param gradient of the loss, of the same shape; may be overwritten
         * @param step from 0
         * @param steps in all
         */
        void step(NDArray variables, NDArray gradient, int step, int steps);
    }
}

package org.multimodalneurons.visualize;

import ai.djl.ndarray.NDArray;

/**
 * A random change that pictures undergo before the model sees them, another in every step, so that what is drawn holds
 * however one looks at it. All chance comes from the run's seed.
 */
public interface Transformation {

    /**
     * Changes pictures; differentiable.
     *
     * @param pictures [views, 3, height, width] in 0..1
     * @param moment source of all chance, and how far the run is
     * @return [views times some number, 3, any height, any width]: views of the first picture come first
     */
    NDArray apply(NDArray pictures, Moment moment);

    /** How many views it makes of each. */
    default int views() {
        return 1;
    }

    /** For logs and tables, such as {@code jitter 8}. */
    String describe();
}

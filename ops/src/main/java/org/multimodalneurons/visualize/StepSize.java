package org.multimodalneurons.visualize;

/** How large steps are in the course of a run. */
@FunctionalInterface
public interface StepSize {

    /**
     * The factor that the optimiser's rate is multiplied by.
     *
     * @param progress 0 in the first step, towards 1 in the last
     */
    double at(double progress);

    /** The same from first to last. */
    StepSize CONSTANT = progress -> 1;

    /** From 1 to 0 along half a cosine: large moves first, details last. */
    StepSize COSINE = progress -> (1 + Math.cos(Math.PI * progress)) / 2;
}

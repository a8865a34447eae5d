package org.multimodalneurons.visualize;

import java.util.Locale;

import ai.djl.ndarray.NDArray;

/**
 * Plain gradient ascent with steps of a given mean size, for each picture by itself.
 *
 * @param rate mean absolute change of a variable in a step, above 0
 * @param stepSize factor of the rate in the course of a run
 */
record NormalisedAscent(double rate, StepSize stepSize) implements Optimiser {

    /** Keeps a gradient of 0 from being divided by 0. */
    private static final double SMALLEST = 1e-12;

    NormalisedAscent {
        Optimisers.requireRate(rate);
    }

    @Override
    public Ascent begin(NDArray variables) {
        return (moved, gradient, step, steps) -> {
            NDArray flat = Optimisers.perPicture(gradient);
            NDArray size = flat.abs().mean(new int[] {1}, true).add(SMALLEST);
            double factor = rate * stepSize.at((double) step / steps);
            moved.subi(flat.div(size).mul(factor).reshape(gradient.getShape()));
        };
    }

    @Override
    public Optimiser scheduled(StepSize other) {
        return new NormalisedAscent(rate, other);
    }

    @Override
    public String describe() {
        return "normalised ascent " + String.format(Locale.ROOT, "%.4g", rate).replaceFirst("0+$", "");
    }
}

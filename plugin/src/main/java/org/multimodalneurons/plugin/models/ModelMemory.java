package org.multimodalneurons.plugin.models;

import java.util.concurrent.CancellationException;

import org.multimodalneurons.Progress;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.PhysicalMemory;
import org.multimodalneurons.plugin.imagej.Surroundings;

/**
 * How much memory a model takes, beside how much there is.
 *
 * @param model what a person calls it
 * @param weights bytes of its weights as single-precision numbers
 * @param copies how many times as much they take at most, in all the orders and precisions that they are kept in
 * @param machine the memory that it comes out of; not Java's
 */
record ModelMemory(String model, long weights, double copies, PhysicalMemory machine) {

    /** What rounded weights of 8 bits, and what the engine needs to use them, take of the full ones' memory: measured. */
    private static final double REDUCED_WEIGHTS = .5;

    /** What engine and a batch of images take beside the weights. */
    private static final long WORKING = 600_000_000;

    /** Of a model with that many parameters, on this machine as it is now. */
    static ModelMemory of(String model, long parameters) {
        long weights = parameters * Float.BYTES;
        double copies = ClipModel.keepsPackedWeights(weights) ? 2 : 1;
        return new ModelMemory(model, weights, copies, PhysicalMemory.now());
    }

    /** The same with the model's rounded weights beside the full ones. */
    ModelMemory withReducedWeights() {
        return new ModelMemory(model + " " + ModelChoice.REDUCED, weights, copies + REDUCED_WEIGHTS, machine);
    }

    /** All that it takes to work with it. */
    long bytes() {
        return Math.round(copies * weights) + WORKING;
    }

    /** Whether there is enough; where the system does not say how much is free, whether the machine has it at all. */
    boolean fits() {
        return bytes() <= machine.available().orElse(machine.total());
    }

    /** Both numbers in a sentence without its full stop. */
    String sentence() {
        String there = machine.available().isPresent()
                ? Sizes.text(machine.available().getAsLong()) + " are free"
                : "this computer has " + Sizes.text(machine.total());
        return model + " needs about " + Sizes.text(bytes()) + ", " + there;
    }

    /**
     * Tells the user before the model is loaded, and asks where there is not enough; under a macro or without a display,
     * where nobody can be asked, it warns.
     *
     * @throws CancellationException when the user would rather not
     */
    void announce(Progress progress) {
        progress.report(0, 1, "Loading " + sentence());
        if (fits()) return;
        String risk = sentence() + ". Loading it may slow the computer down for long, or end ImageJ.";
        if (Surroundings.isScripted()) Surroundings.note("Warning: " + risk);
        else if (!Surroundings.confirm("Load " + model + "?", risk + " OK loads it all the same."))
            throw new CancellationException("The model was not loaded.");
    }
}

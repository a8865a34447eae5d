package org.multimodalneurons.training;

/**
 * A part of the image tower's training.
 *
 * @param name for logs
 * @param images how many are seen
 * @param batch images of a step
 * @param size side of the images in pixels
 * @param rate learning rate after the warm-up
 * @param lastRate learning rate at the end, reached along a cosine
 * @param warmUp share of the stage in which the rate grows from 0
 * @param firstHard share of hard images at the beginning
 * @param lastHard share of hard images from {@code hardFrom} on
 * @param hardFrom share of the stage over which the share of hard images grows
 * @param epsilon largest L2 norm of adversarial changes, in 0..1 pixel units; 0 for none
 * @param epsilonFrom share of the stage over which epsilon grows from 0
 */
public record Stage(
        String name,
        long images,
        int batch,
        int size,
        double rate,
        double lastRate,
        double warmUp,
        double firstHard,
        double lastHard,
        double hardFrom,
        double epsilon,
        double epsilonFrom) {

    /** How many steps it takes. */
    public long steps() {
        return images / batch;
    }

    /** Learning rate of a step. */
    public double rateAt(long step) {
        double done = (step + 1.0) / steps();
        if (done < warmUp) return rate * done / warmUp;
        double share = (done - warmUp) / (1 - warmUp);
        return lastRate + (rate - lastRate) * .5 * (1 + Math.cos(Math.PI * Math.min(1, share)));
    }

    /** Share of hard images of a step. */
    public double hardAt(long step) {
        return firstHard + (lastHard - firstHard) * ramp(step, hardFrom);
    }

    /** Epsilon of a step. */
    public double epsilonAt(long step) {
        return epsilon * ramp(step, epsilonFrom);
    }

    private double ramp(long step, double over) {
        return over == 0 ? 1 : Math.min(1, (step + 1.0) / steps() / over);
    }
}

package org.multimodalneurons.training.net;

import ai.djl.ndarray.NDArray;

/**
 * An exponential moving average of parameters and buffers: what is evaluated and exported. Early on it follows faster,
 * so that the first weights are soon forgotten.
 */
public final class MovingAverage implements AutoCloseable {

    private final Parameters source;
    private final Parameters average;
    private final double keep;
    private long updates;

    /**
     * Starts at the source's values.
     *
     * @param keep the share of the average that an update keeps, such as .99
     */
    public MovingAverage(Parameters source, double keep) {
        this.source = source;
        this.keep = keep;
        average = source.frozenCopy();
    }

    /** The averaged tensors; they need no gradients. */
    public Parameters average() {
        return average;
    }

    /** How many updates were made. */
    public long updates() {
        return updates;
    }

    /** Goes on as after so many updates; the average's tensors are restored by their owner. */
    public void restore(long made) {
        updates = made;
    }

    /** Moves the average towards the source. */
    public void update() {
        updates++;
        double kept = Math.min(keep, (1.0 + updates) / (10.0 + updates));
        source.all().forEach((name, tensor) -> {
            NDArray mean = average.get(name);
            try (NDArray value = tensor.stopGradient();
                    NDArray step = mean.sub(value)) {
                step.muli(1 - kept);
                mean.subi(step);
            }
        });
    }

    @Override
    public void close() {
        average.close();
    }
}

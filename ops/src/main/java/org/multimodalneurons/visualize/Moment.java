package org.multimodalneurons.visualize;

import java.util.random.RandomGenerator;

/**
 * One step of a run.
 *
 * @param random source of all chance
 * @param progress 0 in the first step, towards 1 in the last
 */
public record Moment(RandomGenerator random, double progress) {

    /** A number between two bounds. */
    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}

package org.multimodalneurons.embed.classifier;

import java.util.Arrays;

/**
 * What images count so that every class that has any counts the same: 1 / (classes · images of its class), 1 in all. A mean
 * with these weights is what would be found if all classes were equally frequent.
 */
final class ClassWeights {

    private ClassWeights() {}

    /**
     * The weight of each image.
     *
     * @param classes of the images, from 0
     */
    static double[] of(int[] classes) {
        int[] sizes = new int[Arrays.stream(classes).max().orElse(-1) + 1];
        for (int each : classes) sizes[each]++;
        double present = Arrays.stream(sizes).filter(size -> size > 0).count();
        return Arrays.stream(classes)
                .mapToDouble(each -> 1 / (present * sizes[each]))
                .toArray();
    }

    /**
     * How many images of equal weight tell as much as some of different weights: Kish's effective sample size.
     *
     * @param sum of the weights
     * @param squares the sum of their squares
     * @see "Kish 1965, Survey Sampling, section 8.2"
     */
    static double effectiveCount(double sum, double squares) {
        return sum * sum / squares;
    }
}

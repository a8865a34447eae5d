package org.multimodalneurons.probe;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Corrects p-values for how many there are, so that of those called significant only a given share is expected to be
 * false.
 *
 * @see <a href="https://doi.org/10.1111/j.2517-6161.1995.tb02031.x">Benjamini and Hochberg 1995</a>
 */
public final class BenjaminiHochberg {

    private BenjaminiHochberg() {}

    /** Corrected p-values, in the order given: the smallest rate of false discoveries at which each is significant. */
    public static double[] adjust(double[] p) {
        int[] largestFirst = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> p[i]).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[p.length];
        double smallest = 1;
        for (int i = 0; i < p.length; i++) {
            int rank = p.length - i;
            smallest = Math.min(smallest, p[largestFirst[i]] * p.length / rank);
            adjusted[largestFirst[i]] = smallest;
        }
        return adjusted;
    }
}

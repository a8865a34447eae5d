package org.multimodalneurons.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Times two pieces of work in turn, so that what else the machine does troubles both alike. */
final class Turns {

    private Turns() {}

    /**
     * The time of one as a ratio to the time of another.
     *
     * @param rounds of one turn each, at least 1; the order changes from round to round
     * @return the median, with the least and the largest in brackets
     */
    static String ratio(int rounds, Runnable one, Runnable other) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            boolean first = round % 2 == 0;
            double before = first ? seconds(one) : 0;
            double reference = seconds(other);
            ratios.add((first ? before : seconds(one)) / reference);
        }
        Collections.sort(ratios);
        return String.format(
                Locale.ROOT, "%.2f (%.2f–%.2f)", ratios.get(rounds / 2), ratios.get(0), ratios.get(rounds - 1));
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}

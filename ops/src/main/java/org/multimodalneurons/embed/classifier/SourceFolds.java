package org.multimodalneurons.embed.classifier;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Folds in which sources stay whole, but for the examples of classes that would all lie in one: these are dealt out one by
 * one, for without that fold nothing would be known of the class.
 *
 * @param folds what was dealt
 * @param split the classes whose sources were split, rising
 */
record SourceFolds(Folds folds, Set<Integer> split) {

    /**
     * Deals.
     *
     * @param classes of the examples, at least two, 0 to labels - 1
     * @param sources of the examples
     * @param most folds, at least 2; fewer where there are fewer sources
     * @param seed of the order of sources of equal size
     */
    static SourceFolds deal(int[] classes, int labels, List<String> sources, int most, long seed) {
        Set<Integer> split = new TreeSet<>();
        if (new HashSet<>(sources).size() == 1) Arrays.stream(classes).forEach(split::add);
        Folds folds;
        do {
            List<String> parts = parts(classes, sources, split);
            folds = Folds.deal(classes, labels, parts, Math.min(most, new HashSet<>(parts).size()), seed);
        } while (split.addAll(folds.lonely(classes)));
        return new SourceFolds(folds, split);
    }

    private static List<String> parts(int[] classes, List<String> sources, Set<Integer> split) {
        return IntStream.range(0, classes.length)
                .mapToObj(i -> split.contains(classes[i]) ? "example " + i : "source " + sources.get(i))
                .toList();
    }
}

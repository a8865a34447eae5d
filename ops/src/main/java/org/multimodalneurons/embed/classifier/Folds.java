package org.multimodalneurons.embed.classifier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Examples dealt out to folds so that each fold has its share of each class, and examples of one source stay together:
 * the largest sources first, each to the fold in which it makes the classes most even.
 *
 * @param count how many there are
 * @param places the fold of each example, from 0
 */
record Folds(int count, List<Integer> places) {

    /**
     * Deals.
     *
     * @param classes of the examples, 0 to labels - 1
     * @param sources of the examples
     * @param count at least 2
     * @param seed of the order of sources of equal size
     */
    static Folds deal(int[] classes, int labels, List<String> sources, int count, long seed) {
        Map<String, List<Integer>> members = new LinkedHashMap<>();
        for (int i = 0; i < classes.length; i++)
            members.computeIfAbsent(sources.get(i), source -> new ArrayList<>()).add(i);
        List<List<Integer>> order = new ArrayList<>(members.values());
        Collections.shuffle(order, new Random(seed));
        order.sort(
                Comparator.comparingInt((List<Integer> source) -> source.size()).reversed());
        int[] sizes = new int[labels];
        for (int each : classes) sizes[each]++;
        int[][] held = new int[count][labels];
        Integer[] places = new Integer[classes.length];
        for (List<Integer> source : order) {
            int best = 0;
            for (int fold = 1; fold < count; fold++)
                if (cost(held[fold], source, classes, sizes) < cost(held[best], source, classes, sizes)) best = fold;
            for (int example : source) {
                held[best][classes[example]]++;
                places[example] = best;
            }
        }
        return new Folds(count, List.of(places));
    }

    /** How much more uneven the folds become: by the sum of squared shares of the classes, and a little by mere size. */
    private static double cost(int[] held, List<Integer> source, int[] classes, int[] sizes) {
        int[] with = held.clone();
        for (int example : source) with[classes[example]]++;
        double cost = 0;
        long before = 0;
        for (int k = 0; k < with.length; k++) {
            before += held[k];
            if (with[k] == held[k]) continue;
            double size = sizes[k];
            cost += (with[k] * (double) with[k] - held[k] * (double) held[k]) / (size * size);
        }
        return cost + 1e-6 * before / classes.length;
    }

    boolean holds(int fold, int example) {
        return places.get(example) == fold;
    }

    /** The classes of several examples that all lie in one fold, so that without it none is left. */
    Set<Integer> lonely(int[] classes) {
        Map<Integer, List<Integer>> of = new TreeMap<>();
        for (int i = 0; i < classes.length; i++)
            of.computeIfAbsent(classes[i], k -> new ArrayList<>()).add(places.get(i));
        of.values().removeIf(folds -> folds.size() == 1 || new HashSet<>(folds).size() > 1);
        return of.keySet();
    }
}

package org.multimodalneurons.embed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;

/**
 * Vectors that are nearly the same, as those of copies of one image are.
 *
 * @param pairs the most alike first, no more than were asked for
 * @param groups vectors that are linked by pairs, also by those that are not listed, the largest group first; each in order
 * @param found how many pairs there are in all
 */
public record Duplicates(List<Pair> pairs, List<List<Integer>> groups, long found) {

    /**
     * The cosine from which two images count as near-duplicates unless another is asked for. Measured with the embedded model on 300
     * of 3,216 drawings and words ({@code DuplicateFigures} of the benchmarks): of their copies at half the size 96 % are as near, and
     * all at twice the size and as JPEG of quality 75 and 50; half of the pictures have another that is, most of them words.
     */
    public static final double USUAL_THRESHOLD = .98;

    /** How far single precision may lie beside the cosine, with room. */
    private static final double ROUNDING = 1e-5;

    private static final Comparator<Pair> BEST_FIRST = Comparator.comparingDouble((Pair pair) -> -pair.cosine())
            .thenComparingInt(Pair::a)
            .thenComparingInt(Pair::b);

    /**
     * Two vectors.
     *
     * @param a place of the first
     * @param b place of the second, behind it
     * @param cosine of the two
     */
    public record Pair(int a, int b, double cosine) {}

    /** Copies the lists. */
    public Duplicates {
        pairs = List.copyOf(pairs);
        groups = groups.stream().map(List::copyOf).toList();
    }

    /**
     * Compares every two vectors. Memory grows with their number and the pairs asked for, not with the pairs that there are.
     *
     * @param vectors [n][components], raw or of length 1
     * @param threshold the least cosine, -1 to 1
     * @param most pairs to be listed, at least 1
     * @throws UserException when a number is out of range, or there are fewer than 2 vectors
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static Duplicates of(float[][] vectors, double threshold, int most, Progress progress) {
        check(vectors.length, threshold, most);
        var search = new Search(CosinePairs.units(vectors), threshold, most);
        new CosinePairs(search.units).forEach("Looking for duplicates", progress, search::see);
        return search.result();
    }

    /**
     * Whether so many vectors can be compared in this way.
     *
     * @throws UserException as {@link #of}
     */
    public static void check(int vectors, double threshold, int most) {
        if (!(threshold >= -1 && threshold <= 1))
            throw new UserException("The threshold is " + threshold + "; it is a cosine, from -1 to 1.");
        if (most < 1) throw new UserException("The pairs to be listed are " + most + "; at least 1 is needed.");
        if (vectors < 2)
            throw new UserException("Duplicates are looked for among at least 2 images, and there "
                    + (vectors == 1 ? "is 1" : "is none") + ".");
    }

    private static final class Search {

        private final List<float[]> units;
        private final double threshold;
        private final int most;
        private final PriorityQueue<Pair> best = new PriorityQueue<>(BEST_FIRST.reversed());
        private final int[] leader;
        private long found;

        Search(List<float[]> units, double threshold, int most) {
            this.units = units;
            this.threshold = threshold;
            this.most = most;
            leader = new int[units.size()];
            for (int i = 0; i < leader.length; i++) leader[i] = i;
        }

        void see(int a, int b, float roughly) {
            if (roughly < threshold - ROUNDING) return;
            double cosine = Math.min(1, Vectors.dot(units.get(a), units.get(b)));
            if (cosine < threshold - 1e-7) return; // equal vectors of single precision miss 1 by so much
            found++;
            leader[leader(b)] = leader(a);
            var pair = new Pair(a, b, cosine);
            if (best.size() == most && BEST_FIRST.compare(best.peek(), pair) <= 0) return;
            best.add(pair);
            if (best.size() > most) best.remove();
        }

        private int leader(int place) {
            int at = place;
            while (leader[at] != at) {
                leader[at] = leader[leader[at]]; // shortens the way for the next
                at = leader[at];
            }
            return at;
        }

        Duplicates result() {
            Map<Integer, List<Integer>> members = new TreeMap<>();
            for (int i = 0; i < leader.length; i++)
                members.computeIfAbsent(leader(i), first -> new ArrayList<>()).add(i);
            List<List<Integer>> groups = members.values().stream()
                    .filter(group -> group.size() > 1)
                    .sorted(Comparator.comparingInt((List<Integer> group) -> -group.size())
                            .thenComparing(group -> group.get(0)))
                    .toList();
            return new Duplicates(best.stream().sorted(BEST_FIRST).toList(), groups, found);
        }
    }
}

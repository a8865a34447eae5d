package org.multimodalneurons.probe;

import java.util.Arrays;
import java.util.List;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The Mann-Whitney U test of whether one sample tends to be larger than another. Commons Math's own does not correct for
 * ties, which responses cut off at 0 are full of.
 *
 * @param auc area under the ROC curve: the chance that a value of the first sample is larger than one of the second, ties
 *     counting half
 * @param u the statistic, auc times the number of pairs
 * @param p that a difference as large or larger in this direction comes by chance: normal approximation with the
 *     corrections for ties and continuity; 1 where all values are equal
 * @see <a href="https://doi.org/10.1214/aoms/1177730491">Mann and Whitney 1947</a>
 */
public record MannWhitney(double auc, double u, double p) {

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /** Two samples of one stratum, neither empty: the one that is thought to be the larger, and the other. */
    @SuppressWarnings("ArrayRecordComponent") // a plain carrier of numbers, never compared
    public record Pair(float[] larger, float[] smaller) {}

    /**
     * Compares two samples, neither empty.
     *
     * @param larger sample that is thought to be the larger
     * @param smaller sample that is thought to be the smaller
     */
    public static MannWhitney of(float[] larger, float[] smaller) {
        return stratified(List.of(new Pair(larger, smaller)));
    }

    /**
     * Compares within strata: values of different strata are never held against each other.
     *
     * @param strata at least one
     */
    public static MannWhitney stratified(List<Pair> strata) {
        double u = 0;
        double pairs = 0;
        double variance = 0;
        for (Pair stratum : strata) {
            double m = stratum.larger().length;
            double n = stratum.smaller().length;
            double total = m + n;
            u += u(stratum.larger(), stratum.smaller());
            pairs += m * n;
            variance += m * n / 12 * (total + 1 - ties(stratum.larger(), stratum.smaller()) / (total * (total - 1)));
        }
        double p = variance > 0 ? NORMAL.cumulativeProbability(-(u - pairs / 2 - .5) / Math.sqrt(variance)) : 1;
        return new MannWhitney(u / pairs, u, p);
    }

    /** The area alone; see {@link #auc()}. */
    public static double auc(float[] larger, float[] smaller) {
        return u(larger, smaller) / ((double) larger.length * smaller.length);
    }

    /** Pairs in which the first is larger; ties count half. */
    private static double u(float[] larger, float[] smaller) {
        float[] a = sorted(larger);
        float[] b = sorted(smaller);
        long halves = 0;
        int below = 0;
        int notAbove = 0;
        for (float value : a) {
            while (below < b.length && b[below] < value) below++;
            while (notAbove < b.length && b[notAbove] <= value) notAbove++;
            halves += below + notAbove;
        }
        return halves / 2.0;
    }

    /** Sum of t³ - t over the groups of t equal values. */
    private static double ties(float[] first, float[] second) {
        float[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        Arrays.sort(all);
        double sum = 0;
        for (int from = 0, to; from < all.length; from = to) {
            for (to = from + 1; to < all.length && all[to] == all[from]; ) to++;
            double t = to - from;
            sum += t * t * t - t;
        }
        return sum;
    }

    private static float[] sorted(float[] values) {
        float[] copy = values.clone();
        Arrays.sort(copy);
        return copy;
    }
}

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
        return stratified(
                strata,
                strata.stream()
                        .mapToDouble(stratum -> ties(both(stratum.larger(), stratum.smaller())))
                        .toArray());
    }

    /**
     * The same where the ties are known already.
     *
     * @param ties of each stratum; see {@link #ties}
     */
    static MannWhitney stratified(List<Pair> strata, double[] ties) {
        double u = 0;
        double pairs = 0;
        double variance = 0;
        for (int i = 0; i < ties.length; i++) {
            Pair stratum = strata.get(i);
            double m = stratum.larger().length;
            double n = stratum.smaller().length;
            double total = m + n;
            u += u(stratum.larger(), stratum.smaller());
            pairs += m * n;
            variance += m * n / 12 * (total + 1 - ties[i] / (total * (total - 1)));
        }
        double p = variance > 0 ? NORMAL.cumulativeProbability(-(u - pairs / 2 - .5) / Math.sqrt(variance)) : 1;
        return new MannWhitney(u / pairs, u, p);
    }

    /** The area alone; see {@link #auc()}. */
    public static double auc(float[] larger, float[] smaller) {
        return u(larger, smaller) / ((double) larger.length * smaller.length);
    }

    /** Pairs in which the first is larger; ties count half. The shorter sample is sorted, the other looked up in it. */
    private static double u(float[] larger, float[] smaller) {
        boolean firstIsShort = larger.length < smaller.length;
        float[] sorted = (firstIsShort ? larger : smaller).clone();
        Arrays.sort(sorted);
        long halves = 0;
        for (float value : firstIsShort ? smaller : larger)
            halves += below(sorted, value) + below(sorted, Math.nextUp(value));
        return (firstIsShort ? 2L * larger.length * smaller.length - halves : halves) / 2.0;
    }

    /** How many values of a sorted sample are below a limit. */
    private static int below(float[] sorted, float limit) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < limit) from = middle + 1;
            else to = middle;
        }
        return from;
    }

    private static float[] both(float[] first, float[] second) {
        float[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /**
     * Sum of t³ - t over the groups of t equal values.
     *
     * @param values both samples together, in any order; they are sorted in place
     */
    static double ties(float[] values) {
        Arrays.sort(values);
        double sum = 0;
        for (int from = 0, to; from < values.length; from = to) {
            for (to = from + 1; to < values.length && values[to] == values[from]; ) to++;
            double t = to - from;
            sum += t * t * t - t;
        }
        return sum;
    }
}

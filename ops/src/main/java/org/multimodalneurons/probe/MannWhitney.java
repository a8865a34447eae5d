package org.multimodalneurons.probe;

import java.util.Arrays;

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

    /**
     * Compares.
     *
     * @param larger sample that is thought to be the larger, not empty
     * @param smaller sample that is thought to be the smaller, not empty
     */
    public static MannWhitney of(float[] larger, float[] smaller) {
        double m = larger.length;
        double n = smaller.length;
        double total = m + n;
        double ties = ties(larger, smaller);
        double u = u(larger, smaller);
        double deviation = Math.sqrt(m * n / 12 * (total + 1 - ties / (total * (total - 1))));
        double p = deviation > 0 ? NORMAL.cumulativeProbability(-(u - m * n / 2 - .5) / deviation) : 1;
        return new MannWhitney(u / (m * n), u, Math.min(1, p));
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

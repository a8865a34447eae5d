package org.multimodalneurons.probe;

import java.util.List;

import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.multimodalneurons.probe.MannWhitney.Pair;

/**
 * How far two samples lie apart, in standard deviations.
 *
 * @see <a href="https://doi.org/10.4324/9780203771587">Cohen 1988, equation 2.5.1</a>
 */
public final class CohensD {

    private CohensD() {}

    /**
     * Difference of the means over the pooled standard deviation.
     *
     * @return NaN with fewer than three values in all or where nothing varies
     */
    public static double of(float[] first, float[] second) {
        return of(summary(first), summary(second));
    }

    private static double of(SummaryStatistics a, SummaryStatistics b) {
        double freedom = a.getN() + b.getN() - 2.0;
        double pooled = Math.sqrt((a.getSecondMoment() + b.getSecondMoment()) / freedom);
        return freedom > 0 && pooled > 0 ? (a.getMean() - b.getMean()) / pooled : Double.NaN;
    }

    /** The same over strata, where each is first moved so that the mean of its smaller sample is 0. */
    static double stratified(List<Pair> strata) {
        SummaryStatistics a = new SummaryStatistics();
        SummaryStatistics b = new SummaryStatistics();
        for (Pair stratum : strata) {
            double zero = summary(stratum.smaller()).getMean();
            for (float value : stratum.larger()) a.addValue(value - zero);
            for (float value : stratum.smaller()) b.addValue(value - zero);
        }
        return of(a, b);
    }

    private static SummaryStatistics summary(float[] values) {
        var summary = new SummaryStatistics();
        for (float value : values) summary.addValue(value);
        return summary;
    }
}

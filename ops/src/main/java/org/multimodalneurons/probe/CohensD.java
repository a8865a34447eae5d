package org.multimodalneurons.probe;

import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

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
        SummaryStatistics a = summary(first);
        SummaryStatistics b = summary(second);
        double freedom = a.getN() + b.getN() - 2.0;
        double pooled = Math.sqrt((a.getSecondMoment() + b.getSecondMoment()) / freedom);
        return freedom > 0 && pooled > 0 ? (a.getMean() - b.getMean()) / pooled : Double.NaN;
    }

    private static SummaryStatistics summary(float[] values) {
        var summary = new SummaryStatistics();
        for (float value : values) summary.addValue(value);
        return summary;
    }
}

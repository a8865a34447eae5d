package org.multimodalneurons;

import java.util.Random;
import java.util.function.ToDoubleFunction;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/**
 * What a number is known to, with 95 % confidence.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {

    private static final double LOW = 2.5;
    private static final double HIGH = 97.5;
    private static final double CONFIDENCE = .95;

    /**
     * The percentile bootstrap: computes a statistic again and again on samples drawn anew.
     *
     * @param resamples how often, 1000 or so
     * @param seed the same gives the same interval
     * @param statistic draws its samples with the random numbers given, and computes
     * @see <a href="https://doi.org/10.1214/aos/1176344552">Efron 1979</a>
     */
    public static Interval bootstrap(int resamples, long seed, ToDoubleFunction<Random> statistic) {
        Random random = new Random(seed);
        double[] values = new double[resamples];
        for (int i = 0; i < resamples; i++) values[i] = statistic.applyAsDouble(random);
        Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
        percentile.setData(values);
        return new Interval(percentile.evaluate(LOW), percentile.evaluate(HIGH));
    }

    /**
     * Of a share: Wilson's score interval.
     *
     * @param successes 0 to trials
     * @param trials at least 1
     * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson 1927</a>
     */
    public static Interval wilson(int successes, int trials) {
        ConfidenceInterval interval = new WilsonScoreInterval().createInterval(trials, successes, CONFIDENCE);
        return new Interval(Math.max(0, interval.getLowerBound()), Math.min(1, interval.getUpperBound()));
    }

    /**
     * Of a share that is known as well as from so many trials, which need not be whole: Wilson's score interval.
     *
     * @param share 0 to 1
     * @param trials above 0
     * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson 1927</a>
     */
    public static Interval wilsonOfShare(double share, double trials) {
        double z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
        double shrink = 1 + z * z / trials;
        double centre = (share + z * z / (2 * trials)) / shrink;
        double half = z / shrink * Math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials));
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
    }

    /** As many values as there are, drawn with replacement. */
    public static float[] redrawn(float[] values, Random random) {
        float[] drawn = new float[values.length];
        for (int i = 0; i < drawn.length; i++) drawn[i] = values[random.nextInt(values.length)];
        return drawn;
    }
}

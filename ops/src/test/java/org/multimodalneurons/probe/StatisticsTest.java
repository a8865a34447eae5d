package org.multimodalneurons.probe;

import java.util.List;
import java.util.Random;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.Interval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Against SciPy 1.17.1 and scikit-learn 1.9.1: {@code roc_auc_score}, {@code mannwhitneyu(..., alternative="greater",
 * method="asymptotic")}, {@code false_discovery_control}, {@code numpy.percentile}; Cohen's d by its formula in NumPy.
 */
class StatisticsTest {

    private static final float[] A = {3, 5, 5, 8, 2, 9, 0, 0};
    private static final float[] B = {1, 5, 2, 0, 0, 4, 7, 5, 3, 0};

    @Test
    void theAreaUnderTheCurveCountsTiesHalf() {
        assertEquals(.6125, MannWhitney.auc(A, B), 1e-12);
        assertEquals(1 - .6125, MannWhitney.auc(B, A), 1e-12);
        assertEquals(.5, MannWhitney.auc(new float[] {1, 1}, new float[] {1, 1, 1}));
        assertEquals(.5, MannWhitney.auc(new float[] {-0f}, new float[] {1, -1}));
    }

    @Test
    void theUTestCorrectsForTies() {
        assertEquals(49, MannWhitney.of(A, B).u());
        assertEquals(.22123380714882268, MannWhitney.of(A, B).p(), 1e-9);
        assertEquals(31, MannWhitney.of(B, A).u());
        assertEquals(.8046613595759937, MannWhitney.of(B, A).p(), 1e-9);
        assertEquals(1, MannWhitney.of(new float[] {2, 2}, new float[] {2}).p());
    }

    @Test
    void strataAreOnlyComparedWithinThemselves() {
        float[] highA = {103, 105, 105, 108, 102, 109, 100, 100};
        float[] highB = {101, 105, 102, 100, 100, 104, 107, 105, 103, 100};
        MannWhitney both =
                MannWhitney.stratified(List.of(new MannWhitney.Pair(A, B), new MannWhitney.Pair(highA, highB)));
        assertEquals(.6125, both.auc(), 1e-12);
        assertEquals(98, both.u());
        // 2 u with twice the variance: z = (18 - .5) / (sqrt(2) * s), where (9 - .5) / s is the z of one stratum
        double z = new NormalDistribution().inverseCumulativeProbability(1 - .22123380714882268);
        assertEquals(
                1 - new NormalDistribution().cumulativeProbability(17.5 * z / (8.5 * Math.sqrt(2))), both.p(), 1e-9);
        List<MannWhitney.Pair> strata = List.of(new MannWhitney.Pair(A, B), new MannWhitney.Pair(highA, highB));
        assertEquals(.44573247924800813 * Math.sqrt(34 / 32.), CohensD.stratified(strata), 1e-9);
    }

    @Test
    void cohensDIsTheDifferenceInPooledDeviations() {
        assertEquals(.44573247924800813, CohensD.of(A, B), 1e-12);
        assertTrue(Double.isNaN(CohensD.of(new float[] {1}, new float[] {2})));
        assertTrue(Double.isNaN(CohensD.of(new float[] {1, 1}, new float[] {1, 1})));
    }

    @Test
    void pValuesAreCorrectedForTheirNumber() {
        assertArrayEquals(
                new double[] {.04, .064, .064, .04, .5714285714285714, .064, 1, .26666666666666666},
                BenjaminiHochberg.adjust(new double[] {.01, .04, .03, .005, .5, .04, 1, .2}),
                1e-15);
    }

    @Test
    void theIntervalOfAMeanIsThatOfManyResamples() {
        float[] values = new float[40];
        for (int i = 0; i < values.length; i++) values[i] = (float) Math.pow(i + 1, 1.5);
        Interval interval = Interval.bootstrap(20_000, 7, random -> mean(Interval.redrawn(values, random)));
        assertEquals(80.89, interval.low(), 1); // 200,000 resamples with NumPy
        assertEquals(128.55, interval.high(), 1);
        assertEquals(interval, Interval.bootstrap(20_000, 7, random -> mean(Interval.redrawn(values, random))));
    }

    @Test
    void theEndsOfAnIntervalAreInterpolatedAsNumPyDoes() {
        double[] values = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5};
        int[] next = {0};
        Interval interval = Interval.bootstrap(values.length, 1, (Random any) -> values[next[0]++]);
        assertEquals(new Interval(1, 8.25), interval);
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) sum += value;
        return sum / values.length;
    }

    /** Against the formula in double precision, with z = 1.959963984540054. */
    @Test
    void wilsonsIntervalIsThatOfTheFormula() {
        Interval interval = Interval.wilson(8, 10);
        assertEquals(.4901625, interval.low(), 1e-6);
        assertEquals(.9433178, interval.high(), 1e-6);
        assertEquals(0, Interval.wilson(0, 34).low(), 1e-12);
        assertEquals(.1015146, Interval.wilson(0, 34).high(), 1e-6);
    }
}

package org.multimodalneurons.embed.classifier;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.multimodalneurons.Interval;
import org.multimodalneurons.embed.classifier.ConfusionMatrix.ClassQuality;
import org.multimodalneurons.embed.classifier.ConfusionMatrix.Share;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Against scikit-learn's metrics and SciPy's Wilson intervals. */
class HeldOutTest {

    private static final double EXACT = 1e-9;
    private static final Reference REFERENCE = Reference.read();
    private static final HeldOut HELD_OUT = REFERENCE.heldOut(1);

    private static void assertShare(double value, double[] interval, Share actual) {
        assertEquals(value, actual.value(), EXACT);
        assertInterval(interval, actual.interval());
    }

    private static void assertInterval(double[] expected, Interval actual) {
        assertEquals(Math.max(0, expected[0]), actual.low(), 1e-6);
        assertEquals(Math.min(1, expected[1]), actual.high(), 1e-6);
    }

    @Test
    void answersAreCountedByClass() {
        ConfusionMatrix confusion = HELD_OUT.confusion();
        for (int k = 0; k < 4; k++)
            assertArrayEquals(REFERENCE.confusion()[k], confusion.counts()[k]);
        assertEquals(60, confusion.size());
        assertEquals(REFERENCE.accuracy(), confusion.accuracy(), EXACT);
        assertEquals(REFERENCE.balancedAccuracy(), confusion.balancedAccuracy(), EXACT);
        assertInterval(REFERENCE.balancedAccuracyInterval(), confusion.balancedAccuracyInterval());
    }

    @Test
    void precisionRecallAndTheirHarmonicMeanHaveIntervals() {
        List<ClassQuality> classes = HELD_OUT.confusion().classes();
        for (int k = 0; k < 4; k++) {
            assertShare(
                    REFERENCE.precision()[k],
                    REFERENCE.precisionIntervals()[k],
                    classes.get(k).precision());
            assertShare(
                    REFERENCE.recall()[k],
                    REFERENCE.recallIntervals()[k],
                    classes.get(k).recall());
            assertShare(
                    REFERENCE.f1()[k],
                    REFERENCE.f1Intervals()[k],
                    classes.get(k).f1());
        }
    }

    @Test
    void aClassWithoutImagesOrAnswersHasNoShares() {
        var confusion = new ConfusionMatrix(List.of("a", "b"), new int[][] {{3, 0}, {0, 0}});
        ClassQuality missing = confusion.classes().get(1);
        assertTrue(Double.isNaN(missing.precision().value())
                && Double.isNaN(missing.recall().value()));
        assertEquals(1, confusion.balancedAccuracy());
        Interval interval = confusion.balancedAccuracyInterval();
        assertTrue(interval.low() < .9 && interval.high() == 1, interval.toString());
    }

    @Test
    void probabilitiesAreScored() {
        assertEquals(REFERENCE.logLoss(), HELD_OUT.logLoss(), EXACT);
        assertEquals(REFERENCE.brierScore(), HELD_OUT.brierScore(), EXACT);
        assertEquals(REFERENCE.calibrationError(), HELD_OUT.calibrationError(10), EXACT);
        List<Reliability> ranges = HELD_OUT.reliability(10);
        assertEquals(60, ranges.stream().mapToInt(Reliability::count).sum());
        List<Reliability> used =
                ranges.stream().filter(range -> range.count() > 0).toList();
        assertEquals(REFERENCE.reliability().length, used.size());
        for (int i = 0; i < used.size(); i++) {
            double[] expected = REFERENCE.reliability()[i];
            assertEquals(expected[0], used.get(i).weight(), EXACT);
            assertEquals(expected[1], used.get(i).confidence(), EXACT);
            assertEquals(expected[2], used.get(i).accuracy(), EXACT);
            assertInterval(Arrays.copyOfRange(expected, 3, 5), used.get(i).interval());
        }
    }

    @Test
    void moreOfTheSameImagesOfAClassChangeNoFigureOnProbabilities() {
        int[] places = IntStream.concat(
                        IntStream.range(0, 60),
                        IntStream.range(0, 60 * 9)
                                .map(i -> i % 60)
                                .filter(i -> REFERENCE.classes()[i] == 2))
                .toArray();
        int[] answers = IntStream.of(places).map(i -> REFERENCE.classes()[i]).toArray();
        double[][] said =
                IntStream.of(places).mapToObj(i -> HELD_OUT.probabilities()[i]).toArray(double[][]::new);
        HeldOut more = new HeldOut(REFERENCE.labels(), answers, said, Collections.nCopies(places.length, 0));
        assertEquals(60 + 9 * 18, more.size());
        assertEquals(HELD_OUT.logLoss(), more.logLoss(), EXACT);
        assertEquals(HELD_OUT.brierScore(), more.brierScore(), EXACT);
        assertEquals(HELD_OUT.calibrationError(10), more.calibrationError(10), EXACT);
        double[][] logits =
                IntStream.of(places).mapToObj(i -> REFERENCE.logits()[i]).toArray(double[][]::new);
        assertEquals(REFERENCE.temperature(), Temperature.fit(logits, answers), .02 * REFERENCE.temperature());
    }

    /** One in twenty images is rare; a number tells it by two standard deviations, so the true logits are known. */
    @Test
    void probabilitiesAreJudgedAsThoseOfClassesThatAreEquallyFrequent() {
        Random random = new Random(6);
        int[] answers = IntStream.range(0, 4000).map(i -> i % 20 == 0 ? 1 : 0).toArray();
        double[][] logits = IntStream.of(answers)
                .mapToObj(rare -> new double[] {0, 2 * (rare * 2 + random.nextGaussian()) - 2})
                .toArray(double[][]::new);
        HeldOut equal = rare(answers, logits, 1);
        assertTrue(equal.calibrationError(10) < .04, "" + equal.calibrationError(10));
        assertEquals(1, Temperature.fit(logits, answers), .1);
        double[][] asFrequent = Arrays.stream(logits)
                .map(row -> new double[] {Math.log(19), row[1]})
                .toArray(double[][]::new);
        HeldOut frequent = rare(answers, asFrequent, 1);
        assertTrue(frequent.calibrationError(10) > .2, "" + frequent.calibrationError(10));
        assertTrue(frequent.logLoss() > 1.5 * equal.logLoss());
        assertTrue(frequent.brierScore() > 1.5 * equal.brierScore());
        assertTrue(rare(answers, logits, .2).calibrationError(10) > .08);
    }

    private static HeldOut rare(int[] answers, double[][] logits, double temperature) {
        double[][] said = Arrays.stream(logits)
                .map(row -> Temperature.shares(row, temperature))
                .toArray(double[][]::new);
        return new HeldOut(List.of("common", "rare"), answers, said, Collections.nCopies(answers.length, 0));
    }

    @Test
    void theTemperatureIsThatOfLeastCrossEntropyAndCalibrates() {
        double temperature = Temperature.fit(REFERENCE.logits(), REFERENCE.classes());
        assertEquals(REFERENCE.temperature(), temperature, 1e-4);
        HeldOut calibrated = REFERENCE.heldOut(temperature);
        assertEquals(REFERENCE.calibratedError(), calibrated.calibrationError(10), 1e-4);
        assertTrue(calibrated.calibrationError(10) < .8 * HELD_OUT.calibrationError(10));
        assertTrue(calibrated.logLoss() < HELD_OUT.logLoss());
    }

    @Test
    void aFewAnswersThatAllAreRightAreNotTakenForCertain() {
        double[][] logits = {{9, 0}, {0, 9}, {8, 0}};
        double temperature = Temperature.fit(logits, new int[] {0, 1, 0});
        assertEquals(.875, Temperature.shares(logits[0], temperature)[0], .02); // 3.5 of 4
    }
}

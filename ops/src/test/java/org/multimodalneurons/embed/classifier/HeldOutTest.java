package org.multimodalneurons.embed.classifier;

import java.util.List;

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
        assertEquals(REFERENCE.balancedLogLoss(), HELD_OUT.balancedLogLoss(), EXACT);
        assertEquals(REFERENCE.brierScore(), HELD_OUT.brierScore(), EXACT);
        assertEquals(REFERENCE.calibrationError(), HELD_OUT.calibrationError(10), EXACT);
        assertEquals(
                60,
                HELD_OUT.reliability(10).stream().mapToInt(Reliability::count).sum());
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

package org.multimodalneurons.embed.classifier;

import java.util.Arrays;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.multimodalneurons.Progress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Against scikit-learn's LogisticRegression and SciPy's L-BFGS-B on the same loss. */
class LogisticRegressionTest {

    private static final double TOLERANCE = 2e-4; // of weights whose loss has slopes of 1e-6 at a price of 6e-3
    private static final Reference REFERENCE = Reference.read();

    private static LinearClasses fit(LogisticRegression regression, double price) {
        return regression.classes(regression.minimum(price, regression.start(), Progress.NONE));
    }

    private static void assertSame(double[][] weights, double[] biases, LinearClasses actual) {
        for (int k = 0; k < biases.length; k++) {
            for (int i = 0; i < weights[k].length; i++)
                assertEquals(weights[k][i], actual.weights()[k][i], TOLERANCE, k + ", " + i);
            assertEquals(biases[k], actual.biases()[k], TOLERANCE);
        }
    }

    @Test
    void weightsAndBiasesAreThoseOfScikitLearn() {
        var regression = LogisticRegression.free(REFERENCE.vectors(), REFERENCE.classes(), 4);
        assertSame(REFERENCE.weights(), REFERENCE.biases(), fit(regression, REFERENCE.price()));
    }

    @Test
    void twoClassesAreToldApartAsByOneDirectionAtHalfThePrice() {
        int two = REFERENCE.binary().probabilities().length;
        float[][] vectors = Arrays.copyOf(REFERENCE.vectors(), two);
        var regression = LogisticRegression.free(vectors, Arrays.copyOf(REFERENCE.classes(), two), 2);
        LinearClasses classes = fit(regression, REFERENCE.binary().price());
        for (int i = 0; i < two; i++)
            assertArrayEquals(
                    REFERENCE.binary().probabilities()[i],
                    Temperature.shares(classes.logits(vectors[i]), 1),
                    TOLERANCE);
    }

    @Test
    void directionsAreDrawnToThoseGivenAlsoThatOfAClassWithoutASample() {
        var anchored = REFERENCE.anchored();
        var regression = LogisticRegression.towards(anchored.anchors(), REFERENCE.vectors(), REFERENCE.classes());
        assertSame(anchored.weights(), anchored.biases(), fit(regression, anchored.price()));
    }

    @Test
    void atAHighPriceTheyAreThoseGiven() {
        double[][] anchors = REFERENCE.anchored().anchors();
        LinearClasses classes = fit(LogisticRegression.towards(anchors, REFERENCE.vectors(), REFERENCE.classes()), 1e4);
        assertSame(anchors, new double[anchors.length], classes);
    }

    @Test
    void itCanBeCancelled() {
        Progress impatient = new Progress() {
            @Override
            public void report(long done, long total, String message) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        var regression = LogisticRegression.free(REFERENCE.vectors(), REFERENCE.classes(), 4);
        assertThrows(CancellationException.class, () -> regression.minimum(1e-3, regression.start(), impatient));
    }
}

package org.multimodalneurons.embed.classifier;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.IntStream;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.Progress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    void samplesLeftOutAreAsIfTheyHadNotBeen() {
        int[] places = IntStream.range(0, 60).filter(i -> i % 5 != 2).toArray();
        float[][] some =
                IntStream.of(places).mapToObj(i -> REFERENCE.vectors()[i]).toArray(float[][]::new);
        int[] answers = IntStream.of(places).map(i -> REFERENCE.classes()[i]).toArray();
        LinearClasses expected = fit(LogisticRegression.free(some, answers, 4), .01);
        LinearClasses actual = fit(
                LogisticRegression.free(REFERENCE.vectors(), REFERENCE.classes(), 4)
                        .on(places),
                .01);
        for (int k = 0; k < 4; k++) assertArrayEquals(expected.weights()[k], actual.weights()[k], 0);
    }

    @Test
    void leavingEachOutInTurnCopiesNoSample() {
        int count = 300;
        int length = 512;
        int[] classes = IntStream.range(0, count).map(i -> i % 2).toArray();
        var regression = LogisticRegression.free(new float[count][length], classes, 2);
        int[] places = IntStream.range(1, count).toArray();
        regression.on(places);
        var memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < count; i++) regression.on(places);
        long each = (memory.getCurrentThreadAllocatedBytes() - before) / count;
        assertTrue(each < (long) count * length * Float.BYTES / 20, each + " bytes");
    }
}

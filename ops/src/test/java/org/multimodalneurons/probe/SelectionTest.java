package org.multimodalneurons.probe;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.multimodalneurons.embed.Vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Sparse combinations, against scikit-learn 1.9.1 (orthogonal_mp; Lasso with tol 1e-12, no intercept, alpha = price / 9;
 * lars_path) and scipy 1.17.1's nnls. The problem: atoms a[i][k] = sin(1 + 3i + ik + k²/2), i < 14, k < 9, target y[k] =
 * cos(k² + 0.3k), each divided by its length.
 */
class SelectionTest {

    private static final double TOLERANCE = 1e-6;
    private static final double[][] ATOMS = IntStream.range(0, 14)
            .mapToObj(i -> unit(IntStream.range(0, 9)
                    .mapToDouble(k -> Math.sin(1 + 3 * i + i * k + .5 * k * k))
                    .toArray()))
            .toArray(double[][]::new);
    private static final double[] TARGET = unit(
            IntStream.range(0, 9).mapToDouble(k -> Math.cos(k * k + .3 * k)).toArray());

    @ParameterizedTest
    @CsvSource({
        "1, 5, .51678548, .267067229578678",
        "2, 2 5, .43670441 .4866225, .4568681690077582",
        "3, 1 2 5, -.29518994 .4053087 .59577851, .5315779498126579",
        "5, 1 2 5 7 9, -.80231265 .58283787 .39180119 .43054284 -.71095371, .7134778306615204",
    })
    void orthogonalMatchingPursuitAgreesWithScikitLearn(int terms, String units, String weights, double explained) {
        List<Integer> chosen = Selection.OMP.choose(ATOMS, TARGET, terms, Sign.SIGNED).stream()
                .sorted()
                .toList();
        assertEquals(Arrays.stream(numbers(units)).mapToObj(i -> (int) i).toList(), chosen);
        double[][] support = chosen.stream().map(i -> ATOMS[i]).toArray(double[][]::new);
        double[] actual = Sign.SIGNED.leastSquares(support, TARGET);
        assertArrayEquals(numbers(weights), actual, TOLERANCE);
        double[] residual = Sign.residual(support, actual, TARGET);
        assertEquals(explained, 1 - Vectors.dot(residual, residual), TOLERANCE);
    }

    @ParameterizedTest
    @CsvSource({
        "SIGNED, .05, .75102389 -.11042377 .38581571 .22163894 0 0 -.31722511 .30866885 0 0 .74622556 0 -.3928386 -.00357717",
        "SIGNED, .2, .05039322 0 .25656226 0 0 .27806391 0 .02874093 0 0 0 0 0 0",
        "NON_NEGATIVE, .05, .69225705 0 .39490422 .25874551 0 0 0 .27547391 0 .03199717 .52578858 0 0 0",
        "NON_NEGATIVE, .4, 0 0 .06254728 0 0 .11246536 0 0 0 0 0 0 0 0",
    })
    void theLassoAgreesWithScikitLearn(Sign sign, double price, String weights) {
        assertArrayEquals(numbers(weights), new Lasso(ATOMS, TARGET, sign).at(price), TOLERANCE);
    }

    /** The weights where lars_path's next atom enters. */
    @ParameterizedTest
    @CsvSource({
        "SIGNED, 1, 5, .04991808",
        "SIGNED, 3, 0 2 5, .01966495 .21918315 .25906757",
        "SIGNED, 5, 0 1 2 5 7, .08585658 -.10881203 .32689893 .37448277 .109865",
        "NON_NEGATIVE, 4, 0 2 5 7, .11954549 .34068192 .32081414 .09342081",
    })
    void theLassoOfSoManyTermsEndsWhereTheNextWouldEnter(Sign sign, int terms, String units, String weights) {
        double[] actual = new Lasso(ATOMS, TARGET, sign).withAtMost(terms);
        double[] expected = new double[14];
        double[] places = numbers(units);
        for (int i = 0; i < places.length; i++) expected[(int) places[i]] = numbers(weights)[i];
        assertArrayEquals(expected, actual, 1e-5);
    }

    @Test
    void nonNegativeLeastSquaresAgreesWithScipy() {
        assertArrayEquals(
                numbers(".23843252 0 .47304381 0 0 .40130635"),
                Sign.NON_NEGATIVE.leastSquares(Arrays.copyOf(ATOMS, 6), TARGET),
                TOLERANCE);
        double[] all = Sign.NON_NEGATIVE.leastSquares(ATOMS, TARGET);
        double[] residual = Sign.residual(ATOMS, all, TARGET);
        assertEquals(0, Vectors.dot(residual, residual), TOLERANCE);
        assertTrue(Arrays.stream(all).allMatch(weight -> weight >= 0));
    }

    @ParameterizedTest
    @EnumSource(Selection.class)
    void aKnownSumIsFoundAgain(Selection selection) {
        double[][] atoms = new double[8][8];
        for (int i = 0; i < 8; i++) atoms[i][i] = 1;
        double[] target = {0, .8, 0, -.5, 0, .3, 0, .01};
        assertEquals(List.of(1, 3, 5), selection.choose(atoms, target, 3, Sign.SIGNED));
        assertEquals(List.of(1, 5), selection.choose(atoms, target, 2, Sign.NON_NEGATIVE));
    }

    @ParameterizedTest
    @EnumSource(Selection.class)
    void aTargetThatNothingPointsToHasNoPositiveTerms(Selection selection) {
        double[][] atoms = {{1, 0}, {0, 1}};
        assertEquals(List.of(), selection.choose(atoms, new double[] {-1, -1}, 2, Sign.NON_NEGATIVE));
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    private static double[] unit(double[] vector) {
        double length = Math.sqrt(Vectors.dot(vector, vector));
        return Arrays.stream(vector).map(value -> value / length).toArray();
    }
}

package org.multimodalneurons.probe;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

class FactorizationTest {

    /**
     * scikit-learn 1.9.1: NMF(2, solver='mu', init='custom', max_iter=50, tol=0) from the same start, X[i][j] = |sin(1 + 2i
     * + 3j)|, W[i][f] = .5 + .4 cos(i + 2f), H[f][j] = .5 + .4 sin(2f + j).
     */
    @Test
    void theMultiplicativeRulesAgreeWithScikitLearn() {
        RealMatrix x = matrix(6, 5, (i, j) -> Math.abs(Math.sin(1 + 2 * i + 3 * j)));
        RealMatrix w = matrix(6, 2, (i, f) -> .5 + .4 * Math.cos(i + 2 * f));
        RealMatrix h = matrix(2, 5, (f, j) -> .5 + .4 * Math.sin(2 * f + j));
        Factorization once = Factorization.from(x, w, h, 1);
        assertEquals(.9244484134524477, once.error(), 1e-9);
        Factorization often = Factorization.from(x, w, h, 50);
        assertEquals(.029191351773211225, often.error(), 1e-9);
        assertArrayEquals(
                new double[] {.84234982, .75725076, .65597901, .54041251, .42465742},
                often.rows().multiply(often.factors()).getRow(0),
                1e-8);
        assertArrayEquals(new double[] {.9852193, .00573821}, often.rows().getRow(1), 1e-7);
    }

    /** Parts that do not overlap, each alone in some row, can be taken apart in one way only. */
    @Test
    void knownPartsAreFoundAgainTheStrongestFirst() {
        RealMatrix parts = matrix(2, 6, (f, j) -> j / 3 == f ? 1 / Math.sqrt(3) : 0);
        RealMatrix amounts = matrix(5, 2, (i, f) -> f == 0 ? i : 8 - 2 * i);
        Factorization found = Factorization.of(amounts.multiply(parts), 2, 5000, 1);
        assertEquals(0, found.error(), 1e-2);
        for (int row = 0; row < 5; row++)
            assertArrayEquals(new double[] {8 - 2 * row, row}, found.rows().getRow(row), 1e-2);
        assertArrayEquals(parts.getRow(1), found.factors().getRow(0), 1e-2);
    }

    @Test
    void theSameSeedGivesTheSameParts() {
        RealMatrix x = matrix(6, 5, (i, j) -> Math.abs(Math.sin(1 + 2 * i + 3 * j)));
        assertEquals(
                Factorization.of(x, 3, 50, 4).rows(),
                Factorization.of(x, 3, 50, 4).rows());
    }

    private interface Element {
        double at(int row, int column);
    }

    private static RealMatrix matrix(int rows, int columns, Element element) {
        RealMatrix matrix = new Array2DRowRealMatrix(rows, columns);
        for (int i = 0; i < rows; i++) for (int j = 0; j < columns; j++) matrix.setEntry(i, j, element.at(i, j));
        return matrix;
    }
}

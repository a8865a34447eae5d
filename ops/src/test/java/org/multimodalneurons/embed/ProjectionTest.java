package org.multimodalneurons.embed;

import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Maps of vectors of which the groups are known. */
class ProjectionTest {

    private static final int GROUPS = 3;
    private static final int EACH = 40;

    @ParameterizedTest
    @EnumSource(Projection.class)
    void nearestNeighboursAreOfTheSameGroup(Projection projection) {
        float[][] vectors = groups();
        double[][] map = projection.of(vectors, Progress.NONE);
        int alike = 0;
        for (int i = 0; i < map.length; i++) if (nearest(map, i) % GROUPS == i % GROUPS) alike++;
        assertTrue(alike > .95 * map.length, alike + " of " + map.length);
    }

    @ParameterizedTest
    @EnumSource(Projection.class)
    void theSameVectorsGiveTheSameMap(Projection projection) {
        double[][] first = projection.of(groups(), Progress.NONE);
        double[][] second = projection.of(groups(), Progress.NONE);
        for (int i = 0; i < first.length; i++) assertArrayEquals(first[i], second[i], 0);
    }

    @Test
    void principalComponentsAreTheWidestDirections() {
        Random random = new Random(1);
        float[][] vectors = new float[200][5];
        for (float[] vector : vectors) {
            vector[3] = (float) (10 * random.nextGaussian());
            vector[1] = (float) (3 * random.nextGaussian()) + 7;
            vector[0] = (float) random.nextGaussian();
        }
        double[][] map = Projection.PCA.of(vectors, Progress.NONE);
        for (int i = 0; i < map.length; i++)
            for (int j = 0; j < i; j++) {
                assertEquals(
                        Math.abs(vectors[i][3] - vectors[j][3]), Math.abs(map[i][0] - map[j][0]), 1.5, "first axis");
                assertEquals(
                        Math.abs(vectors[i][1] - vectors[j][1]), Math.abs(map[i][1] - map[j][1]), 3, "second axis");
            }
    }

    @Test
    void equalVectorsLieInOnePlaceAndAreNoError() {
        double[][] map = Projection.PCA.of(new float[][] {{1, 2}, {1, 2}, {1, 2}, {1, 2}}, Progress.NONE);
        for (double[] point : map) assertArrayEquals(new double[2], point, 1e-9);
        for (double[] point : Projection.TSNE.of(new float[5][3], Progress.NONE))
            assertTrue(Double.isFinite(point[0]) && Double.isFinite(point[1]));
    }

    @Test
    void tooFewOrTooManyVectorsAreRefused() {
        assertThrows(UserException.class, () -> Projection.PCA.of(new float[3][2], Progress.NONE));
        assertThrows(UserException.class, () -> Projection.TSNE.check(1_000_000));
        Projection.PCA.check(1_000_000);
    }

    @Test
    void aMapCanBeCancelled() {
        Progress stopped = new Progress() {
            @Override
            public void report(long done, long total, String message) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThrows(CancellationException.class, () -> Projection.TSNE.of(groups(), stopped));
    }

    private static float[][] groups() {
        Random random = new Random(7);
        float[][] vectors = new float[GROUPS * EACH][12];
        for (int i = 0; i < vectors.length; i++) {
            for (int j = 0; j < 12; j++) vectors[i][j] = (float) (.3 * random.nextGaussian());
            vectors[i][i % GROUPS] += 3;
        }
        return vectors;
    }

    private static int nearest(double[][] map, int from) {
        int best = -1;
        for (int i = 0; i < map.length; i++)
            if (i != from && (best < 0 || distance(map, from, i) < distance(map, from, best))) best = i;
        return best;
    }

    private static double distance(double[][] map, int i, int j) {
        return Math.hypot(map[i][0] - map[j][0], map[i][1] - map[j][1]);
    }
}

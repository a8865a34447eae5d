package org.multimodalneurons.embed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Maps of vectors of which the groups are known. */
class ProjectionTest {

    private static final int GROUPS = 3;
    private static final int EACH = 40;

    @ParameterizedTest
    @EnumSource(Projection.class)
    void nearestNeighboursAreOfTheSameGroup(Projection projection) {
        float[][] vectors = groups();
        double[][] map = projection.of(vectors, 1, Progress.NONE);
        int alike = 0;
        for (int i = 0; i < map.length; i++) if (nearest(map, i) % GROUPS == i % GROUPS) alike++;
        assertTrue(alike > .95 * map.length, alike + " of " + map.length);
    }

    @ParameterizedTest
    @EnumSource(Projection.class)
    void theSameVectorsGiveTheSameMap(Projection projection) {
        double[][] first = projection.of(groups(), 1, Progress.NONE);
        double[][] second = projection.of(groups(), 1, Progress.NONE);
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
        double[][] map = Projection.PCA.of(vectors, 1, Progress.NONE);
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
        double[][] map = Projection.PCA.of(new float[][] {{1, 2}, {1, 2}, {1, 2}, {1, 2}}, 1, Progress.NONE);
        for (double[] point : map) assertArrayEquals(new double[2], point, 1e-9);
        for (double[] point : Projection.TSNE.of(new float[5][3], 1, Progress.NONE))
            assertTrue(Double.isFinite(point[0]) && Double.isFinite(point[1]));
    }

    @Test
    void tooFewOrTooManyVectorsAreRefused() {
        assertThrows(UserException.class, () -> Projection.PCA.of(new float[3][2], 1, Progress.NONE));
        assertThrows(UserException.class, () -> Projection.TSNE.check(1_000_000));
        Projection.PCA.check(1_000_000);
    }

    @ParameterizedTest
    @EnumSource(Projection.class)
    void aMapCanBeCancelled(Projection projection) {
        assertThrows(CancellationException.class, () -> projection.of(groups(), 1, new Cancelling(1)));
    }

    @ParameterizedTest
    @EnumSource(Projection.class)
    void whatIsNoNumberIsRefused(Projection projection) {
        float[][] vectors = groups();
        vectors[6][2] = Float.NaN;
        String message = assertThrows(UserException.class, () -> projection.of(vectors, 1, Progress.NONE))
                .getMessage();
        assertTrue(message.contains("Vector 7 holds NaN"), message);
    }

    @ParameterizedTest
    @EnumSource(Projection.class)
    void itIsFoundByItsLabel(Projection projection) {
        assertEquals(projection, Projection.named(projection.label()));
        String message = assertThrows(UserException.class, () -> Projection.named("Isomap"))
                .getMessage();
        assertTrue(message.contains(projection.label()), message);
    }

    @Test
    void principalComponentsAndTheirSharesAreTheReferences() {
        float[][] vectors = SetFixture.vectors();
        double[][] map = Projection.PCA.of(vectors, 1, Progress.NONE);
        double[][] expected = SetFixture.rows("pca");
        double[] shares = SetFixture.numbers("pca_shares");
        for (int axis = 0; axis < 2; axis++) {
            double sign = Math.signum(map[0][axis] * expected[0][axis]); // an axis has two ends
            for (int i = 0; i < map.length; i++) assertEquals(expected[i][axis], sign * map[i][axis], 1e-5);
            assertEquals(shares[axis], PrincipalAxes.share(axis, vectors, map), 1e-6);
        }
        assertEquals("PC 1 (74.2 % of the variance)", Projection.PCA.axis(0, vectors, map));
        assertEquals("UMAP 2", Projection.UMAP.axis(1, vectors, map));
    }

    @Test
    void umapKeepsNeighboursAsWellAsTheReferences() {
        float[][] vectors = SetFixture.vectors();
        double shadow = trustworthiness(vectors, Projection.PCA.of(vectors, 1, Progress.NONE));
        assertEquals(SetFixture.number("pca_trustworthiness"), shadow, 1e-9, "how it is measured");
        for (int seed = 1; seed <= 3; seed++) {
            double kept = trustworthiness(vectors, Projection.UMAP.of(vectors, seed, Progress.NONE));
            assertEquals(SetFixture.number("umap_trustworthiness"), kept, .015, "seed " + seed);
        }
    }

    @Test
    void anotherSeedGivesAnotherUmapAndNoOtherMap() {
        double[][] first = Projection.UMAP.of(groups(), 1, Progress.NONE);
        double[][] second = Projection.UMAP.of(groups(), 2, Progress.NONE);
        assertNotEquals(first[0][0], second[0][0]);
        assertArrayEquals(
                Projection.TSNE.of(groups(), 1, Progress.NONE)[5],
                Projection.TSNE.of(groups(), 2, Progress.NONE)[5]);
    }

    @Test
    void umapPlacesCopiesAndVeryFewVectors() {
        float[][] copies = new float[60][3];
        for (float[] vector : copies) vector[1] = 1;
        for (float[][] vectors : new float[][][] {copies, new float[5][3], {{1, 0}, {0, 1}, {1, 1}, {-1, 0}}})
            for (double[] point : Projection.UMAP.of(vectors, 1, Progress.NONE))
                assertTrue(Double.isFinite(point[0]) && Double.isFinite(point[1]));
    }

    @Test
    void umapPlacesMoreThanTheLibraryComparesOneByOne() {
        float[][] vectors = new float[4200][6];
        Random random = new Random(3);
        for (int i = 0; i < vectors.length; i++) {
            for (int k = 0; k < 6; k++) vectors[i][k] = (float) (.2 * random.nextGaussian());
            vectors[i][i % GROUPS] += 1;
        }
        double[][] map = Projection.UMAP.of(vectors, 1, Progress.NONE);
        int alike = 0;
        for (int i = 0; i < 300; i++) if (nearest(map, i) % GROUPS == i % GROUPS) alike++;
        assertTrue(alike > 285, alike + " of 300");
    }

    /** Below 4096 vectors the library compares all, which may take minutes, before it draws a number. */
    @Test
    void umapCanBeCancelledWhileItCompares() {
        float[][] vectors = new float[300][6];
        Random random = new Random(3);
        for (float[] vector : vectors)
            for (int k = 0; k < vector.length; k++) vector[k] = (float) random.nextGaussian();
        Progress stoppingWhileComparing = new Progress() {
            @Override
            public void report(long done, long total, String message) {}

            @Override
            public boolean cancelled() {
                return StackWalker.getInstance()
                        .walk(calls ->
                                calls.anyMatch(call -> call.getMethodName().equals("distance")));
            }
        };
        assertThrows(CancellationException.class, () -> Projection.UMAP.of(vectors, 1, stoppingWhileComparing));
    }

    @Test
    void aMapThatWaitsForAnotherCanBeCancelled() throws InterruptedException, ExecutionException {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        Progress holding = new Progress() {
            @Override
            public void report(long done, long total, String message) {
                begun.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public boolean cancelled() {
                return false;
            }
        };
        var first = CompletableFuture.supplyAsync(() -> Projection.UMAP.of(groups(), 1, holding));
        try {
            begun.await();
            assertTimeoutPreemptively(
                    Duration.ofSeconds(60),
                    () -> assertThrows(
                            CancellationException.class, () -> Projection.UMAP.of(groups(), 1, new Cancelling(3))));
        } finally {
            release.countDown();
        }
        assertEquals(GROUPS * EACH, first.get().length);
    }

    @Test
    void umapSaysNothingOnTheConsole() throws IOException {
        PrintStream console = System.out;
        try (var said = new ByteArrayOutputStream();
                var listening = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(listening);
            Projection.UMAP.of(groups(), 1, Progress.NONE);
            Projection.UMAP.of(new float[][] {{1, 0}, {0, 1}, {1, 1}, {-1, 0}}, 1, Progress.NONE);
            assertEquals("", said.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(console);
        }
    }

    /** How few of the 10 neighbours on a map were no neighbours before (Venna and Kaski 2001), by cosines. */
    private static double trustworthiness(float[][] vectors, double[][] map) {
        int n = map.length;
        int k = 10;
        double penalty = 0;
        for (int i = 0; i < n; i++) {
            int from = i;
            List<Integer> others =
                    IntStream.range(0, n).filter(j -> j != from).boxed().toList();
            List<Integer> before = others.stream()
                    .sorted(Comparator.comparingDouble(j -> -Vectors.cosine(vectors[from], vectors[j])))
                    .toList();
            List<Integer> after = others.stream()
                    .sorted(Comparator.comparingDouble(j -> distance(map, from, j)))
                    .limit(k)
                    .toList();
            for (int neighbour : after) penalty += Math.max(0, before.indexOf(neighbour) + 1 - k);
        }
        return 1 - penalty * 2 / (n * k * (2. * n - 3 * k - 1));
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

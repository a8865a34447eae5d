package org.multimodalneurons.embed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Clusters, against scikit-learn's. */
class ClustersTest {

    private static final float[][] VECTORS = SetFixture.vectors();

    @Test
    void kMeansFindsTheClustersOfTheReference() {
        Clusters clusters = Clusters.kMeans(VECTORS, 3, 1, Progress.NONE);
        assertSame(SetFixture.whole("kmeans"), clusters.numbers());
        assertEquals(SetFixture.number("kmeans_silhouette"), clusters.silhouette(), 1e-6);
    }

    @Test
    void representativesAreTheMedoidsOfTheReference() {
        Clusters clusters = Clusters.kMeans(VECTORS, 3, 1, Progress.NONE);
        int[] expected = SetFixture.whole("kmeans_medoids");
        int[] labels = SetFixture.whole("kmeans");
        for (Clusters.Group group : clusters.clusters())
            assertEquals(expected[labels[group.representative()]], group.representative());
    }

    @Test
    void theSilhouetteOfAClusterIsTheMeanOfTheReferencesOverItsVectors() {
        Clusters clusters = Clusters.kMeans(VECTORS, 3, 1, Progress.NONE);
        double[] expected = SetFixture.numbers("kmeans_silhouettes");
        for (Clusters.Group group : clusters.clusters()) {
            double mean = IntStream.range(0, VECTORS.length)
                    .filter(i -> clusters.numbers().get(i) == group.number())
                    .mapToDouble(i -> expected[i])
                    .average()
                    .orElseThrow();
            assertEquals(mean, group.silhouette(), 1e-6);
        }
    }

    @Test
    void everyNumberOfClustersIsAsGoodAsTheReferences() {
        for (int k = 2; k <= 4; k++)
            assertEquals(
                    SetFixture.silhouette(k),
                    Clusters.kMeans(VECTORS, k, 1, Progress.NONE).silhouette(),
                    1e-6,
                    k + " clusters");
    }

    @Test
    void theNumberOfClustersIsChosenByTheLargestSilhouette() {
        Clusters clusters = Clusters.kMeans(VECTORS, 1, Progress.NONE);
        assertEquals(4, clusters.clusters().size());
        assertEquals(SetFixture.silhouette(4), clusters.silhouette(), 1e-6);
    }

    @Test
    void dbscanFindsTheClustersAndTheNoiseOfTheReference() {
        Clusters clusters = Clusters.dbscan(VECTORS, .12, 5, Progress.NONE);
        int[] expected = SetFixture.whole("dbscan");
        assertSame(expected, clusters.numbers());
        assertEquals(Arrays.stream(expected).filter(label -> label < 0).count(), clusters.noise());
        for (int i = 0; i < expected.length; i++)
            assertEquals(expected[i] < 0, clusters.numbers().get(i) == Clusters.NOISE);
        assertEquals(SetFixture.number("dbscan_silhouette"), clusters.silhouette(), 1e-6);
    }

    @Test
    void clustersAreNumberedByTheirSize() {
        Clusters clusters = Clusters.kMeans(VECTORS, 4, 1, Progress.NONE);
        List<Clusters.Group> groups = clusters.clusters();
        for (int c = 0; c < groups.size(); c++) {
            Clusters.Group group = groups.get(c);
            assertEquals(c + 1, group.number());
            assertEquals(
                    group.size(),
                    clusters.numbers().stream()
                            .filter(number -> number == group.number())
                            .count());
            if (c > 0) assertTrue(group.size() <= groups.get(c - 1).size());
        }
    }

    @Test
    void theSameSeedGivesTheSameClusters() {
        float[][] shapeless = new float[60][4];
        for (int i = 0; i < 60; i++)
            for (int k = 0; k < 4; k++) shapeless[i][k] = (float) Math.sin(37. * i + 11 * k * k);
        assertEquals(Clusters.kMeans(shapeless, 7, 5, Progress.NONE), Clusters.kMeans(shapeless, 7, 5, Progress.NONE));
    }

    @Test
    void lengthsOfVectorsDoNotCount() {
        float[][] longer = Arrays.stream(VECTORS).map(float[]::clone).toArray(float[][]::new);
        for (int i = 0; i < longer.length; i++) for (int k = 0; k < 8; k++) longer[i][k] *= 1 << (i % 4);
        assertEquals(
                Clusters.kMeans(VECTORS, 3, 1, Progress.NONE).numbers(),
                Clusters.kMeans(longer, 3, 1, Progress.NONE).numbers());
        assertNotEquals(VECTORS[1][0], longer[1][0]);
    }

    @Test
    void equalImagesAreOneClusterAndCannotBeTwo() {
        float[][] same = {{1, 2}, {1, 2}, {2, 4}, {1, 2}};
        Clusters one = Clusters.kMeans(same, 1, 1, Progress.NONE);
        assertEquals(List.of(1, 1, 1, 1), one.numbers());
        assertTrue(Double.isNaN(one.silhouette()));
        assertEquals(1, one.clusters().get(0).cohesion(), 1e-6);
        assertEquals(
                List.of(1, 1, 1, 1),
                Clusters.dbscan(same, .01, 3, Progress.NONE).numbers());
        assertMessage("from 1 to 1", () -> Clusters.kMeans(same, 2, 1, Progress.NONE));
        assertMessage("found 4 of which 1 is different", () -> Clusters.kMeans(same, 1, Progress.NONE));
        float[][] two = {{1, 0}, {0, 1}};
        assertMessage("found 2 of which 2 are different", () -> Clusters.kMeans(two, 1, Progress.NONE));
    }

    @Test
    void copiesMakeNoEmptyClusters() {
        float[][] copies = {{1, 0}, {1, 0}, {1, 0}, {1, 0}, {0, 1}, {-1, 0}};
        Clusters clusters = Clusters.kMeans(copies, 3, 1, Progress.NONE);
        assertEquals(List.of(1, 1, 1, 1, 2, 3), clusters.numbers());
    }

    @Test
    void kindsOfCopiesAreCountedAsTheyAre() {
        for (int kinds : new int[] {2, 4, 18, 30}) {
            Clusters clusters = Clusters.kMeans(copies(kinds, 15, false), 1, Progress.NONE);
            assertEquals(kinds, clusters.clusters().size());
            assertEquals(1, clusters.silhouette(), 1e-12);
        }
    }

    @Test
    void halfAsManyClustersAsImagesAreTriedFromTwelveToFifty() {
        int[][] expected = {{3, 2}, {10, 9}, {13, 12}, {24, 12}, {36, 18}, {100, 50}, {10_000, 50}};
        for (int[] each : expected) assertEquals(each[1], Clusters.mostTried(each[0]), "of " + each[0]);
    }

    @Test
    void roundingBetweenNearCopiesIsNoDistance() {
        float[][] near = copies(4, 15, true);
        for (int k = 2; k <= 12; k++) assertSilhouettesInRange(Clusters.kMeans(near, k, 1, Progress.NONE));
        Clusters chosen = Clusters.kMeans(near, 1, Progress.NONE);
        assertEquals(4, chosen.clusters().size());
        assertEquals(1, chosen.silhouette(), 1e-12);
        for (int i = 0; i < near.length; i++)
            assertEquals(chosen.numbers().get(i % 4), chosen.numbers().get(i), "cluster of " + i);
    }

    @Test
    void bothZerosAreEqual() {
        float[][] same = {{1, 0}, {1, -0f}, {2, 0}};
        assertMessage("from 1 to 1", () -> Clusters.kMeans(same, 2, 1, Progress.NONE));
    }

    @Test
    void differentImagesAreCountedInNoTime() {
        float[][] many = new float[400_000][]; // each with each they would take many minutes
        for (int i = 0; i < many.length; i++)
            many[i] = new float[] {(float) Math.cos(i * 1e-5), (float) Math.sin(i * 1e-5)};
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertMessage("from 1 to ", () -> Clusters.kMeans(many, 400_001, 1, Progress.NONE)));
    }

    @Test
    void theProgressOfTheChoiceNeverGoesBack() {
        List<Double> shares = new ArrayList<>();
        Clusters.kMeans(VECTORS, 1, new Progress() {
            @Override
            public void report(long done, long total, String message) {
                shares.add((double) done / total);
            }

            @Override
            public boolean cancelled() {
                return false;
            }
        });
        assertEquals(shares.stream().sorted().toList(), shares);
        assertEquals(0, shares.get(0));
        assertTrue(shares.get(shares.size() - 1) > .9);
    }

    @Test
    void silhouettesCanBeCancelled() {
        List<List<Integer>> halves = List.of(
                IntStream.range(0, 48).boxed().toList(),
                IntStream.range(48, 96).boxed().toList());
        assertThrows(CancellationException.class, () -> new Silhouettes(VECTORS, halves, new Cancelling(20)));
    }

    @Test
    void oneImageIsAClusterOfItsOwnOrNoise() {
        float[][] one = {{3, 4}};
        assertEquals(List.of(1), Clusters.kMeans(one, 1, 1, Progress.NONE).numbers());
        assertEquals(
                List.of(Clusters.NOISE),
                Clusters.dbscan(one, .1, 2, Progress.NONE).numbers());
        assertEquals(List.of(1), Clusters.dbscan(one, .1, 1, Progress.NONE).numbers());
    }

    @Test
    void wrongRequestsAreRefused() {
        assertMessage("from 1 to 96", () -> Clusters.kMeans(VECTORS, 97, 1, Progress.NONE));
        assertMessage("from 1 to 96", () -> Clusters.kMeans(VECTORS, -1, 1, Progress.NONE));
        assertMessage("radius", () -> Clusters.dbscan(VECTORS, 0, 5, Progress.NONE));
        assertMessage("NaN", () -> Clusters.dbscan(VECTORS, Double.NaN, 5, Progress.NONE));
        assertMessage("at least 1", () -> Clusters.dbscan(VECTORS, .1, 0, Progress.NONE));
        assertMessage("no image", () -> Clusters.kMeans(new float[0][], 1, 1, Progress.NONE));
        float[][] broken = {{1, 0}, {0, Float.NaN}};
        assertMessage("Vector 2 holds NaN", () -> Clusters.kMeans(broken, 1, 1, Progress.NONE));
    }

    @Test
    void clusteringCanBeCancelled() {
        float[][] many = new float[300][4];
        for (int i = 0; i < 300; i++) for (int k = 0; k < 4; k++) many[i][k] = (float) Math.sin(37. * i + k);
        assertThrows(CancellationException.class, () -> Clusters.kMeans(many, 5, 1, new Cancelling(3)));
        assertThrows(CancellationException.class, () -> Clusters.dbscan(many, .1, 3, new Cancelling(2)));
    }

    /** Kinds in turn, each in a direction of its own. */
    private static float[][] copies(int kinds, int each, boolean jitter) {
        Random random = new Random(9);
        float[][] kind = new float[kinds][64];
        for (float[] vector : kind) for (int k = 0; k < vector.length; k++) vector[k] = (float) random.nextGaussian();
        float[][] copies = new float[kinds * each][];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = kind[i % kinds].clone();
            if (jitter)
                for (int k = 0; k < copies[i].length; k++)
                    if (random.nextBoolean()) copies[i][k] = Math.nextUp(copies[i][k]);
        }
        return copies;
    }

    private static void assertSilhouettesInRange(Clusters clusters) {
        assertTrue(Math.abs(clusters.silhouette()) <= 1, () -> "silhouette " + clusters.silhouette());
        for (Clusters.Group group : clusters.clusters()) assertTrue(Math.abs(group.silhouette()) <= 1, group::toString);
    }

    /** Whether two ways to number clusters tell the same ones. */
    private static void assertSame(int[] expected, List<Integer> numbers) {
        assertEquals(expected.length, numbers.size());
        Map<Integer, Integer> renamed = new HashMap<>();
        Map<Integer, Integer> back = new HashMap<>();
        for (int i = 0; i < expected.length; i++) {
            int own = numbers.get(i);
            int theirs = expected[i];
            assertEquals(own, renamed.computeIfAbsent(theirs, label -> own), "cluster of " + i);
            assertEquals(theirs, back.computeIfAbsent(own, number -> theirs), "label of " + i);
        }
    }

    private static void assertMessage(String part, Executable work) {
        String message = assertThrows(UserException.class, work).getMessage();
        assertTrue(message.contains(part), message);
    }
}

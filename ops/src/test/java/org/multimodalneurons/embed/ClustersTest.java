package org.multimodalneurons.embed;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
        assertMessage("there is 1", () -> Clusters.kMeans(same, 1, Progress.NONE));
    }

    @Test
    void copiesMakeNoEmptyClusters() {
        float[][] copies = {{1, 0}, {1, 0}, {1, 0}, {1, 0}, {0, 1}, {-1, 0}};
        Clusters clusters = Clusters.kMeans(copies, 3, 1, Progress.NONE);
        assertEquals(List.of(1, 1, 1, 1, 2, 3), clusters.numbers());
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

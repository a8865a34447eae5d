package org.multimodalneurons.embed;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Near-duplicates and outliers, against numpy and scikit-learn. */
class DuplicatesTest {

    private static final float[][] VECTORS = SetFixture.vectors();

    @Test
    void thePairsAreTheReferences() {
        Duplicates duplicates = Duplicates.of(VECTORS, .97, 1000, Progress.NONE);
        double[][] expected = SetFixture.rows("pairs");
        assertEquals(expected.length, duplicates.pairs().size());
        assertEquals(expected.length, duplicates.found());
        for (double[] pair : expected) {
            Duplicates.Pair own = duplicates.pairs().stream()
                    .filter(each -> each.a() == (int) pair[0] && each.b() == (int) pair[1])
                    .findFirst()
                    .orElseThrow();
            assertEquals(pair[2], own.cosine(), 1e-6);
        }
    }

    @Test
    void theBestPairsAreKeptWhereThereAreMore() {
        List<Duplicates.Pair> all =
                Duplicates.of(VECTORS, .9, 100_000, Progress.NONE).pairs();
        Duplicates few = Duplicates.of(VECTORS, .9, 10, Progress.NONE);
        assertEquals(all.subList(0, 10), few.pairs());
        assertEquals(all.size(), few.found());
        for (int i = 1; i < all.size(); i++)
            assertTrue(all.get(i).cosine() <= all.get(i - 1).cosine());
    }

    @Test
    void groupsLinkWhateverPairsLinkEvenThoseNotListed() {
        float[][] chain = new float[7][2];
        double[] degrees = {0, 5, 90, 10, 180, 184, 15};
        for (int i = 0; i < 7; i++)
            chain[i] = new float[] {
                (float) Math.cos(Math.toRadians(degrees[i])), (float) Math.sin(Math.toRadians(degrees[i]))
            };
        Duplicates duplicates = Duplicates.of(chain, Math.cos(Math.toRadians(6)), 1, Progress.NONE);
        assertEquals(List.of(List.of(0, 1, 3, 6), List.of(4, 5)), duplicates.groups());
        assertEquals(1, duplicates.pairs().size());
        assertEquals(4, duplicates.found());
        assertEquals(4, duplicates.pairs().get(0).a());
    }

    @Test
    void equalImagesOfAnyLengthArePairsAtAThresholdOfOne() {
        float[][] same = {{.1f, .2f, .7f}, {.3f, .1f, 0}, {.2f, .4f, 1.4f}};
        Duplicates duplicates = Duplicates.of(same, 1, 10, Progress.NONE);
        assertEquals(1, duplicates.found());
        assertEquals(List.of(List.of(0, 2)), duplicates.groups());
    }

    @Test
    void setsOfSeveralBlocksAreComparedWholly() {
        int n = 2500;
        float[][] many = new float[n][16];
        Random random = new Random(4);
        for (float[] vector : many) for (int k = 0; k < 16; k++) vector[k] = (float) random.nextGaussian();
        int[][] copies = {{3, 1022}, {1023, 1024}, {10, 2499}, {2047, 2048}, {2100, 2101}};
        for (int[] pair : copies) many[pair[1]] = many[pair[0]].clone();
        Duplicates duplicates = Duplicates.of(many, .9999, 100, Progress.NONE);
        assertEquals(copies.length, duplicates.found());
        for (int[] pair : copies)
            assertTrue(duplicates.groups().contains(List.of(pair[0], pair[1])), duplicates.groups()::toString);
        List<Outliers.Outlier> outliers = Outliers.of(many, 1, Progress.NONE);
        assertEquals(n, outliers.size());
        for (Outliers.Outlier each : outliers.subList(n - 2 * copies.length, n)) assertEquals(1, each.score(), 1e-6);
        assertTrue(outliers.get(n - 2 * copies.length - 1).score() < .999);
    }

    @Test
    void outlierScoresAreTheReferences() {
        List<Outliers.Outlier> outliers = Outliers.of(VECTORS, 5, Progress.NONE);
        double[] expected = SetFixture.numbers("outlier_scores");
        for (Outliers.Outlier each : outliers) assertEquals(expected[each.item()], each.score(), 1e-6);
        for (int i = 1; i < outliers.size(); i++)
            assertTrue(outliers.get(i - 1).score() <= outliers.get(i).score());
        for (Outliers.Outlier each : outliers)
            assertEquals(
                    IntStream.range(0, VECTORS.length)
                            .filter(i -> i != each.item())
                            .mapToDouble(i -> Vectors.cosine(VECTORS[i], VECTORS[each.item()]))
                            .max()
                            .orElseThrow(),
                    Vectors.cosine(VECTORS[each.nearest()], VECTORS[each.item()]),
                    1e-6);
    }

    @Test
    void wrongRequestsAreRefused() {
        assertMessage("cosine", () -> Duplicates.of(VECTORS, 1.5, 10, Progress.NONE));
        assertMessage("NaN", () -> Duplicates.of(VECTORS, Double.NaN, 10, Progress.NONE));
        assertMessage("at least 1", () -> Duplicates.of(VECTORS, .9, 0, Progress.NONE));
        assertMessage("there is 1", () -> Duplicates.of(new float[1][3], .9, 1, Progress.NONE));
        assertMessage(
                "Vector 1 holds Infinity",
                () -> Duplicates.of(new float[][] {{Float.POSITIVE_INFINITY}, {1}}, .9, 1, Progress.NONE));
        assertMessage("there are 96 images", () -> Outliers.of(VECTORS, 96, Progress.NONE));
        assertMessage("there is 1 image", () -> Outliers.of(new float[1][3], 1, Progress.NONE));
        assertMessage("asked are 0", () -> Outliers.of(VECTORS, 0, Progress.NONE));
    }

    @Test
    void theSearchCanBeCancelled() {
        assertThrows(CancellationException.class, () -> Duplicates.of(VECTORS, .9, 1, new Cancelling(1)));
        assertThrows(CancellationException.class, () -> Outliers.of(VECTORS, 2, new Cancelling(0)));
    }

    private static void assertMessage(String part, Executable work) {
        String message = assertThrows(UserException.class, work).getMessage();
        assertTrue(message.contains(part), message);
    }
}

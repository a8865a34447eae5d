package org.multimodalneurons.attack.defence;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.attack.Lettering;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.embed.Vectors;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Directions along which words move embeddings, and embeddings without them. */
class ReadingDirectionsTest {

    private static final int COUNT = 5;
    private static final WrittenPairs PAIRS = FewPairs.make();

    private static ClipModel open(String model) {
        return model.isEmpty()
                ? ClipModel.embedded()
                : ClipModel.open(Reference.of(model).weights());
    }

    private static Embeddings embeddings(ClipModel clip, List<? extends PixelRows> pictures) {
        return new Embedder(clip).rawImages(pictures, Collections.nCopies(pictures.size(), "it"), Progress.NONE);
    }

    private static double along(double[] direction, float[] vector) {
        double part = 0;
        for (int i = 0; i < vector.length; i++) part += direction[i] * vector[i];
        return part;
    }

    @ParameterizedTest
    @ValueSource(strings = {"rn-openclip", "vit-openclip-gelu", ""})
    void directionsStandUprightOnOneAnotherAndEmbeddingsWithoutThemToo(String model) {
        try (ClipModel clip = open(model)) {
            ReadingDirections reading = ReadingDirections.learn(clip, PAIRS, COUNT, Progress.NONE);
            double[][] directions = reading.directions();
            assertEquals(COUNT, directions.length);
            for (double[] one : directions)
                for (double[] other : directions) {
                    double dot = 0;
                    for (int i = 0; i < one.length; i++) dot += one[i] * other[i];
                    assertEquals(one == other ? 1 : 0, dot, 1e-9);
                }
            List<PixelRows> written = PAIRS.written(clip).subList(0, 6);
            Embeddings seen = embeddings(clip, written);
            float[][] before = seen.vectors();
            for (Embeddings embeddings : List.of(seen, seen.unit())) {
                Embeddings without = reading.embed(clip, written, embeddings, Progress.NONE);
                assertEquals(embeddings.labels(), without.labels());
                for (int i = 0; i < without.size(); i++) {
                    double length = Math.sqrt(Vectors.dot(embeddings.vector(i), embeddings.vector(i)));
                    for (double[] direction : directions)
                        assertEquals(0, along(direction, without.vector(i)), 1e-5 * length);
                }
            }
            for (int i = 0; i < before.length; i++) assertArrayEquals(before[i], seen.vector(i));
        }
    }

    /** No direction takes more of the differences than the first, and together they take the most that so many can. */
    @ParameterizedTest
    @ValueSource(strings = {"rn-openclip", "vit-openclip-gelu"})
    void theStrongestDirectionComesFirst(String model) {
        try (ClipModel clip = open(model)) {
            double[][] directions =
                    ReadingDirections.learn(clip, PAIRS, COUNT, Progress.NONE).directions();
            float[][] bare = embeddings(clip, PAIRS.bare(clip)).unit().vectors();
            float[][] written = embeddings(clip, PAIRS.written(clip)).unit().vectors();
            double before = Double.POSITIVE_INFINITY;
            for (double[] direction : directions) {
                double taken = 0;
                for (int i = 0; i < written.length; i++)
                    taken +=
                            Math.pow(along(direction, Vectors.difference(written[i], bare[WrittenPairs.ground(i)])), 2);
                assertTrue(taken > 0 && taken <= before * (1 + 1e-6), taken + " after " + before);
                before = taken;
            }
        }
    }

    @Test
    void withoutReadingAWordMovesTheEmbeddedModelLess() {
        try (ClipModel clip = ClipModel.embedded()) {
            ReadingDirections reading = ReadingDirections.learn(clip, PAIRS, 16, Progress.NONE);
            Written other = Written.on(WrittenPairs.drawings().get(7), "ipod", Lettering.paper());
            Embeddings both =
                    embeddings(clip, List.of(other.ground(), other.picture())).unit();
            Embeddings without = reading.without(both);
            assertTrue(distance(without) < .9 * distance(both), distance(without) + " of " + distance(both));
        }
    }

    private static double distance(Embeddings both) {
        float[] difference = Vectors.difference(both.vector(0), both.vector(1));
        return Math.sqrt(Vectors.dot(difference, difference));
    }

    @Test
    void twoRunsLearnTheSameAndFewerAreTheFirst() {
        try (ClipModel clip = open("rn-openclip")) {
            ReadingDirections reading = ReadingDirections.learn(clip, PAIRS, COUNT, Progress.NONE);
            double[][] again =
                    ReadingDirections.learn(clip, PAIRS, COUNT, Progress.NONE).directions();
            for (int i = 0; i < COUNT; i++) assertArrayEquals(again[i], reading.directions()[i]);
            double[][] two = reading.first(2).directions();
            assertEquals(2, two.length);
            for (int i = 0; i < 2; i++) assertArrayEquals(again[i], two[i]);
        }
    }

    @Test
    void moreDirectionsThanCanBeLearnedAreRefused() {
        try (ClipModel clip = open("rn-openclip")) {
            for (int count : List.of(0, -1, 33, 64)) {
                UserException fault = assertThrows(
                        UserException.class, () -> ReadingDirections.learn(clip, PAIRS, count, Progress.NONE));
                assertTrue(fault.getMessage().contains("1 to 32"), fault.getMessage());
            }
            ReadingDirections two = ReadingDirections.learn(clip, PAIRS, 2, Progress.NONE);
            for (int count : List.of(0, 3)) {
                UserException fault = assertThrows(UserException.class, () -> two.first(count));
                assertTrue(fault.getMessage().contains("1 to 2"), fault.getMessage());
            }
        }
    }

    @Test
    void likePairsAreNoNewDirections() {
        PixelRows ground = Written.plain(64, 0xffffff);
        WrittenPairs alike = new WrittenPairs(List.of(ground, ground), List.of("pizza"));
        try (ClipModel clip = open("rn-openclip")) {
            UserException fault =
                    assertThrows(UserException.class, () -> ReadingDirections.learn(clip, alike, 12, Progress.NONE));
            assertTrue(fault.getMessage().contains("1 to 8"), fault.getMessage());
            assertEquals(
                    8, ReadingDirections.learn(clip, alike, 8, Progress.NONE).directions().length);
        }
    }

    @Test
    void pairsWithoutPicturesOrWordsAreRefused() {
        List<PixelRows> grounds = List.of(Written.plain(64, 0));
        assertThrows(UserException.class, () -> new WrittenPairs(List.of(), List.of("dog")));
        assertThrows(UserException.class, () -> new WrittenPairs(grounds, List.of()));
    }

    @Test
    void embeddingsOfAnotherModelAreRefused() {
        try (ClipModel clip = open("rn-openclip");
                ClipModel other = open("vit-openclip-gelu")) {
            ReadingDirections reading = ReadingDirections.learn(clip, PAIRS, 1, Progress.NONE);
            Embeddings foreign = embeddings(other, PAIRS.bare(other));
            assertNotEquals(clip.identity(), other.identity());
            UserException fault = assertThrows(UserException.class, () -> reading.without(foreign));
            assertTrue(fault.getMessage().contains(other.identity()), fault.getMessage());
        }
    }

    @Test
    void theUserCanStopIt() {
        try (ClipModel clip = open("rn-openclip")) {
            assertThrows(
                    CancellationException.class, () -> ReadingDirections.learn(clip, PAIRS, 1, Cancelled.PROGRESS));
        }
    }
}

package org.multimodalneurons.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ImageIndexTest {

    private static final String MODEL = "a model";
    private static final FileFacts FACTS = new FileFacts(1, 1);
    private static final int COMPONENTS = 48;

    @TempDir
    Path folder;

    private final Random random = new Random(1);

    @Test
    void aGraphFindsNearlyAllOfTheTrueNeighbours() throws IOException {
        int count = 6000;
        float[][] centres = new float[100][];
        for (int i = 0; i < centres.length; i++) centres[i] = around(new float[COMPONENTS], 1);
        try (var writing = new IndexWriting(place(), MODEL, 500, 2000)) {
            for (int i = 0; i < count; i++)
                writing.put("image-" + i, FACTS, 3, 2, around(centres[i % centres.length], .1));
            writing.drop("image-7");
            writing.connect(Progress.NONE);
        }
        int found = 0;
        try (ImageIndex index = open()) {
            assertEquals(count - 1, index.size());
            for (int i = 0; i < 50; i++) {
                Query query = Query.near(around(centres[2 * i], .1));
                List<Found> exact = index.searchAll(query, 10);
                List<Found> quick = index.search(query, 10);
                assertEquals(10, quick.size());
                List<String> files = quick.stream().map(Found::file).toList();
                found += (int) exact.stream()
                        .filter(each -> files.contains(each.file()))
                        .count();
                for (int k = 1; k < 10; k++)
                    assertTrue(exact.get(k - 1).cosine() >= exact.get(k).cosine(), "the best come first");
            }
        }
        assertTrue(found >= .95 * 500, found + " of 500 were found");
    }

    @Test
    void aGraphThatIsCancelledLeavesTheVectorsAsTheyWere() throws IOException {
        Progress impatient = new Progress() {
            private boolean begun;

            @Override
            public void report(long done, long total, String message) {
                begun = message.startsWith("Connecting");
            }

            @Override
            public boolean cancelled() {
                return begun;
            }
        };
        try (var writing = new IndexWriting(place(), MODEL, 4000, 2000)) {
            for (int i = 0; i < 12_000; i++) writing.put("image-" + i, FACTS, 3, 2, around(new float[COMPONENTS], 1));
            writing.commit();
            assertThrows(CancellationException.class, () -> writing.connect(impatient));
        }
        try (ImageIndex index = open()) {
            assertEquals(12_000, index.size());
            assertEquals(
                    5, index.search(Query.near(index.vector("image-8000")), 5).size());
        }
        try (var again = new IndexWriting(place(), MODEL, 4000, 2000)) {
            again.connect(Progress.NONE);
        }
        try (ImageIndex index = open()) {
            assertEquals(12_000, index.size());
        }
    }

    @Test
    void smallIndexesAreSearchedExactly() throws IOException {
        write(300);
        try (ImageIndex index = open()) {
            for (int i = 0; i < 20; i++) {
                Query query = Query.near(around(new float[COMPONENTS], 1));
                List<Found> exact = index.searchAll(query, 10);
                List<Found> quick = index.search(query, 10);
                for (int k = 0; k < 10; k++) {
                    assertEquals(exact.get(k).file(), quick.get(k).file());
                    assertEquals(exact.get(k).cosine(), quick.get(k).cosine(), 1e-6);
                }
            }
        }
    }

    @Test
    void examplesAreWeighedAndNotListed() throws IOException {
        write(50);
        try (ImageIndex index = open()) {
            float[] text = around(new float[COMPONENTS], 1);
            Query query = Query.near(text).moreLike(List.of("image-1")).lessLike(List.of("image-2", "image-3"), .8);
            float[] expected = new float[COMPONENTS];
            float[] more = index.vector("image-1");
            float[] less = Vectors.mean(List.of(index.vector("image-2"), index.vector("image-3")));
            for (int k = 0; k < COMPONENTS; k++) expected[k] = (float) ((text[k] + more[k]) / 2 - .8 * less[k]);
            List<Found> found = index.search(query, 47);
            assertEquals(47, found.size());
            assertTrue(found.stream()
                    .noneMatch(each -> List.of("image-1", "image-2", "image-3").contains(each.file())));
            for (Found each : found)
                assertEquals(Vectors.cosine(expected, index.vector(each.file())), each.cosine(), 1e-5);
        }
    }

    @Test
    void whatIsToBeAvoidedAloneGivesTheLeastAlike() throws IOException {
        write(50);
        try (ImageIndex index = open()) {
            Found least = index.search(Query.near(List.of()).lessLike(List.of("image-4"), 1), 1)
                    .get(0);
            assertNotEquals("image-4", least.file());
            float[] avoided = index.vector("image-4");
            for (int i = 0; i < 50; i++)
                assertTrue(Vectors.dot(avoided, index.vector("image-" + i)) >= -least.cosine() - 1e-5);
        }
    }

    @Test
    void allOthersAreFoundHoweverManyAreAskedFor() throws IOException {
        write(300);
        try (ImageIndex index = open()) {
            Query likeOne = Query.near(index.vector("image-0")).moreLike(List.of("image-1"));
            assertEquals(299, index.search(likeOne, Integer.MAX_VALUE).size());
            assertEquals(299, index.searchAll(likeOne, Integer.MAX_VALUE).size());
        }
    }

    @Test
    void questionsWithoutAnAnswerAreRefused() throws IOException {
        write(5);
        try (ImageIndex index = open()) {
            Query any = Query.near(index.vector("image-0"));
            assertEquals(5, index.search(any, 100).size(), "as many as there are");
            assertThrows(UserException.class, () -> index.search(any, 0));
            assertThrows(UserException.class, () -> index.search(Query.near(List.of()), 1));
            assertThrows(UserException.class, () -> any.lessLike(List.of("image-1"), 0));
            Query nothing = any.lessLike(List.of("image-0"), 1);
            assertTrue(assertThrows(UserException.class, () -> index.search(nothing, 1))
                    .getMessage()
                    .contains("cancel"));
            Query unknown = any.moreLike(List.of("nowhere.png"));
            assertTrue(assertThrows(UserException.class, () -> index.search(unknown, 1))
                    .getMessage()
                    .contains("nowhere.png"));
        }
    }

    private void write(int count) throws IOException {
        try (var writing = new IndexWriting(place(), MODEL)) {
            for (int i = 0; i < count; i++) writing.put("image-" + i, FACTS, 3, 2, around(new float[COMPONENTS], 1));
            writing.commit();
        }
    }

    private float[] around(float[] centre, double spread) {
        float[] vector = new float[centre.length];
        for (int i = 0; i < vector.length; i++) vector[i] = (float) (centre[i] + spread * random.nextGaussian());
        return Vectors.unit(vector);
    }

    private IndexPlace place() {
        return IndexPlace.in(folder);
    }

    private ImageIndex open() {
        return ImageIndex.open(place(), MODEL);
    }
}

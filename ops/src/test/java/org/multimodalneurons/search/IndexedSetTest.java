package org.multimodalneurons.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.Progress;
import org.multimodalneurons.StoppingAfter;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.EmbeddingSet.Item;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class IndexedSetTest {

    private static final FileFacts FACTS = new FileFacts(1, 1);

    @TempDir
    Path folder;

    @Test
    void theWholeIndexComesInNaturalOrderWithoutWhatIsGoneOrUnreadable() throws IOException {
        IndexPlace place = IndexPlace.in(folder);
        try (var writing = new IndexWriting(place, "a model", 2, 1000)) { // a part for every two
            writing.put("b/slice10.png", FACTS, 3, 2, new float[] {1, 0});
            writing.put("b/slice2.png", FACTS, 3, 2, new float[] {0, 1});
            writing.put("gone.png", FACTS, 3, 2, new float[] {.6f, .8f});
            writing.put("a/b/c.png", FACTS, 3, 2, new float[] {.8f, .6f});
            writing.put("top.png", FACTS, 3, 2, new float[] {-1, 0});
            writing.putFault("damaged.png", FACTS, "damaged");
            writing.drop("gone.png");
            writing.commit();
        }
        EmbeddingSet set = IndexedSet.of(place, Progress.NONE);
        assertEquals("a model", set.embeddings().model());
        assertEquals(
                List.of(
                        new Item("a/b/c.png", "b", folder.resolve("a/b/c.png").toString(), 1),
                        new Item(
                                "b/slice2.png",
                                "b",
                                folder.resolve("b/slice2.png").toString(),
                                1),
                        new Item(
                                "b/slice10.png",
                                "b",
                                folder.resolve("b/slice10.png").toString(),
                                1),
                        new Item("top.png", "", folder.resolve("top.png").toString(), 1)),
                set.items());
        assertArrayEquals(
                new float[][] {{.8f, .6f}, {0, 1}, {1, 0}, {-1, 0}},
                set.embeddings().vectors());
    }

    @Test
    void readingIsToldAndCanBeCancelled() throws IOException {
        IndexPlace place = IndexPlace.in(folder);
        try (var writing = new IndexWriting(place, "a model", 2, 1000)) {
            for (int i = 0; i < 5; i++) writing.put("slice" + i + ".png", FACTS, 3, 2, new float[] {1, 0});
            writing.commit();
        }
        StoppingAfter never = new StoppingAfter(Integer.MAX_VALUE);
        assertEquals(5, IndexedSet.of(place, never).size());
        assertEquals(5, never.told());
        assertTrue(never.isAtTheEnd());
        for (int stop = 0; stop <= 5; stop++) {
            StoppingAfter some = new StoppingAfter(stop);
            assertThrows(CancellationException.class, () -> IndexedSet.of(place, some));
        }
    }

    @Test
    void aFolderWithoutAnIndexIsNamed() {
        var fault = assertThrows(UserException.class, () -> IndexedSet.of(IndexPlace.in(folder), Progress.NONE));
        assertTrue(fault.getMessage().contains(folder + " is not indexed"), fault::getMessage);
    }
}

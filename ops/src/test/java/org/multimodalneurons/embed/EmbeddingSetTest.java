package org.multimodalneurons.embed;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.EmbeddingSet.Item;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class EmbeddingSetTest {

    private static final Embeddings THREE =
            new Embeddings("m", List.of("a", "b", "c"), new float[][] {{1, 0}, {0, 1}, {1, 1}});

    @Test
    void eachVectorHasAnItem() {
        assertThrows(UserException.class, () -> new EmbeddingSet(THREE, List.of()));
    }

    @Test
    void groupsComeInTheirOrderAndWithoutTheEmptyOne() {
        EmbeddingSet set = EmbeddingSet.of(THREE).grouped(item -> item.label().equals("b") ? "" : "of " + item.label());
        assertEquals(List.of("of a", "of c"), set.groups());
        assertEquals(List.of("of a", "", "of c"), set.groupOfEach());
    }

    @Test
    void chosenOnesKeepTheirVectors() {
        EmbeddingSet set = EmbeddingSet.of(THREE).at(List.of(2, 0));
        assertEquals(List.of(new Item("c", "", "", 0), new Item("a", "", "", 0)), set.items());
        assertEquals(List.of("c", "a"), set.embeddings().labels());
        assertArrayEquals(new float[][] {{1, 1}, {1, 0}}, set.embeddings().vectors());
    }
}

package org.multimodalneurons.embed.classifier;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FoldsTest {

    private static final int[] CLASSES =
            IntStream.range(0, 37).map(i -> i < 20 ? 0 : i < 30 ? 1 : 2).toArray();

    private static List<String> each() {
        return IntStream.range(0, CLASSES.length).mapToObj(Integer::toString).toList();
    }

    @Test
    void everyFoldHasItsShareOfEachClass() {
        Folds folds = Folds.deal(CLASSES, 3, each(), 5, 1);
        for (int fold = 0; fold < 5; fold++) {
            int[] counts = new int[3];
            for (int i = 0; i < CLASSES.length; i++) if (folds.holds(fold, i)) counts[CLASSES[i]]++;
            assertEquals(4, counts[0]);
            assertEquals(2, counts[1]);
            assertTrue(counts[2] == 1 || counts[2] == 2, Arrays.toString(counts));
            int all = Arrays.stream(counts).sum();
            assertTrue(all == 7 || all == 8, Arrays.toString(counts));
        }
        assertTrue(folds.leaveEveryClass(CLASSES) && folds.areAllUsed());
    }

    @Test
    void whatHasOneSourceStaysTogether() {
        List<String> sources = IntStream.range(0, CLASSES.length)
                .mapToObj(i -> CLASSES[i] + "/" + i / 3)
                .toList();
        Folds folds = Folds.deal(CLASSES, 3, sources, 4, 1);
        for (String source : new HashSet<>(sources)) {
            Set<Integer> places = new HashSet<>();
            for (int i = 0; i < CLASSES.length; i++)
                if (sources.get(i).equals(source)) places.add(folds.places().get(i));
            assertEquals(1, places.size(), source);
        }
        assertTrue(folds.leaveEveryClass(CLASSES) && folds.areAllUsed());
    }

    @Test
    void aSourceForEachClassLeavesNoExamplesOfIt() {
        List<String> sources =
                Arrays.stream(CLASSES).mapToObj(k -> "stack " + k).toList();
        assertFalse(Folds.deal(CLASSES, 3, sources, 3, 1).leaveEveryClass(CLASSES));
    }

    @Test
    void theSameSeedDealsTheSame() {
        assertEquals(Folds.deal(CLASSES, 3, each(), 5, 1), Folds.deal(CLASSES, 3, each(), 5, 1));
        assertNotEquals(Folds.deal(CLASSES, 3, each(), 5, 1), Folds.deal(CLASSES, 3, each(), 5, 2));
        assertEquals(5, Collections.max(Folds.deal(CLASSES, 3, each(), 6, 2).places()));
    }
}

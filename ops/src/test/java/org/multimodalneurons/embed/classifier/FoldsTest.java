package org.multimodalneurons.embed.classifier;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
        assertTrue(folds.lonely(CLASSES).isEmpty());
        assertEquals(folds.count(), new HashSet<>(folds.places()).size());
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
        assertTrue(folds.lonely(CLASSES).isEmpty());
        assertEquals(folds.count(), new HashSet<>(folds.places()).size());
    }

    @Test
    void aSourceForEachClassLeavesNoExamplesOfIt() {
        List<String> sources =
                Arrays.stream(CLASSES).mapToObj(k -> "stack " + k).toList();
        assertEquals(Set.of(0, 1, 2), Folds.deal(CLASSES, 3, sources, 3, 1).lonely(CLASSES));
    }

    @Test
    void onlyTheSourcesOfClassesThatHaveOneAreSplit() {
        List<String> sources = IntStream.range(0, CLASSES.length)
                .mapToObj(i -> CLASSES[i] == 1 ? "only" : CLASSES[i] + "/" + i / 3)
                .toList();
        SourceFolds dealt = SourceFolds.deal(CLASSES, 3, sources, 5, 1);
        assertEquals(Set.of(1), dealt.split());
        for (int i = 1; i < CLASSES.length; i++)
            if (CLASSES[i] != 1 && sources.get(i).equals(sources.get(i - 1)))
                assertEquals(
                        dealt.folds().places().get(i - 1),
                        dealt.folds().places().get(i));
        assertEquals(5, new HashSet<>(dealt.folds().places().subList(20, 30)).size());
    }

    @Test
    void aSingleExampleOfAClassSplitsNothing() {
        int[] classes = {0, 0, 0, 0, 1, 1, 1, 1, 2};
        List<String> sources = List.of("a", "a", "b", "b", "c", "c", "d", "d", "e");
        SourceFolds dealt = SourceFolds.deal(classes, 3, sources, 2, 1);
        assertEquals(Set.of(), dealt.split());
        List<String> one = Collections.nCopies(9, "a");
        assertEquals(Set.of(0, 1, 2), SourceFolds.deal(classes, 3, one, 5, 1).split());
        assertEquals(5, SourceFolds.deal(classes, 3, one, 5, 1).folds().count());
    }

    @Test
    void theSameSeedDealsTheSame() {
        assertEquals(Folds.deal(CLASSES, 3, each(), 5, 1), Folds.deal(CLASSES, 3, each(), 5, 1));
        assertNotEquals(Folds.deal(CLASSES, 3, each(), 5, 1), Folds.deal(CLASSES, 3, each(), 5, 2));
        assertEquals(5, Collections.max(Folds.deal(CLASSES, 3, each(), 6, 2).places()));
    }
}

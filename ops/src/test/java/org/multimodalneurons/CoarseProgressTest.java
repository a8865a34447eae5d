package org.multimodalneurons;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CoarseProgressTest {

    private final List<Long> told = new ArrayList<>();

    private final Progress coarse = new CoarseProgress(new Progress() {
        @Override
        public void report(long done, long total, String message) {
            assertEquals("a message", message);
            told.add(done);
        }

        @Override
        public boolean cancelled() {
            return told.contains(2L);
        }
    });

    @Test
    void theBeginningTheEndAndEachHundredthAreTold() {
        for (long done = 0; done <= 100_000; done++) coarse.report(done, 100_000, "a message");
        assertEquals(101, told.size());
        assertEquals(List.of(0L, 1000L, 2000L), told.subList(0, 3));
        assertEquals(100_000, told.get(100));
    }

    @Test
    void fewStepsAreAllTold() {
        for (long done = 0; done <= 3; done++) coarse.report(done, 3, "a message");
        assertEquals(List.of(0L, 1L, 2L, 3L), told);
    }

    @Test
    void itIsCancelledWhenTheOtherIs() {
        coarse.report(1, 3, "a message");
        assertFalse(coarse.cancelled());
        coarse.report(2, 3, "a message");
        assertTrue(coarse.cancelled());
    }
}

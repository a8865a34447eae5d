package org.multimodalneurons.plugin.imagej;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SurroundingsTest {

    @Test
    void aLongSentenceFitsTheScreenAndLosesNoWord() {
        String sentence =
                "The file cells.tif cannot be opened; copy it again. ".repeat(8).strip();
        List<String> lines = Surroundings.inLines(sentence).lines().toList();
        assertTrue(lines.stream().allMatch(line -> line.length() <= 100), lines::toString);
        assertEquals(sentence, String.join(" ", lines));
        assertEquals("Short.", Surroundings.inLines("Short."));
        String path = "/data".repeat(30);
        assertEquals("See\n" + path, Surroundings.inLines("See " + path));
    }
}

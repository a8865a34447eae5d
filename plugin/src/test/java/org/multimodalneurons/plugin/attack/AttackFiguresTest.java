package org.multimodalneurons.plugin.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import ij.measure.ResultsTable;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The README's figures of attacks are those of the tables that the macro made. */
class AttackFiguresTest {

    private static List<String> readme() throws IOException {
        return Files.readAllLines(Path.of("../README.md"));
    }

    private static String line(String beginning) throws IOException {
        List<String> found = readme().stream()
                .filter(line -> line.startsWith("| " + beginning + " |"))
                .toList();
        assertEquals(1, found.size(), beginning);
        return found.get(0);
    }

    @Test
    void ratesWithTheirIntervals() throws IOException {
        ResultsTable table = ResultsTable.open("../docs/typographic-attack.csv");
        assertTrue(table.size() > 8);
        for (int row = 0; row < table.size(); row++) {
            String text = table.getStringValue("Text", row);
            String cell = String.format(
                    Locale.ROOT,
                    "| %.2f (%.2f–%.2f) |",
                    table.getValue("Rate", row),
                    table.getValue("Low", row),
                    table.getValue("High", row));
            String line = line(text.equals("all") ? "all words" : "*" + text + "*");
            assertTrue(line.contains(cell), cell + " in " + line);
        }
    }

    @Test
    void defencesAndWhatTheyCost() throws IOException {
        ResultsTable table = ResultsTable.open("../docs/attack-defences.csv");
        int all = table.size() - 1;
        assertEquals("all", table.getStringValue("Text", all));
        assertFigures("none", table.getValue("Rate", all), table.getValue("Right before", all));
        for (String defence : List.of("inpainting", "blur", "prompts", "projection", "silencing"))
            assertFigures(
                    "`" + defence + "`", table.getValue(defence, all), table.getValue(defence + ": right before", all));
    }

    private static void assertFigures(String name, double success, double right) throws IOException {
        assertEquals(String.format(Locale.ROOT, "| %s | %.3f | %.3f |", name, success, right), line(name));
    }
}

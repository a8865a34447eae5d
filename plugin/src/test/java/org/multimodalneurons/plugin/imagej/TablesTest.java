package org.multimodalneurons.plugin.imagej;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import ij.measure.ResultsTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TablesTest {

    private record Row(String image, int slice, String bestLabel, double cosine) {}

    @Test
    void aRecordBecomesARowAndItsComponentsColumns() {
        ResultsTable table =
                Tables.of(List.of(new Row("cat", 1, "dog, cat", .25), new Row("b", 12, "Label", -1)), Row.class);
        assertEquals("Image\tSlice\tBest_Label\tCosine", table.getColumnHeadings());
        assertEquals(2, table.size());
        assertEquals("dog, cat", table.getStringValue("Best_Label", 0));
        assertEquals(-1, table.getValue("Cosine", 1));
        assertEquals("cat\t1\tdog, cat\t0.2500", table.getRowAsString(0));
    }

    @Test
    void noRowsMakeAnEmptyTable() {
        assertEquals(0, Tables.of(List.of(), Row.class).size());
    }

    @Test
    void aTableIsSavedAsImageJSavesIt(@TempDir Path folder) throws IOException {
        ResultsTable table = Tables.empty();
        table.addRow();
        table.addValue("Name", "dog, cat");
        table.addValue("Note", "");
        table.addValue("Value", 3.5);
        table.addRow();
        table.addValue("Name", "x");
        table.addValue("Value", Double.POSITIVE_INFINITY);
        for (boolean numbered : new boolean[] {false, true}) {
            table.showRowNumbers(numbered);
            table.saveAs(folder.resolve("imagej.csv").toString());
            Tables.save(table, folder.resolve("ours.csv"));
            assertEquals(Files.readString(folder.resolve("imagej.csv")), Files.readString(folder.resolve("ours.csv")));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void onAFullDiskTheEarlierTableStays(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("table.csv");
        Tables.save(Tables.of(List.of(new Row("before", 1, "a", 0)), Row.class), file);
        Files.createSymbolicLink(folder.resolve(".table.csv.draft"), Path.of("/dev/full"));
        ResultsTable after = Tables.of(List.of(new Row("after", 1, "a", 0)), Row.class);
        String message = assertThrows(UserException.class, () -> Tables.save(after, file))
                .getMessage();
        assertTrue(message.contains("table.csv") && message.contains("No space left"), message);
        assertTrue(Files.readString(file).contains("before"));
        assertEquals(1, folder.toFile().list().length, "no draft is left");
    }
}

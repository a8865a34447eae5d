package org.multimodalneurons.plugin.imagej;

import java.util.List;

import ij.measure.ResultsTable;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}

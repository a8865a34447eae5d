package org.multimodalneurons.plugin.imagej;

import java.util.List;

import ij.measure.ResultsTable;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class DecimalsTest {

    private record Row(String image, double x, double y, double cosine) {}

    private static ResultsTable table(double width, double height) {
        return Tables.of(List.of(new Row("a", 0, -height, .99990123), new Row("b", width, 0, 1)), Row.class);
    }

    @Test
    void cosinesNearOneStayApart() {
        assertEquals(
                "a\t0.0000\t-2.0000\t0.999901",
                Decimals.ofCosines(table(1, 2), "Cosine", "None").getRowAsString(0));
    }

    @Test
    void theRangeOfAMapHasFiveDigits() {
        assertEquals("b\t0.0024123\t0.0000000\t1.0000", of(.0024123, .0008));
        assertEquals("b\t0.0001000\t0.0000000\t1.0000", of(.0001, .0024), "both axes alike");
        assertEquals("b\t12.3457\t0.0000\t1.0000", of(12.345678, 3), "four decimals at least");
        assertEquals("b\t0.0000\t0.0000\t1.0000", of(0, 0));
        assertEquals(
                "b\t1.000E-12\t0.000000000\t1.0000", of(1e-12, 0), "what is too small for that has a power of ten");
    }

    private static String of(double width, double height) {
        return Decimals.ofMap(table(width, height), "X", "Y", "Z").getRowAsString(1);
    }

    @Test
    void aTableWithoutRowsHasNoColumnToMend() {
        assertEquals(
                0, Decimals.ofMap(Tables.of(List.of(), Row.class), "X", "Y").size());
    }
}

package org.multimodalneurons.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NaturalOrderTest {

    @Test
    void numbersInNamesAreComparedAsNumbers() {
        List<String> sorted = List.of(
                "a",
                "a1",
                "a01b",
                "a2",
                "a10",
                "a10b",
                "a10b2",
                "a10b10",
                "a99999999999999999998",
                "a99999999999999999999",
                "b");
        List<String> names = new ArrayList<>(sorted);
        Collections.shuffle(names, new Random(1));
        names.sort(new NaturalOrder());
        assertEquals(sorted, names);
    }

    @Test
    void namesThatDifferInZerosAreInOneOrder() {
        var order = new NaturalOrder();
        assertEquals(0, order.compare("a1", "a1"));
        assertTrue(order.compare("a01", "a1") * order.compare("a1", "a01") < 0);
    }
}

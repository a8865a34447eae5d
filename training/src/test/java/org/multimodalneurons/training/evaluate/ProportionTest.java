package org.multimodalneurons.training.evaluate;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ProportionTest {

    @Test
    void theIntervalIsWilsons() {
        // Newcombe 1998, Statistics in Medicine 17:857, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
        assertInterval(.2553, .3662, new Proportion(81, 263));
        assertInterval(.0624, .1605, new Proportion(15, 148));
        assertInterval(0, .1611, new Proportion(0, 20));
        assertInterval(.0061, .1718, new Proportion(1, 29));
    }

    @Test
    void itIsWrittenWithItsInterval() {
        assertEquals(".308 (.255–.366)", new Proportion(81, 263).toString());
        assertEquals("1.000 (.839–1.000)", new Proportion(20, 20).toString());
    }

    private static void assertInterval(double low, double high, Proportion proportion) {
        assertEquals(low, proportion.low(), 5e-5);
        assertEquals(high, proportion.high(), 5e-5);
    }
}

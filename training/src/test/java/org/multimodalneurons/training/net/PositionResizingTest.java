package org.multimodalneurons.training.net;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

class PositionResizingTest {

    @Test
    void theMiddleOfThreeLiesHalfwayBetweenTwo() {
        float[] two = {9, 0, 1, 2, 3};
        float[] three = {9, 0, .5f, 1, 1, 1.5f, 2, 2, 2.5f, 3};
        assertArrayEquals(three, PositionResizing.interpolate(two, 2, 3), 1e-6f);
    }

    @Test
    void theSameNumberOfCellsChangesNothing() {
        float[] values = {9, 8, 0, 1, 1, 2, 2, 3, 3, 4};
        assertArrayEquals(values, PositionResizing.interpolate(values, 2, 2), 1e-6f);
    }
}

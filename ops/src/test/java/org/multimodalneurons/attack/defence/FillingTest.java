package org.multimodalneurons.attack.defence;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is put where text was, in one channel. */
class FillingTest {

    private static final int SIDE = 30;

    private static boolean[] square() {
        boolean[] mask = new boolean[SIDE * SIDE];
        for (int y = 10; y < 20; y++) Arrays.fill(mask, y * SIDE + 10, y * SIDE + 20, true);
        return mask;
    }

    /** Grey with black where the mask is. */
    private static float[] written() {
        float[] plane = new float[SIDE * SIDE];
        boolean[] mask = square();
        for (int i = 0; i < plane.length; i++) plane[i] = mask[i] ? 0 : 180;
        return plane;
    }

    @ParameterizedTest
    @EnumSource
    void outsideOfTheMaskNothingChanges(Filling filling) {
        float[] plane = written();
        float[] before = plane.clone();
        float[] filled = filling.fill(plane, SIDE, square(), 8);
        for (int i = 0; i < plane.length; i++) if (!square()[i]) assertEquals(180, filled[i]);
        assertArrayEquals(before, plane);
    }

    @Test
    void inpaintingPutsTheGroundBack() {
        float[] ground = new float[SIDE * SIDE];
        Arrays.fill(ground, 180);
        assertArrayEquals(ground, Filling.INPAINTING.fill(written(), SIDE, square(), 8), 1e-3f);
    }

    @Test
    void aBlurLeavesSomeOfTheTextsColour() {
        float[] filled = Filling.BLUR.fill(written(), SIDE, square(), 8);
        float middle = filled[15 * SIDE + 15];
        assertTrue(middle > 20 && middle < 160, middle + "");
        assertTrue(filled[10 * SIDE + 10] > middle);
    }
}

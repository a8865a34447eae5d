package org.multimodalneurons.attack.defence;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Holes that are filled as a membrane would be spanned over them. */
class InpaintingTest {

    private static final int WIDTH = 50;
    private static final int HEIGHT = 37;

    /** A ramp is its own membrane. */
    private static float[] ramp(double across, double down) {
        float[] ramp = new float[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++)
            for (int x = 0; x < WIDTH; x++) ramp[y * WIDTH + x] = (float) (20 + across * x + down * y);
        return ramp;
    }

    private static boolean[] hole(int left, int top, int right, int bottom) {
        boolean[] hole = new boolean[WIDTH * HEIGHT];
        for (int y = top; y < bottom; y++) Arrays.fill(hole, y * WIDTH + left, y * WIDTH + right, true);
        return hole;
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 10", "0, 3, 10", "2, -1.5, 10", "2, 3, 24"})
    void aRampGoesOnThroughAHole(double across, double down, int side) {
        float[] ramp = ramp(across, down);
        boolean[] hole = hole(6, 7, 6 + side, 7 + side);
        float[] spoilt = ramp.clone();
        for (int i = 0; i < hole.length; i++) if (hole[i]) spoilt[i] = 1000;
        float[] before = spoilt.clone();
        assertArrayEquals(ramp, Inpainting.fill(spoilt, WIDTH, hole), .5f);
        assertArrayEquals(before, spoilt);
    }

    @Test
    void everyPixelOfAHoleIsTheMeanOfItsNeighbours() {
        float[] plane = new float[WIDTH * HEIGHT];
        for (int i = 0; i < plane.length; i++)
            plane[i] = (float) (100 * Math.sin(.3 * (i % WIDTH)) * Math.cos(.2 * i / WIDTH));
        boolean[] hole = hole(12, 9, 25, 20);
        float[] filled = Inpainting.fill(plane, WIDTH, hole);
        for (int i = 0; i < plane.length; i++)
            if (hole[i])
                assertEquals(
                        (filled[i - 1] + filled[i + 1] + filled[i - WIDTH] + filled[i + WIDTH]) / 4, filled[i], .05);
            else assertEquals(plane[i], filled[i]);
    }

    @Test
    void aHoleAtTheEdgeIsFilledFromInside() {
        float[] flat = new float[WIDTH * HEIGHT];
        Arrays.fill(flat, 70);
        boolean[] hole = hole(30, 0, WIDTH, HEIGHT);
        float[] spoilt = flat.clone();
        for (int i = 0; i < hole.length; i++) if (hole[i]) spoilt[i] = 0;
        assertArrayEquals(flat, Inpainting.fill(spoilt, WIDTH, hole), 1e-4f);
    }

    @Test
    void whatIsNotFiniteStaysAndSpoilsNothing() {
        float[] ramp = ramp(1, 1);
        boolean[] hole = hole(10, 10, 20, 20);
        float[] spoilt = ramp.clone();
        spoilt[15 * WIDTH + 9] = Float.NaN; // beside the hole
        spoilt[15 * WIDTH + 15] = Float.POSITIVE_INFINITY; // in it
        float[] filled = Inpainting.fill(spoilt, WIDTH, hole);
        for (int i = 0; i < filled.length; i++)
            if (i == 15 * WIDTH + 9) assertTrue(Float.isNaN(filled[i]));
            else assertEquals(ramp[i], filled[i], .5);
    }

    @Test
    void aHoleWithoutSurroundingsStaysAsItIs() {
        float[] plane = {1, 2, Float.NaN, 4};
        assertArrayEquals(plane, Inpainting.fill(plane, 2, new boolean[] {true, true, false, true}));
    }
}

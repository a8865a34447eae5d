package org.multimodalneurons.attack.defence;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.image.RgbImage;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A picture at another size. */
class PlaneTest {

    @ParameterizedTest
    @CsvSource({"10, 20, 40, 40, 80", "20, 10, 5, 10, 5", "7, 7, 400, 400, 400", "1, 3, 4, 4, 12"})
    void theShortSideIsAsAskedAndTheColourStays(int width, int height, int side, int columns, int rows) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) rgb[i] = (byte) (0x10e0ff >> (16 - 8 * (i % 3)));
        Plane plane = Plane.of(RgbImage.of(width, height, rgb), side);
        assertEquals(columns, plane.width());
        assertEquals(rows, plane.height());
        for (int i = 0; i < columns * rows; i++) {
            assertEquals(0x10, plane.red(i));
            assertEquals(0xe0, plane.green(i));
            assertEquals(0xff, plane.blue(i));
            assertEquals(Math.round(.299 * 0x10 + .587 * 0xe0 + .114 * 0xff), plane.light(i));
        }
    }

    @Test
    void growthGoesLinearlyFromPixelToPixel() {
        Plane plane = Plane.of(grey(4, 0, 80, 80, 240), 8);
        int[] expected = {0, 20, 60, 80, 80, 120, 200, 240
        }; // centres lie a quarter and three quarters between the old ones
        for (int x = 0; x < expected.length; x++) assertEquals(expected[x], plane.light(x), 1);
    }

    @Test
    void shrinkingTakesMeans() {
        Plane plane = Plane.of(grey(4, 0, 100, 100, 0), 2);
        assertEquals(plane.light(0), plane.light(1));
        assertEquals(50, plane.light(0), 15);
    }

    /** So many like rows. */
    private static RgbImage grey(int rows, int... levels) {
        byte[] rgb = new byte[3 * rows * levels.length];
        for (int i = 0; i < rgb.length; i++) rgb[i] = (byte) levels[i / 3 % levels.length];
        return RgbImage.of(levels.length, rows, rgb);
    }
}

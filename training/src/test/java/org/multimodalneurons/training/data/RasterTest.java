package org.multimodalneurons.training.data;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class RasterTest {

    private static final String HEAD =
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 40' width='40' height='40'>";

    @Test
    void aSmallDrawingIsTrimmedAndFillsTheSquare() {
        byte[] record = fit("<rect x='10' y='20' width='8' height='8' fill='#ff8000'/>");
        for (int[] at : new int[][] {{1, 1}, {48, 48}, {92, 92}})
            assertArrayEquals(new int[] {255, 128, 0, 255}, pixel(record, at[0], at[1]));
    }

    @Test
    void aWideDrawingIsCentredWithTransparencyAboveAndBelow() {
        byte[] record = fit("<rect x='0' y='3' width='40' height='20' fill='#00f'/>");
        assertArrayEquals(new int[] {0, 0, 0, 0}, pixel(record, 48, 20));
        assertArrayEquals(new int[] {0, 0, 255, 255}, pixel(record, 48, 48));
        assertArrayEquals(new int[] {0, 0, 0, 0}, pixel(record, 48, 76));
    }

    @Test
    void halfTransparentColoursArePremultiplied() {
        int[] pixel = pixel(fit("<rect width='40' height='40' fill='#fff' opacity='.5'/>"), 48, 48);
        assertEquals(128, pixel[3], 1);
        assertEquals(pixel[3], pixel[0]);
    }

    @Test
    void gradientsAndMasksAreDrawn() {
        byte[] record = fit("<defs><linearGradient id='g'><stop stop-color='#000'/><stop offset='1' stop-color='#f00'/>"
                + "</linearGradient><mask id='m'><rect width='40' height='20' fill='#fff'/></mask></defs>"
                + "<rect width='40' height='40' fill='url(#g)' mask='url(#m)'/>");
        assertEquals(127, pixel(record, 48, 48)[0], 5);
        assertEquals(0, pixel(record, 48, 90)[3]);
    }

    @Test
    void anEmptyDrawingIsRefused() {
        assertThrows(UserException.class, () -> fit("<g/>"));
    }

    private static byte[] fit(String body) {
        return Raster.fit(Raster.draw(HEAD + body + "</svg>"));
    }

    private static int[] pixel(byte[] record, int x, int y) {
        int at = (y * Raster.SIZE + x) * 4;
        byte[] rgba = Arrays.copyOfRange(record, at, at + 4);
        return new int[] {rgba[0] & 255, rgba[1] & 255, rgba[2] & 255, rgba[3] & 255};
    }
}

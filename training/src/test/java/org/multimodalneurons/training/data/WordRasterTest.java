package org.multimodalneurons.training.data;

import java.awt.Font;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WordRasterTest {

    private static final int WIDTH = WordRaster.WIDTH;
    private static final int HEIGHT = WordRaster.HEIGHT;

    @ParameterizedTest
    @ValueSource(strings = {"ox", "jiggly", "Watermelon", "QUEUE"})
    void aWordFillsItsBoxAndLosesNoInk(String word) {
        byte[] record = WordRaster.draw(word, new Font(Font.SANS_SERIF, Font.ITALIC, 12));
        int left = WIDTH;
        int right = -1;
        int top = HEIGHT;
        int bottom = -1;
        for (int y = 0; y < HEIGHT; y++)
            for (int x = 0; x < WIDTH; x++)
                if ((record[y * WIDTH + x] & 255) > 0) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y);
                }
        assertTrue(left >= 1 && top >= 1 && right <= WIDTH - 2 && bottom <= HEIGHT - 2, "clipped");
        assertTrue(right - left >= WIDTH - 5 || bottom - top >= HEIGHT - 5, "too small");
        assertEquals(WIDTH - 1, left + right, 2, "centred across");
        assertEquals(HEIGHT - 1, top + bottom, 2, "centred up and down");
    }
}

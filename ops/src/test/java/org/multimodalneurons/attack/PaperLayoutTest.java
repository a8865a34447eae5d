package org.multimodalneurons.attack;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.image.RgbImage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The layout of the paper's typographic attacks, as measured in its pictures and told in its table. */
class PaperLayoutTest {

    private static final int SIDE = 288;
    private static final int GREY = 128;
    private static final int[][] CORNERS = {
        {21, 24}, {71, 49}, {21, 74}, {71, 99}, {121, 124}, {171, 149}, {121, 174}, {171, 199}
    };

    private static TextLayer paper(String text, int side) {
        return TextLayer.of(text, Lettering.paper(), Layout.paper(), TextSize.paper(), side, side);
    }

    private static RgbImage overGrey(TextLayer layer) {
        byte[] rgb = new byte[3 * layer.width() * layer.height()];
        Arrays.fill(rgb, (byte) GREY);
        return layer.over(RgbImage.of(layer.width(), layer.height(), rgb));
    }

    /** Above the next copy to the right, which begins 50 columns further and 25 rows lower. */
    @Test
    void theInkOfPizzaIsWhereThePaperHasIt() {
        boolean[] ink = paper("pizza", SIDE).ink();
        RgbImage picture = overGrey(paper("pizza", SIDE));
        for (int[] corner : CORNERS) {
            int x = corner[0];
            int y = corner[1];
            int[] columns = IntStream.range(x - 5, x + 65)
                    .filter(column -> IntStream.range(y, y + 23).anyMatch(row -> ink[row * SIDE + column]))
                    .toArray();
            assertEquals(x, columns[0]);
            assertEquals(55, columns.length);
            int[] rows = IntStream.range(y - 5, y + 30)
                    .filter(row ->
                            IntStream.range(x, x + 24).anyMatch(column -> (picture.get(column, row) & 255) <= GREY / 2))
                    .toArray();
            assertEquals(y, rows[0]);
            assertEquals(23, rows.length);
        }
    }

    @Test
    void lettersAreWhiteWithOneBlackPixelAround() {
        RgbImage picture = overGrey(paper("pizza", SIDE));
        int row = 44; // of the stem of the first p
        assertEquals(GREY, picture.get(20, row) & 255);
        assertEquals(0, picture.get(22, row) & 255);
        assertEquals(255, picture.get(24, row) & 255);
        assertEquals(
                1, IntStream.range(19, 24).filter(x -> picture.get(x, row) == 0).count());
    }

    @Test
    void pizzaCoversEightPercent() {
        assertEquals(.080, paper("pizza", SIDE).coverage(), .0005);
    }

    @ParameterizedTest
    @CsvSource({
        "trash, 7.59",
        "iPod, 6.80",
        "pizza, 8.11",
        "rifle, 6.41",
        "radio, 7.73",
        "library, 9.95",
        "shark, 8.33",
        "meow, 8.44",
        "$$$, 6.99"
    })
    void theWordsOfThePaperCoverWhatItTells(String word, double percent) {
        assertEquals(1, 100 * paper(word, SIDE).coverage() / percent, .05);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 144, 576})
    void theLayoutScalesWithTheSquare(int side) {
        boolean[] ink = paper("pizza", side).ink();
        int left = IntStream.range(0, side)
                .filter(x -> IntStream.range(0, side).anyMatch(y -> ink[y * side + x]))
                .findFirst()
                .orElseThrow();
        int top = IntStream.range(0, side)
                .filter(y -> IntStream.range(0, side).anyMatch(x -> ink[y * side + x]))
                .findFirst()
                .orElseThrow();
        double scale = side / (double) SIDE;
        assertEquals(21 * scale, left, Math.max(1, scale));
        assertEquals(24 * scale, top, Math.max(1, scale));
        assertTrue(paper("pizza", side).coverage() > .07);
    }
}

package org.multimodalneurons.embed;

import java.util.Arrays;
import java.util.Random;

import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WindowsTest {

    @Test
    void theLastWindowEndsAtTheEdgeWhereverTheStrideFalls() {
        assertArrayEquals(new int[] {0, 4, 8, 9}, new Windows(8, 4).starts(17));
        assertArrayEquals(new int[] {0, 4, 8}, new Windows(8, 4).starts(16));
        assertArrayEquals(new int[] {0}, new Windows(8, 4).starts(8));
    }

    @Test
    void windowsShrinkToAnImageThatIsSmallerThanThey() {
        assertEquals(new Windows(5, 4), new Windows(8, 4).within(5, 20));
        assertEquals(new Windows(3, 3), new Windows(8, 4).within(7, 3));
    }

    @Test
    void aStrideThatWouldLeavePixelsOutIsRefused() {
        String message =
                assertThrows(UserException.class, () -> new Windows(8, 9)).getMessage();
        assertTrue(message.contains("stride is 9") && message.contains("between 1 and 8"), message);
        assertThrows(UserException.class, () -> new Windows(8, 0));
        assertThrows(UserException.class, () -> new Windows(0, 1));
    }

    @Test
    void suitingWindowsExistForTheSmallestImage() {
        assertEquals(new Windows(1, 1), Windows.suiting(1, 1));
        assertEquals(new Windows(1, 1), Windows.largest(1, 50));
        assertEquals(new Windows(100, 25), Windows.suiting(400, 300));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "17, 9, 9, 9", "40, 37, 8, 3", "23, 64, 16, 16", "5, 90, 4, 1"})
    void everyPixelIsCoveredAndEqualWindowsMakeAnEvenMap(int width, int height, int size, int stride) {
        MapGrid grid = MapGrid.of(width, height, new Windows(size, stride));
        WindowBlend blend = new WindowBlend(grid, 1);
        for (long i = 0; i < grid.windowCount(); i++) blend.add(i, new float[][] {{.3f, .3f, .3f, .3f}}, 2, 2);
        Img<FloatType> map = blend.maps().get(0);
        assertArrayEquals(new long[] {width, height}, map.dimensionsAsLongArray());
        for (FloatType pixel : map) assertEquals(.3f, pixel.get(), 1e-6f);
    }

    /** The encoders have 7, 14 or 24 cells a side, and images may have a single pixel. */
    @Test
    void equalCellsMakeAnEvenMapHoweverFewPixelsAWindowHas() {
        for (int size = 1; size <= 24; size++)
            for (int cells = 1; cells <= 24; cells++) {
                float[] ones = new float[cells * cells];
                Arrays.fill(ones, 1);
                MapGrid grid = MapGrid.of(size, size, new Windows(size, size));
                WindowBlend blend = new WindowBlend(grid, 1);
                blend.add(0, new float[][] {ones}, cells, cells);
                for (FloatType pixel : blend.maps().get(0))
                    assertEquals(1, pixel.get(), 1e-6, size + " pixels, " + cells + " cells");
            }
    }

    @Test
    void aSingleWindowIsItsCellsEnlargedBilinearly() {
        WindowBlend blend = new WindowBlend(MapGrid.of(4, 4, new Windows(4, 4)), 1);
        blend.add(0, new float[][] {{0, 1, 2, 3}}, 2, 2);
        Img<FloatType> map = blend.maps().get(0);
        float[] firstRow = {0, .25f, .75f, 1};
        float[] rows = {0, .5f, 1.5f, 2};
        for (int y = 0; y < 4; y++)
            for (int x = 0; x < 4; x++)
                assertEquals(firstRow[x] + rows[y], map.getAt(x, y).get(), 1e-6);
    }

    @Test
    void theMapIsLargestInTheMiddleOfTheWindowThatScoresMost() {
        MapGrid grid = MapGrid.of(100, 60, new Windows(20, 5));
        WindowBlend blend = new WindowBlend(grid, 1);
        long best = -1;
        for (long i = 0; i < grid.windowCount(); i++) {
            boolean thing = grid.x(i) == 40 && grid.y(i) == 25;
            if (thing) best = i;
            blend.add(i, new float[][] {{thing ? 1 : 0}}, 1, 1);
        }
        assertTrue(best >= 0);
        Img<FloatType> map = blend.maps().get(0);
        float middle = map.getAt(49, 34).get();
        for (FloatType pixel : map) assertTrue(pixel.get() <= middle + 1e-6);
        assertEquals(0, map.getAt(39, 34).get());
        assertEquals(0, map.getAt(60, 34).get());
        assertTrue(middle > .05);
    }

    @Test
    void anImageTooLargeForOneMapIsRefusedBeforeAnythingIsAllocated() {
        String message = assertThrows(UserException.class, () -> MapGrid.of(50_000, 50_000, new Windows(100, 50)))
                .getMessage();
        assertTrue(message.contains("50000 x 50000"), message);
    }

    @Test
    void windowsThatCannotBeCountedAreRefused() {
        String message = assertThrows(
                        UserException.class, () -> MapGrid.of(60_000, 60_000, new Windows(10, 1), 100, 0, 0))
                .getMessage();
        assertTrue(message.contains("larger stride"), message);
    }

    /** Cells and windows as they fall, factors that do not divide anything. */
    @ParameterizedTest
    @CsvSource({
        "61, 47, 20, 9, 1, 0, 0",
        "61, 47, 20, 9, 4, 0, 0",
        "61, 47, 20, 9, 5, 3, 4",
        "40, 40, 40, 40, 7, 6, 1",
        "9, 70, 4, 1, 64, 63, 9"
    })
    void aPixelOfASmallerMapIsTheMeanOfTheFullOnes(
            int width, int height, int size, int stride, int factor, int left, int top) {
        Windows windows = new Windows(size, stride);
        MapGrid grid = MapGrid.of(width, height, windows, factor, left, top);
        Img<FloatType> full = filled(MapGrid.of(width, height, windows));
        Img<FloatType> map = filled(grid);
        assertArrayEquals(new long[] {grid.columns(), grid.rows()}, map.dimensionsAsLongArray());
        assertEquals((left + width - 1) / factor + 1, grid.columns());
        double[] sums = new double[grid.columns() * grid.rows()];
        int[] counts = new int[sums.length];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                int at = (y + top) / factor * grid.columns() + (x + left) / factor;
                sums[at] += full.getAt(x, y).get();
                counts[at]++;
            }
        for (int at = 0; at < sums.length; at++)
            assertEquals(
                    sums[at] / counts[at],
                    map.getAt(at % grid.columns(), at / grid.columns()).get(),
                    1e-5);
    }

    private static Img<FloatType> filled(MapGrid grid) {
        Random random = new Random(1);
        WindowBlend blend = new WindowBlend(grid, 1);
        for (long i = 0; i < grid.windowCount(); i++) {
            float[] cells = new float[6];
            for (int c = 0; c < cells.length; c++) cells[c] = random.nextFloat();
            blend.add(i, new float[][] {cells}, 2, 3);
        }
        return blend.maps().get(0);
    }

    @Test
    void onlyLargeImagesGetSmallerMaps() {
        assertEquals(1, MapGrid.suitingFactor(5_000, 5_000, 50));
        assertEquals(5, MapGrid.suitingFactor(20_000, 20_000, 1));
        int three = MapGrid.suitingFactor(20_000, 20_000, 3);
        long values = 3L * (19_999 / three + 1) * (19_999 / three + 1);
        assertTrue(values <= MapGrid.MOST_VALUES
                && 3L * (19_999 / (three - 1) + 1) * (19_999 / (three - 1) + 1) > MapGrid.MOST_VALUES);
    }
}

package org.multimodalneurons.embed;

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
        WindowBlend blend = new WindowBlend(width, height, new Windows(size, stride));
        for (long i = 0; i < blend.count(); i++) blend.add(i, new float[] {.3f, .3f, .3f, .3f}, 2, 2);
        Img<FloatType> map = blend.map();
        assertArrayEquals(new long[] {width, height}, map.dimensionsAsLongArray());
        for (FloatType pixel : map) assertEquals(.3f, pixel.get(), 1e-6f);
    }

    @Test
    void aSingleWindowIsItsCellsEnlargedBilinearly() {
        WindowBlend blend = new WindowBlend(4, 4, new Windows(4, 4));
        blend.add(0, new float[] {0, 1, 2, 3}, 2, 2);
        Img<FloatType> map = blend.map();
        float[] firstRow = {0, .25f, .75f, 1};
        float[] rows = {0, .5f, 1.5f, 2};
        for (int y = 0; y < 4; y++)
            for (int x = 0; x < 4; x++)
                assertEquals(firstRow[x] + rows[y], map.getAt(x, y).get(), 1e-6);
    }

    @Test
    void theMapIsLargestInTheMiddleOfTheWindowThatScoresMost() {
        WindowBlend blend = new WindowBlend(100, 60, new Windows(20, 5));
        long best = -1;
        for (long i = 0; i < blend.count(); i++) {
            boolean thing = blend.x(i) == 40 && blend.y(i) == 25;
            if (thing) best = i;
            blend.add(i, new float[] {thing ? 1 : 0}, 1, 1);
        }
        assertTrue(best >= 0);
        Img<FloatType> map = blend.map();
        float middle = map.getAt(49, 34).get();
        for (FloatType pixel : map) assertTrue(pixel.get() <= middle + 1e-6);
        assertEquals(0, map.getAt(39, 34).get());
        assertEquals(0, map.getAt(60, 34).get());
        assertTrue(middle > .05);
    }

    @Test
    void anImageTooLargeForOneMapIsRefusedBeforeAnythingIsAllocated() {
        String message = assertThrows(UserException.class, () -> new WindowBlend(50_000, 50_000, new Windows(100, 50)))
                .getMessage();
        assertTrue(message.contains("50000 x 50000"), message);
    }
}

package org.multimodalneurons.attack.defence;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.multimodalneurons.attack.defence.ComponentTree.Region;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Stable regions of small grey pictures. */
class ComponentTreeTest {

    private static final int SIDE = 20;

    private static int[] ground(int level) {
        int[] levels = new int[SIDE * SIDE];
        Arrays.fill(levels, level);
        return levels;
    }

    private static void paint(int[] levels, int left, int top, int width, int height, int level) {
        for (int y = top; y < top + height; y++) Arrays.fill(levels, y * SIDE + left, y * SIDE + left + width, level);
    }

    private static List<Region> stable(int[] levels) {
        return new ComponentTree(SIDE, levels).stable(3, SIDE, 12, .35);
    }

    @Test
    void aDarkBarIsFoundWithItsBoxAndItsPixels() {
        int[] levels = ground(200);
        paint(levels, 3, 5, 4, 9, 40);
        List<Region> regions = stable(levels);
        assertEquals(1, regions.size());
        Region bar = regions.get(0);
        assertArrayEquals(new int[] {3, 5, 6, 13}, new int[] {bar.left(), bar.top(), bar.right(), bar.bottom()});
        assertArrayEquals(
                IntStream.range(0, levels.length).filter(i -> levels[i] == 40).toArray(),
                Arrays.stream(bar.pixels()).sorted().toArray());
    }

    @Test
    void whatTouchesOnlyAtACornerIsTwoRegions() {
        int[] levels = ground(200);
        paint(levels, 3, 3, 4, 4, 40);
        paint(levels, 7, 7, 4, 4, 40);
        assertEquals(2, stable(levels).size());
    }

    @Test
    void aRegionInsideOfAnotherIsFoundBesideIt() {
        int[] levels = ground(250);
        paint(levels, 2, 2, 14, 14, 150);
        paint(levels, 5, 5, 4, 6, 20);
        assertEquals(
                List.of(24, 14 * 14),
                stable(levels).stream().map(region -> region.pixels().length).toList());
    }

    @Test
    void whatIsFaintIsNoStableRegion() {
        int[] faint = ground(100);
        paint(faint, 5, 5, 6, 6, 90);
        assertEquals(List.of(), stable(faint));
    }

    @Test
    void whatIsTooLowIsLeftOut() {
        int[] levels = ground(200);
        paint(levels, 2, 2, 10, 2, 40);
        assertEquals(List.of(), stable(levels));
    }
}

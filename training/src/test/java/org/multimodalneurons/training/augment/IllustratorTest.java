package org.multimodalneurons.training.augment;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.multimodalneurons.training.SyntheticLibrary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class IllustratorTest {

    private final Illustrator illustrator = new Illustrator(SyntheticLibrary.of(8));

    @Test
    void theSameSeedAndIndexGiveTheSameBatch() {
        Batch one = illustrator.batch(5, 7, 16, 64, .8);
        Batch two = new Illustrator(SyntheticLibrary.of(8)).batch(5, 7, 16, 64, .8);
        assertArrayEquals(one.pixels(), two.pixels());
        assertArrayEquals(one.labels(), two.labels());
        assertFalse(
                Arrays.equals(one.pixels(), illustrator.batch(5, 8, 16, 64, .8).pixels()));
    }

    @Test
    void pixelsStayBetweenBlackAndWhite() {
        for (float value : illustrator.batch(1, 1, 64, 64, 1).pixels())
            assertTrue(value >= 0 && value <= 1, "pixel " + value);
    }

    @Test
    void lettersAreMarkedInTheirThird() {
        float[] targets = new float[2 * Letters.TARGETS];
        Letters.mark("Dog", targets, 1);
        float[] expected = new float[2 * Letters.TARGETS];
        expected[Letters.TARGETS + 3 * 3] = 1;
        expected[Letters.TARGETS + 14 * 3 + 1] = 1;
        expected[Letters.TARGETS + 6 * 3 + 2] = 1;
        assertArrayEquals(expected, targets);
    }

    @Test
    void readableInksDifferFromTheirGround() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 200; i++) {
            Background ground = Background.random(random);
            float[] ink = Inks.readable(ground, random);
            boolean farthest = Arrays.equals(ink, Inks.farthest(ground));
            assertTrue(farthest || ground.contrast(ink) >= Inks.READABLE);
        }
    }
}

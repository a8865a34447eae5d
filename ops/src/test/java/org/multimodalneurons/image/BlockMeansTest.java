package org.multimodalneurons.image;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class BlockMeansTest {

    private static final RgbImage PICTURE = picture(23, 17);

    @Test
    void eachPixelIsTheMeanOfItsBlockAlsoAtTheEdges() {
        RgbImage small = RgbImage.copyOf(new BlockMeans(PICTURE, 5));
        assertEquals(5, small.width());
        assertEquals(4, small.height());
        for (int y = 0; y < 4; y++)
            for (int x = 0; x < 5; x++)
                for (int shift = 0; shift <= 16; shift += 8)
                    assertEquals(mean(x, y, shift), (small.get(x, y) >> shift) & 255, .501);
    }

    private static double mean(int x, int y, int shift) {
        double sum = 0;
        int count = 0;
        for (int i = 5 * x; i < Math.min(23, 5 * x + 5); i++)
            for (int j = 5 * y; j < Math.min(17, 5 * y + 5); j++, count++) sum += (PICTURE.get(i, j) >> shift) & 255;
        return sum / count;
    }

    @Test
    void blocksOfOnePixelAreThePicture() {
        assertEquals(PICTURE, RgbImage.copyOf(new BlockMeans(PICTURE, 1)));
        assertThrows(UserException.class, () -> new BlockMeans(PICTURE, 0));
    }

    @Test
    void aPartIsWhatACropIs() {
        assertEquals(PICTURE.crop(4, 3, 7, 9), RgbImage.copyOf(new PicturePart(PICTURE, 4, 3, 7, 9)));
        assertThrows(UserException.class, () -> new PicturePart(PICTURE, 20, 3, 7, 9));
        assertThrows(UserException.class, () -> new PicturePart(PICTURE, 0, -1, 7, 9));
        assertThrows(UserException.class, () -> new PicturePart(PICTURE, 0, 0, 7, 0));
    }

    private static RgbImage picture(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        new Random(1).nextBytes(rgb);
        return RgbImage.of(width, height, rgb);
    }
}

package org.multimodalneurons.embed;

import java.util.Random;

import org.multimodalneurons.image.RgbImage;

/** Pictures of patches of different colours. */
final class Patches {

    private Patches() {}

    /** A picture of this size; the colours are drawn by the seed. */
    static RgbImage picture(int width, int height, long seed) {
        Random random = new Random(seed);
        byte[] rgb = new byte[3 * width * height];
        byte[] patches = new byte[3 * 64];
        random.nextBytes(patches);
        for (int y = 0, i = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                for (int c = 0; c < 3; c++) rgb[i++] = patches[3 * ((x / 9 + 5 * (y / 7)) % 64) + c];
        return RgbImage.of(width, height, rgb);
    }
}

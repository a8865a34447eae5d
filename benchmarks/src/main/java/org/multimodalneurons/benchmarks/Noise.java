package org.multimodalneurons.benchmarks;

import java.util.Random;

import org.multimodalneurons.image.RgbImage;

/** Pictures that cost what others cost. */
final class Noise {

    private Noise() {}

    /** A picture of this size, the same for the same seed. */
    static RgbImage picture(int width, int height, long seed) {
        byte[] rgb = new byte[3 * width * height];
        new Random(seed).nextBytes(rgb);
        return RgbImage.of(width, height, rgb);
    }
}

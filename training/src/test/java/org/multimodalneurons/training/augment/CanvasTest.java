package org.multimodalneurons.training.augment;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class CanvasTest {

    @Test
    void aUniformBitmapCoversItsPlaceWithItsColourAtAnyScale() {
        byte[] rgba = new byte[96 * 96 * 4];
        Arrays.fill(rgba, (byte) 255);
        MipMap white = new MipMap(rgba, 96, 96, 4);
        for (double width : new double[] {.2, .5, .8}) {
            float[] pixels = new float[64 * 64 * 3];
            new Canvas(64, pixels, 0).draw(white, Placement.centred(width), ColourMatrix.IDENTITY);
            double sum = 0;
            for (float value : pixels) sum += value;
            assertEquals(width * width, sum / pixels.length, .01);
            assertEquals(1, pixels[(32 * 64 + 32) * 3], 1e-5);
            assertEquals(0, pixels[0]);
        }
    }

    @Test
    void aMirroredPictureIsTheOtherWayRound() {
        byte[] rgba = new byte[8 * 8 * 4];
        for (int y = 0; y < 8; y++)
            for (int x = 0; x < 4; x++) Arrays.fill(rgba, (y * 8 + x) * 4, (y * 8 + x) * 4 + 4, (byte) 255);
        MipMap left = new MipMap(rgba, 8, 8, 4);
        float[] pixels = new float[8 * 8 * 3];
        new Canvas(8, pixels, 0).draw(left, new Placement(.5, .5, 1, 0, true), ColourMatrix.IDENTITY);
        assertEquals(0, pixels[3 * 8 * 3]);
        assertEquals(1, pixels[(3 * 8 + 7) * 3]);
    }
}

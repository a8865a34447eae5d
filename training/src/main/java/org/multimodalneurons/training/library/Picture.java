package org.multimodalneurons.training.library;

import org.multimodalneurons.training.augment.MipMap;

/**
 * One drawing of a concept.
 *
 * @param concept index of what it shows
 * @param style who drew it, how
 * @param heldOut kept from training
 * @param bitmap premultiplied red, green, blue, alpha
 * @param lineArt made of (nearly) black ink alone, so that it vanishes on dark grounds
 */
public record Picture(int concept, String style, boolean heldOut, MipMap bitmap, boolean lineArt) {

    /** A picture whose ink is looked at: line art is what has no opaque pixel that is clearly brighter than black. */
    public static Picture of(int concept, String style, boolean heldOut, MipMap bitmap) {
        return new Picture(concept, style, heldOut, bitmap, isDark(bitmap.level(0)));
    }

    private static boolean isDark(byte[] rgba) {
        int opaque = 0;
        int bright = 0;
        for (int i = 0; i < rgba.length; i += 4) {
            int alpha = rgba[i + 3] & 255;
            if (alpha < 128) continue;
            opaque++;
            int light = Math.max(rgba[i] & 255, Math.max(rgba[i + 1] & 255, rgba[i + 2] & 255));
            if (light * 255 > 90 * alpha) bright++;
        }
        return bright * 50 < opaque;
    }
}

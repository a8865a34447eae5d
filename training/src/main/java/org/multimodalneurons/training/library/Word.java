package org.multimodalneurons.training.library;

import org.multimodalneurons.training.augment.MipMap;

/**
 * One rendered string.
 *
 * @param text what is written
 * @param concept index of what it means, -1 for nothing
 * @param kind how hard it is to read
 * @param heldOut kept from training
 * @param bitmap coverage
 */
public record Word(String text, int concept, Kind kind, boolean heldOut, MipMap bitmap) {

    /** How hard the font is to read. */
    public enum Kind {
        /** One of a few plain fonts. */
        PLAIN,
        /** Any font. */
        HARD,
        /** Of the font kept from training. */
        HELDOUT
    }
}

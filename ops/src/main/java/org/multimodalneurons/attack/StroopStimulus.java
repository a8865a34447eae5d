package org.multimodalneurons.attack;

import org.multimodalneurons.image.RgbImage;

/**
 * A word written in an ink.
 *
 * @param picture a square of the side that was asked for
 */
public record StroopStimulus(Ink ink, String word, RgbImage picture) {

    /** Such as "green in red". */
    public String label() {
        return word + " in " + ink.name();
    }
}

package org.multimodalneurons.probe;

import java.util.List;
import java.util.function.Supplier;

import org.multimodalneurons.LazyList;
import org.multimodalneurons.image.PixelRows;

/**
 * A labelled picture that shows a concept in one way.
 *
 * @param family what kind of concept it is, such as {@code emotion}; may be empty
 * @param concept what it shows, or {@link #NEGATIVE}
 * @param modality how it shows it: {@code drawing}, {@code line}, {@code text}, ...; of a negative that serves every
 *     modality, empty
 * @param label what tables call it, such as {@code happy/drawing/1f600.png}
 * @param picture opens it, whatever other threads open meanwhile; throws {@link org.multimodalneurons.UserException} when
 *     that fails
 */
public record Stimulus(String family, String concept, String modality, String label, Supplier<PixelRows> picture) {

    /** The concept of stimuli that show anything else. */
    public static final String NEGATIVE = "negative";

    /** The pictures of stimuli, each opened when it is asked for; several may be at once. */
    public static List<PixelRows> pictures(List<Stimulus> stimuli) {
        return LazyList.concurrent(
                stimuli.size(), index -> stimuli.get(index).picture().get());
    }

    /** Whether it shows no concept of the set. */
    public boolean isNegative() {
        return concept.equals(NEGATIVE);
    }
}

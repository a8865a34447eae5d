package org.multimodalneurons.visualize;

import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;

/** Whether a model can read a whole caption. */
final class Captioning {

    private Captioning() {}

    /** Throws when not: a picture of half a sentence would look like one of the whole. */
    static void requireFits(ClipModel clip, String caption) {
        if (caption.isBlank()) throw new UserException("The caption is empty: write what the picture is to show.");
        int tokens = clip.tokenizer().encode(caption).length + 2;
        int most = clip.text().contextLength();
        if (tokens > most)
            throw new UserException("The caption has " + tokens + " tokens, start and end included, and " + clip.name()
                    + " reads " + most + ". Shorten it.");
    }
}

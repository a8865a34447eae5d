package org.multimodalneurons.attack;

import java.util.List;

import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Classifier;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;

/** Something that may keep a model from reading where it should see. */
public interface Defence {

    /** What tables call it. */
    String name();

    /**
     * Embeds pictures under the defence.
     *
     * @param stimuli to be asked in order
     * @param seen what the undefended model gives for them, raw: enough for a defence that need not look again
     * @return raw vectors, one for each
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    Embeddings embed(ClipModel clip, List<? extends PixelRows> stimuli, Embeddings seen, Progress progress);

    /**
     * Classes that expect a text in the picture; the usual ones for most defences.
     *
     * @param text the one that may be written there
     */
    default Classifier classes(Classifier usual, String text) {
        return usual;
    }
}

package org.multimodalneurons.model;

import java.nio.file.Path;
import java.util.Optional;

import org.multimodalneurons.weights.Checkpoint;

/** Models that know what they were taught, as the embedded one does. */
public final class KnownWords {

    private KnownWords() {}

    /** Opens a model on disk together with the text of a vocabulary. */
    public static ClipModel open(Path folder, String vocabulary) {
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            return new ClipModel(
                    "small",
                    Optional.of(folder),
                    checkpoint,
                    Optional.of(Vocabulary.parse(vocabulary)),
                    Precision.FULL);
        }
    }
}

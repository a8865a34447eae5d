package org.multimodalneurons.training.text;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.multimodalneurons.UserException;
import org.multimodalneurons.training.Checkpoint;
import org.multimodalneurons.training.data.Concept;
import org.multimodalneurons.training.library.Concepts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TextTrainingTest {

    private static final float[][] TARGETS = {{1, 0, 0, 0}, {0, 1, 0, 0}};

    @Test
    void captionsTurnToTheirTargetsAndACheckpointGoesOnTheSame() throws IOException {
        try (TextTraining whole = new TextTraining(animals("dog", "cat"), 4, 1);
                TextTraining resumed = new TextTraining(animals("dog", "cat"), 4, 2)) {
            for (int i = 0; i < 6; i++) whole.step(TARGETS, 2e-3);
            Checkpoint saved = Checkpoint.empty();
            whole.save(saved);
            resumed.restore(saved);
            float cosine = 0;
            for (int i = 0; i < 4; i++) cosine = whole.step(TARGETS, 2e-3);
            assertTrue(cosine > .6, "mean cosine " + cosine);
            assertEquals(whole.steps() - 4, resumed.steps());
        }
    }

    @Test
    void aCheckpointOfOtherCaptionsIsRefused() throws IOException {
        try (TextTraining one = new TextTraining(animals("dog", "cat"), 4, 1);
                TextTraining other = new TextTraining(animals("dog", "fox"), 4, 1)) {
            Checkpoint saved = Checkpoint.empty();
            one.save(saved);
            var refused = assertThrows(UserException.class, () -> other.restore(saved));
            assertTrue(refused.getMessage().contains("text.checkpoint"));
        }
    }

    private static Concepts animals(String... words) {
        return new Concepts(List.of(words).stream()
                .map(word -> new Concept(word, "animal", List.of(), List.of(word)))
                .toList());
    }
}

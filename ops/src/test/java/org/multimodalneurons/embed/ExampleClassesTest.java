package org.multimodalneurons.embed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.probe.ConceptSet;
import org.multimodalneurons.probe.Stimulus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ExampleClassesTest {

    private static List<PixelRows> written(String concept) {
        return Stimulus.pictures(ConceptSet.builtIn().stimuli().stream()
                .filter(stimulus -> stimulus.concept().equals(concept)
                        && stimulus.modality().equals("text"))
                .toList());
    }

    @Test
    void learnsClassesFromExamplesAndAnswersWithShares() {
        try (ClipModel clip = ClipModel.embedded()) {
            Map<String, List<PixelRows>> examples = new LinkedHashMap<>();
            for (String label : List.of("pizza", "dog", "santa"))
                examples.put(label, written(label).subList(0, 3));
            ExampleClasses classes = ExampleClasses.train(clip, examples, Progress.NONE);
            assertEquals(List.of("pizza", "dog", "santa"), classes.labels());
            List<PixelRows> others = written("dog").subList(3, 6);
            Embeddings seen = new Embedder(clip).rawImages(others, List.of("a", "b", "c"), Progress.NONE);
            double[][] shares = classes.probabilities(seen);
            for (double[] row : shares) {
                assertEquals(1, row[0] + row[1] + row[2], 1e-9);
                assertTrue(row[1] > row[0] && row[1] > row[2]);
            }
            assertArrayEquals(shares[0], classes.probabilities(seen.unit())[0], 1e-5);
        }
    }

    @Test
    void embeddingsOfAnotherModelAreRefused() {
        var classes = new ExampleClasses("one", List.of("a", "b"), new LinearProbe(new double[][] {{1, 0}, {0, 1}}));
        var images = new Embeddings("another", List.of("x"), new float[][] {{1, 0}});
        String message = assertThrows(UserException.class, () -> classes.probabilities(images))
                .getMessage();
        assertTrue(message.contains("one") && message.contains("another"), message);
    }
}

package org.multimodalneurons.training;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.training.augment.Batch;
import org.multimodalneurons.training.augment.Illustrator;
import org.multimodalneurons.training.library.Library;
import org.multimodalneurons.training.net.ImageTowerShape;
import org.multimodalneurons.training.net.PositionResizing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ImageTrainingTest {

    private static final ImageTowerShape SMALL = new ImageTowerShape(8, new int[] {1, 1, 1, 1}, 32, 64, 32);
    private static final int CONCEPTS = 8;
    private static final double RATE = 2e-3;

    private final Library library = SyntheticLibrary.of(CONCEPTS);

    @Test
    void aShortRunLearnsEightConcepts() {
        try (ImageTraining training = new ImageTraining(SMALL, CONCEPTS, 1)) {
            float first = training.step(batch(0), RATE, 0);
            float last = first;
            for (int i = 1; i < 60; i++) last = training.step(batch(i), RATE, 0);
            assertTrue(last < first / 2, "the loss fell only from " + first + " to " + last);
        }
    }

    @Test
    void goesOnFromACheckpointAsIfItHadNeverStopped(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("checkpoint");
        try (ImageTraining whole = new ImageTraining(SMALL, CONCEPTS, 1);
                ImageTraining resumed = new ImageTraining(SMALL, CONCEPTS, 2)) {
            for (int i = 0; i < 11; i++) whole.step(batch(i), RATE, i * .05);
            Checkpoint saved = Checkpoint.empty();
            whole.save(saved);
            saved.write(file);
            resumed.restore(Checkpoint.read(file));
            for (int i = 11; i < 22; i++)
                assertEquals(whole.step(batch(i), RATE, .5), resumed.step(batch(i), RATE, .5), "loss of step " + i);
            whole.average()
                    .all()
                    .forEach((name, tensor) -> assertArrayEquals(
                            tensor.toFloatArray(), resumed.average().get(name).toFloatArray(), name));
        }
    }

    @Test
    void trainsOnAtALargerSize() {
        try (ImageTraining training = new ImageTraining(SMALL, CONCEPTS, 1)) {
            for (int i = 0; i < 3; i++) training.step(batch(i), RATE, 0);
            training.resize(64);
            assertEquals(
                    5, training.average().get(PositionResizing.NAME).getShape().get(0));
            float loss = training.step(new Illustrator(library).batch(1, 3, 8, 64, .5), RATE, .5);
            assertTrue(Float.isFinite(loss), "loss " + loss);
        }
    }

    private Batch batch(long index) {
        return new Illustrator(library).batch(1, index, 32, 32, 0);
    }
}

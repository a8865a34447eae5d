package org.multimodalneurons.training.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.training.ImageTraining;
import org.multimodalneurons.training.SyntheticLibrary;
import org.multimodalneurons.training.augment.Batch;
import org.multimodalneurons.training.augment.Illustrator;
import org.multimodalneurons.training.library.Library;
import org.multimodalneurons.training.net.ClassHead;
import org.multimodalneurons.training.net.ImageTower;
import org.multimodalneurons.training.net.ImageTowerShape;
import org.multimodalneurons.weights.WeightFile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ExportTest {

    private static final ImageTowerShape SMALL = new ImageTowerShape(8, new int[] {1, 2, 1, 1}, 32, 64, 64);
    private static final float[] MEAN = {.4815f, .4578f, .4082f};
    private static final float[] DEVIATION = {.2686f, .2613f, .2758f};

    @Test
    void theExportedModelEmbedsAsTheTrainedOneDoes(@TempDir Path folder) throws IOException {
        Library library = SyntheticLibrary.of(8);
        Illustrator illustrator = new Illustrator(library);
        try (ImageTraining image = new ImageTraining(SMALL, 8, 1);
                TextTraining text = new TextTraining(library.concepts(), 32, 1)) {
            for (int i = 0; i < 20; i++) image.step(illustrator.batch(1, i, 16, 64, .5), 1e-3, 0);
            for (int i = 0; i < 3; i++) text.step(image.classVectors(), 1e-3);
            Export.write(folder, image, text, library.concepts());
            try (ClipModel model = ClipModel.open(folder)) {
                assertClose(
                        trained(image, illustrator.batch(1, 50, 4, 64, .5)),
                        shipped(model, illustrator.batch(1, 50, 4, 64, .5)));
                assertClose(text.classVectors(), prompted(model, library));
                assertEquals(image.average().get(ClassHead.SCALE).exp().getFloat(), model.logitScale(), .02);
            }
            assertTrue(Files.readString(folder.resolve("vocabulary.txt")).startsWith("aa\tthings\nab\tthings\n"));
        }
    }

    @Test
    void anExportedModelIsTrainedOnTowardsItsOwnCaptions(@TempDir Path folder) throws IOException {
        Library library = SyntheticLibrary.of(8);
        Illustrator illustrator = new Illustrator(library);
        try (ImageTraining image = new ImageTraining(SMALL, 8, 1);
                TextTraining text = new TextTraining(library.concepts(), 32, 1)) {
            for (int i = 0; i < 5; i++) image.step(illustrator.batch(1, i, 16, 64, .5), 1e-3, 0);
            for (int i = 0; i < 3; i++) text.step(image.classVectors(), 1e-3);
            Export.write(folder, image, text, library.concepts());
            try (WeightFile model = WeightFile.open(folder);
                    TextTraining same = new TextTraining(library.concepts(), 32, 2)) {
                same.begin(model);
                assertClose(text.classVectors(), same.classVectors());
                try (ImageTraining on = new ImageTraining(SMALL, model, same.classVectors(), 2)) {
                    assertClose(
                            trained(image, illustrator.batch(1, 50, 4, 64, .5)),
                            trained(on, illustrator.batch(1, 50, 4, 64, .5)));
                    float[][] vectors = on.classVectors();
                    float first = on.step(illustrator.batch(1, 0, 32, 64, 0), 2e-3, 0);
                    float last = first;
                    for (int i = 1; i < 40; i++) last = on.step(illustrator.batch(1, i, 32, 64, 0), 2e-3, 0);
                    assertTrue(last < first, "the loss went from " + first + " to " + last);
                    assertArrayEquals(vectors, on.classVectors(), "class vectors stay");
                }
            }
        }
    }

    private static float[][] trained(ImageTraining image, Batch batch) {
        try (NDManager scope = NDManager.newBaseManager()) {
            NDArray pixels = scope.create(batch.pixels(), new Shape(batch.count(), 64, 64, 3));
            var tower = new ImageTower(image.shape(), image.average(), ImageTower.Statistics.RUNNING);
            return rows(ClassHead.unit(tower.forward(pixels).embedding()));
        }
    }

    private static float[][] shipped(ClipModel model, Batch batch) {
        try (NDManager scope = model.newManager()) {
            NDArray pixels = scope.create(batch.pixels(), new Shape(batch.count(), 64, 64, 3))
                    .sub(scope.create(MEAN))
                    .div(scope.create(DEVIATION))
                    .transpose(0, 3, 1, 2);
            return rows(ClassHead.unit(model.image().embed(pixels)));
        }
    }

    /** The sum of each concept's embedded prompts, as the training evaluates them. */
    private static float[][] prompted(ClipModel model, Library library) {
        float[][] vectors = new float[library.concepts().size()][];
        try (NDManager scope = model.newManager()) {
            for (int i = 0; i < vectors.length; i++) {
                long[][] rows = model.tokenizer()
                        .rows(Captions.ASKED.apply(library.concepts().get(i).word()), 77);
                NDArray ids = scope.create(new Shape(rows.length, 77), DataType.INT64);
                for (int row = 0; row < rows.length; row++) ids.set(new NDIndex(row), scope.create(rows[row]));
                vectors[i] = ClassHead.unit(model.text().embed(ids))
                        .sum(new int[] {0})
                        .toFloatArray();
            }
        }
        return vectors;
    }

    private static float[][] rows(NDArray matrix) {
        float[][] rows = new float[(int) matrix.getShape().get(0)][];
        for (int i = 0; i < rows.length; i++) rows[i] = matrix.get(i).toFloatArray();
        return rows;
    }

    private static void assertClose(float[][] expected, float[][] found) {
        for (int i = 0; i < expected.length; i++)
            for (int j = 0; j < expected[i].length; j++)
                assertEquals(expected[i][j], found[i][j], 1e-2, "row " + i + ", column " + j);
    }
}

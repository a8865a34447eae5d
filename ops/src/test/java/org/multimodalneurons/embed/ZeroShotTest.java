package org.multimodalneurons.embed;

import java.util.List;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.Fixtures;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.weights.WeightFile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Against open_clip's zero-shot classifier: 5 classes of 7 captions, 2 images, a small ResNet. */
class ZeroShotTest {

    private static final List<String> LABELS = List.of("a", "b", "c", "d", "e");
    private static final int CAPTIONS_PER_LABEL = 7;
    private static final int CONTEXT = 16;

    private static ClipModel clip;
    private static WeightFile reference;

    @BeforeAll
    static void openModel() {
        clip = ClipModel.open(Fixtures.model("rn-openclip"));
        reference = Fixtures.tensors("zeroshot/zeroshot.safetensors");
    }

    @AfterAll
    static void closeModel() {
        reference.close();
        clip.close();
    }

    @Test
    void classVectorsAreTheMeansOfRawCaptionsThenBroughtToLengthOne() {
        assertArrayEquals(
                reference.floats("classes.mean_normalise"), flat(classes().vectors()), 1e-5f);
    }

    @Test
    void probabilitiesAgreeWithTheReference() {
        List<List<Scored<String>>> scores = ZeroShot.of(clip, classes()).classify(images());
        float[] probabilities = new float[2 * LABELS.size()];
        int i = 0;
        for (List<Scored<String>> image : scores)
            for (Scored<String> score : image) probabilities[i++] = (float) score.probability();
        assertArrayEquals(reference.floats("probabilities.mean_normalise"), probabilities, 1e-5f);
    }

    @Test
    void scoresComeInTheOrderOfTheLabelsAndCanBeRanked() {
        List<Scored<String>> scores =
                ZeroShot.of(clip, classes()).classify(images()).get(0);
        assertEquals(LABELS, scores.stream().map(Scored::value).toList());
        List<Scored<String>> ranked = Scored.bestFirst(scores);
        for (int i = 1; i < ranked.size(); i++) {
            assertTrue(ranked.get(i - 1).cosine() >= ranked.get(i).cosine());
            assertTrue(ranked.get(i - 1).probability() >= ranked.get(i).probability());
        }
        assertEquals(1, scores.stream().mapToDouble(Scored::probability).sum(), 1e-12);
    }

    @Test
    void theLengthsOfTheVectorsGivenDoNotMatter() {
        float[][] longer = classes().vectors();
        for (float[] vector : longer) for (int i = 0; i < vector.length; i++) vector[i] *= 5;
        Embeddings classes = new Embeddings(clip.identity(), LABELS, longer);
        List<Scored<String>> expected =
                ZeroShot.of(clip, classes()).classify(images()).get(1);
        List<Scored<String>> actual =
                ZeroShot.of(clip, classes).classify(images()).get(1);
        for (int i = 0; i < expected.size(); i++)
            assertEquals(expected.get(i).probability(), actual.get(i).probability(), 1e-6);
    }

    @Test
    void imagesOfAnotherModelAreRefused() {
        Embeddings foreign = new Embeddings("another", List.of("1"), new float[1][64]);
        assertThrows(UserException.class, () -> ZeroShot.of(clip, classes()).classify(foreign));
    }

    private static Embeddings classes() {
        int rows = LABELS.size() * CAPTIONS_PER_LABEL;
        try (NDManager manager = clip.newManager()) {
            var ids = manager.create(reference.longs("ids"), new Shape(rows, CONTEXT));
            float[][] raw = Embedder.rows(clip.text().embed(ids)).toArray(float[][]::new);
            return new Embeddings(clip.identity(), LABELS, Embedder.meanOfEach(raw, CAPTIONS_PER_LABEL)).unit();
        }
    }

    private static Embeddings images() {
        try (NDManager manager = clip.newManager()) {
            var pixels = manager.create(reference.floats("pixels"), new Shape(2, 3, 64, 64));
            return new Embeddings(
                    clip.identity(),
                    List.of("1", "2"),
                    Embedder.rows(clip.image().embed(pixels)).toArray(float[][]::new));
        }
    }

    private static float[] flat(float[][] rows) {
        float[] flat = new float[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) System.arraycopy(rows[i], 0, flat, i * rows[0].length, rows[0].length);
        return flat;
    }
}

package org.multimodalneurons.embed;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.Progress;
import org.multimodalneurons.RandomClip;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.KnownWords;
import org.multimodalneurons.text.Prompts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class EmbedderTest {

    @TempDir
    static Path folder;

    private static ClipModel clip;
    private static Embedder embedder;

    @BeforeAll
    static void openModel() {
        clip = ClipModel.open(RandomClip.write(folder));
        embedder = new Embedder(clip);
    }

    @AfterAll
    static void closeModel() {
        clip.close();
    }

    @Test
    void manyImagesGiveWhatEachGivesAlone() {
        List<RgbImage> images =
                IntStream.range(0, 70).mapToObj(EmbedderTest::picture).toList();
        Embeddings all = embedder.images(images, numbers(70), Progress.NONE);
        assertEquals(numbers(70), all.labels());
        for (int i : new int[] {0, 31, 63, 64, 69})
            assertArrayEquals(
                    embedder.images(List.of(images.get(i)), List.of("it"), Progress.NONE)
                            .vector(0),
                    all.vector(i),
                    1e-5f);
    }

    @Test
    void imagesAreAskedForOnceInOrderWhenTheirTurnComes() {
        List<Integer> asked = new ArrayList<>();
        List<RgbImage> loadedLate = new AbstractList<>() {
            @Override
            public RgbImage get(int index) {
                asked.add(index);
                return picture(index);
            }

            @Override
            public int size() {
                return 70;
            }
        };
        embedder.images(loadedLate, numbers(70), Progress.NONE);
        assertEquals(IntStream.range(0, 70).boxed().toList(), asked);
    }

    @Test
    void aCancelledRunStopsBetweenBatches() {
        List<Long> reports = new ArrayList<>();
        Progress impatient = new Progress() {
            @Override
            public void report(long done, long total, String message) {
                reports.add(done);
                assertEquals(300, total);
            }

            @Override
            public boolean cancelled() {
                return reports.contains(64L);
            }
        };
        List<RgbImage> images =
                IntStream.range(0, 300).mapToObj(EmbedderTest::picture).toList();
        assertThrows(CancellationException.class, () -> embedder.images(images, numbers(300), impatient));
        assertEquals(64, reports.get(reports.size() - 1));
    }

    @Test
    void unitVectorsHaveLengthOneAndRawOnesTheSameDirection() {
        Embeddings raw = embedder.rawTexts(List.of("a dog"), Progress.NONE);
        Embeddings unit = embedder.texts(List.of("a dog"), Progress.NONE);
        assertEquals(1, Vectors.dot(unit.vector(0), unit.vector(0)), 1e-6);
        assertTrue(Math.abs(Vectors.dot(raw.vector(0), raw.vector(0)) - 1) > 1e-3);
        assertEquals(1, CosineMatrix.of(raw, unit).get(0, 0), 1e-6);
    }

    @Test
    void aLabelIsTheMeanOfItsRawCaptions() {
        Embeddings labels = embedder.labels(List.of("dog", "cat"), Prompts.parse("a {} | the {}"), Progress.NONE);
        Embeddings captions = embedder.rawTexts(List.of("a dog", "the dog", "a cat", "the cat"), Progress.NONE);
        float[] mean = Vectors.mean(List.of(captions.vector(2), captions.vector(3)));
        assertEquals(List.of("dog", "cat"), labels.labels());
        assertArrayEquals(Vectors.unit(mean), labels.vector(1), 1e-5f);
    }

    @Test
    void severalThreadsGetWhatOneGets() {
        float[] image =
                embedder.images(List.of(picture(5)), numbers(1), Progress.NONE).vector(0);
        float[] text = embedder.texts(List.of("a dog"), Progress.NONE).vector(0);
        IntStream.range(0, 16).parallel().forEach(i -> {
            assertArrayEquals(
                    image,
                    embedder.images(List.of(picture(5)), numbers(1), Progress.NONE)
                            .vector(0),
                    1e-6f);
            assertArrayEquals(
                    text, embedder.texts(List.of("a dog"), Progress.NONE).vector(0), 1e-6f);
        });
    }

    @Test
    void nothingToEmbedIsSaidSo() {
        assertThrows(UserException.class, () -> embedder.images(List.of(), List.of(), Progress.NONE));
        assertThrows(UserException.class, () -> embedder.texts(List.of(), Progress.NONE));
        String message = assertThrows(UserException.class, () -> embedder.texts(List.of("a dog", " \n"), Progress.NONE))
                .getMessage();
        assertTrue(message.contains("caption number 2 of 2 is blank"), message);
    }

    @Test
    void aMissingLabelIsNoticedBeforeAnythingIsEmbedded() {
        Progress never = new Progress() {
            @Override
            public void report(long done, long total, String message) {
                throw new AssertionError(message);
            }

            @Override
            public boolean cancelled() {
                return false;
            }
        };
        List<RgbImage> two = List.of(picture(1), picture(2));
        String message = assertThrows(UserException.class, () -> embedder.images(two, numbers(1), never))
                .getMessage();
        assertTrue(message.contains("1 labels for 2 embeddings"), message);
    }

    @Test
    void labelsThatCannotBeAskedForAreRefused() {
        Prompts prompts = Prompts.parse("a {}");
        assertThrows(UserException.class, () -> new ZeroShot(clip, List.of(), prompts));
        String message = assertThrows(UserException.class, () -> new ZeroShot(clip, List.of("dog", ""), prompts))
                .getMessage();
        assertTrue(message.contains("label number 2 of 2 is blank"), message);
    }

    @Test
    void repeatedLabelsCountOnceAndAreReported() {
        ZeroShot classes = new ZeroShot(clip, List.of("dog", "cat", " dog "), Prompts.parse("a {}"));
        assertEquals(List.of("dog", "cat"), classes.classes().labels());
        assertTrue(
                classes.warnings().toString().contains("\"dog\" is given more than once"),
                classes.warnings()::toString);
    }

    @Test
    void aSingleLabelIsReportedForItsProbabilityIsAlwaysOne() {
        ZeroShot one = new ZeroShot(clip, List.of("dog"), Prompts.parse("a {}"));
        assertEquals(1, one.classify(picture(1)).get(0).probability());
        assertTrue(one.warnings().toString().contains("probability is always 1"), one.warnings()::toString);
    }

    @Test
    void aCaptionLongerThanTheContextIsCutAndReported() {
        String tooLong = "dog ".repeat(80);
        assertTrue(Captions.warnings(clip, List.of("a dog", tooLong)).toString().contains("more than"));
        assertFalse(new ZeroShot(clip, List.of("cat", tooLong), Prompts.parse("a {}"))
                .warnings()
                .isEmpty());
        assertEquals(List.of(), new ZeroShot(clip, List.of("cat", "dog"), Prompts.parse("a {}")).warnings());
        assertArrayEquals(
                embedder.texts(List.of("dog ".repeat(75)), Progress.NONE).vector(0),
                embedder.texts(List.of(tooLong), Progress.NONE).vector(0),
                1e-6f);
    }

    @Test
    void wordsThatTheModelNeverLearnedAreNamedOnceForAllLabels() {
        try (ClipModel small = KnownWords.open(folder, "dog\tanimals\ncat\tanimals\n")) {
            Prompts prompts = Prompts.parse("a picture of a {} | a drawing of a {}");
            ZeroShot classes = new ZeroShot(small, List.of("dog", "quokka", "cats", "grey axolotl"), prompts);
            assertEquals(1, classes.warnings().size());
            assertTrue(
                    classes.warnings().get(0).contains("never learned: quokka, grey, axolotl."),
                    classes.warnings()::toString);
            SimilarityMap map = SimilarityMap.of(small, "a dog").against(List.of("a wombat"));
            assertTrue(map.warnings().toString().contains("never learned: wombat."), map.warnings()::toString);
            assertEquals(
                    List.of(),
                    SimilarityMap.of(small, "dog", prompts)
                            .against(List.of("cat"))
                            .warnings());
        }
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    /** Pictures of many sizes and colours. */
    private static RgbImage picture(int index) {
        int width = 20 + index % 17;
        int height = 18 + index % 23;
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) rgb[i] = (byte) ((i * (index + 3)) / 5);
        return RgbImage.of(width, height, rgb);
    }
}

package org.multimodalneurons.probe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.Progress;
import org.multimodalneurons.RandomClip;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.probe.Dissection.Result;
import org.multimodalneurons.probe.Dissection.UnitNames;
import org.multimodalneurons.text.Prompts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DissectionTest {

    private static final int IMAGES = 90;
    private static final List<String> LABELS =
            IntStream.range(0, IMAGES).mapToObj(i -> "image" + i).toList();
    private static final float ROUNDING = 1e-5f;
    private static final List<String> WORDS = List.of("dog", "cat", "pizza", "sun", "red");

    @TempDir
    static Path model;

    @TempDir
    Path folder;

    private static ClipModel clip;

    @BeforeAll
    static void open() {
        clip = ClipModel.open(RandomClip.write(model));
    }

    @AfterAll
    static void close() {
        clip.close();
    }

    @Test
    void everyUnitGetsItsBestWordsInOrder() {
        Result result = dissection("layer3.0.add").run(new Gallery(), LABELS, Progress.NONE);
        assertEquals(clip.image().layer("layer3.0.add").units(), result.units().size());
        assertEquals(IMAGES, result.images());
        assertEquals(10, result.top());
        for (var unit : result.units()) {
            assertEquals(5, unit.names().size());
            for (int i = 1; i < 5; i++)
                assertTrue(
                        unit.names().get(i - 1).score() >= unit.names().get(i).score());
        }
        assertTrue(result.units().stream()
                        .map(unit -> unit.names().get(0).word())
                        .distinct()
                        .count()
                > 1);
    }

    @Test
    void mapsAndVectorsHaveUnitsToName() {
        for (String layer : List.of("stem", "layer1.0", "attnpool"))
            assertEquals(
                    clip.image().layer(layer).units(),
                    dissection(layer)
                            .run(new Gallery(), LABELS, Progress.NONE)
                            .units()
                            .size());
    }

    @Test
    void aCancelledRunGoesOnWhereItWasAndComesToTheSameNames() {
        Result whole = dissection("layer3.0.add").run(new Gallery(), LABELS, Progress.NONE);
        Path file = folder.resolve("names.part");
        Dissection resumable = dissection("layer3.0.add").resumableAt(file);
        Gallery first = new Gallery();
        assertThrows(CancellationException.class, () -> resumable.run(first, LABELS, new StopsAfter(40)));
        assertTrue(Files.exists(file));
        Gallery second = new Gallery();
        Result resumed = resumable.run(second, LABELS, Progress.NONE);
        assertEquals(whole, resumed);
        assertEquals(IMAGES, first.asked.size() + second.asked.size(), "no image is looked at twice");
        assertFalse(Files.exists(file));
    }

    @Test
    void aFileOfAnotherRunIsRefusedAndKept() throws Exception {
        Path file = folder.resolve("names.part");
        Dissection other = dissection("layer2.0").resumableAt(file);
        assertThrows(CancellationException.class, () -> other.run(new Gallery(), LABELS, new StopsAfter(20)));
        byte[] before = Files.readAllBytes(file);
        refused(file, dissection("layer3.0.add"), "other images");
        assertArrayEquals(before, Files.readAllBytes(file));
        Files.write(file, Arrays.copyOf(before, before.length / 2));
        refused(file, dissection("layer2.0"), "cut off");
        Files.writeString(file, "my notes");
        refused(file, dissection("layer2.0"), "is not");
        assertEquals("my notes", Files.readString(file));
    }

    private static void refused(Path file, Dissection dissection, String why) {
        String message = assertThrows(
                        UserException.class,
                        () -> dissection.resumableAt(file).run(new Gallery(), LABELS, Progress.NONE))
                .getMessage();
        assertTrue(message.contains(file.toString()) && message.contains(why), message);
    }

    @Test
    void anImageThatCannotBeReadIsPassedOverAndListed() {
        Gallery gallery = new Gallery();
        gallery.broken = 17;
        Result result = dissection("layer3.0.add").run(gallery, LABELS, Progress.NONE);
        assertEquals(IMAGES - 1, result.images());
        assertEquals(Map.of(17, "It is damaged."), result.unreadable());
        List<PixelRows> others = new ArrayList<>(new Gallery());
        others.remove(17);
        Result without = dissection("layer3.0.add").run(others, LABELS.subList(1, IMAGES), Progress.NONE);
        float[][] responses = responses("layer3.0.add");
        for (int unit = 0; unit < without.units().size(); unit++)
            assertArrayEquals(
                    inOrder(responses, without.units().get(unit), place -> place < 17 ? place : place + 1),
                    inOrder(responses, result.units().get(unit), place -> place),
                    ROUNDING,
                    "places among all images");
    }

    /** The responses that a unit's images are listed by: a batch of another size may round alike ones differently. */
    private static float[] inOrder(float[][] responses, UnitNames unit, IntUnaryOperator place) {
        float[] inOrder = new float[unit.images().size()];
        int column = unit.unit().index();
        for (int i = 0; i < inOrder.length; i++)
            inOrder[i] = responses[place.applyAsInt(unit.images().get(i))][column];
        return inOrder;
    }

    private static float[][] responses(String layer) {
        float[][] responses = new float[IMAGES][];
        Responses.of(clip, List.of(clip.image().layer(layer)))
                .images(new Gallery(), (image, of, mean, max) -> responses[image] = mean, Progress.NONE);
        return responses;
    }

    @Test
    void tooFewImagesWordsOrOddSettingsAreRefused() {
        Dissection dissection = dissection("layer3.0.add");
        String one = assertThrows(
                        UserException.class,
                        () -> dissection.run(new Gallery().subList(0, 1), LABELS.subList(0, 1), Progress.NONE))
                .getMessage();
        assertTrue(one.contains("Only 1 image"), one);
        assertThrows(UserException.class, () -> dissection.withWords(List.of("dog", " dog "), Prompts.NONE));
        assertThrows(UserException.class, () -> dissection.with(0, 10, 1));
        assertThrows(UserException.class, () -> dissection.with(10, 0, 1));
    }

    private static Dissection dissection(String layer) {
        return Dissection.of(clip, clip.image().layer(layer))
                .withWords(WORDS, Prompts.NONE)
                .with(10, 10, 1);
    }

    /** Pictures of coloured waves that are made when they are asked for. */
    private static final class Gallery extends AbstractList<PixelRows> {

        private final List<Integer> asked = new ArrayList<>();
        private int broken = -1;

        @Override
        public PixelRows get(int index) {
            asked.add(index);
            if (index == broken) throw new UserException("It is damaged.");
            byte[] rgb = new byte[3 * 40 * 40];
            for (int i = 0; i < rgb.length; i++)
                rgb[i] = (byte) (128 + 127 * Math.sin(index + i * (1 + index % 7) / 30. + i % 3));
            return RgbImage.of(40, 40, rgb);
        }

        @Override
        public int size() {
            return IMAGES;
        }
    }

    /** Cancelled as soon as so many images are done. */
    private static final class StopsAfter implements Progress {

        private final int images;
        private boolean reached;

        StopsAfter(int images) {
            this.images = images;
        }

        @Override
        public void report(long done, long total, String message) {
            reached |= done >= images;
        }

        @Override
        public boolean cancelled() {
            return reached;
        }
    }
}

package org.multimodalneurons.visualize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.OutsideHeap;
import org.multimodalneurons.Progress;
import org.multimodalneurons.RandomClip;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Unit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** DeepDream, with a small model of random weights. */
class DeepDreamTest {

    private static final String LAYER = "layer2.0";

    @TempDir
    static Path folder;

    private static ClipModel clip;

    @BeforeAll
    static void open() {
        clip = ClipModel.open(RandomClip.write(folder));
    }

    @AfterAll
    static void close() {
        clip.close();
    }

    @Test
    void theSameSeedGivesTheSamePictureBitForBitAndAnotherSeedAnother() {
        Drawing picture = noise(100, 70, Channels.RGB);
        DeepDream dream = DeepDream.of(clip).maximise(Objectives.layer(LAYER)).iterations(2);
        float[] first = values(dream.seed(5), picture);
        assertArrayEquals(first, values(dream.seed(5), picture));
        assertTrue(distance(first, values(dream.seed(6), picture)) > 1e-4);
    }

    @Test
    void aDreamHasTheSizeAndTheChannelsOfItsPictureAndIsNoFurtherFromItThanItsSteps() {
        for (Channels channels :
                List.of(Channels.RGB, Channels.GRAY, new Channels(List.of(List.of(1f, 0f, 1f), List.of(0f, 1f, 0f))))) {
            Drawing picture = noise(90, 50, channels);
            Dream dream = DeepDream.of(clip)
                    .maximise(Objectives.layer(LAYER))
                    .octaves(1, 1.4)
                    .iterations(3)
                    .strength(2)
                    .run(picture, Progress.NONE);
            assertEquals(90, dream.drawing().width());
            assertEquals(50, dream.drawing().height());
            assertEquals(channels, dream.drawing().channels());
            double moved = distance(picture.toFloats(), dream.drawing().toFloats());
            assertTrue(moved > .5 / 255 && moved <= 3 * 2. / 255, () -> "mean change " + moved);
        }
    }

    @Test
    void whatADreamIsForRises() {
        Unit unit = new Unit("layer3.0.add", 3);
        Drawing picture = noise(64, 64, Channels.RGB);
        Dream dream = DeepDream.of(clip)
                .maximise(Objectives.channel(unit))
                .octaves(2, 1.4)
                .iterations(4)
                .run(picture, Progress.NONE);
        assertTrue(response(dream.drawing(), unit) > response(picture, unit));
    }

    private static double response(Drawing drawing, Unit unit) {
        try (var manager = clip.newManager()) {
            var pixels = clip.preprocessing().pixels(manager, List.of(drawing.rgb()));
            return clip.image()
                    .activate(pixels, clip.image().layer(unit.layer()))
                    .get(":, {}", unit.index())
                    .mean()
                    .getFloat();
        }
    }

    @Test
    void guidesLeadElsewhereThanTheLayerAloneAndEachSomewhereElse() {
        Drawing picture = noise(64, 64, Channels.RGB);
        float[] alone = values(towards(Objectives.layer(LAYER)), picture);
        float[] guided =
                values(towards(Dreams.towards(clip, noise(80, 60, Channels.RGB).rgb(), LAYER)), picture);
        float[] other = values(towards(Dreams.towards(clip, grey(80, 60).rgb(), LAYER)), picture);
        assertTrue(distance(alone, guided) > 1e-4);
        assertTrue(distance(guided, other) > 0);
    }

    private static DeepDream towards(Objective objective) {
        return DeepDream.of(clip).maximise(objective).iterations(2);
    }

    @Test
    void squaresCountOneTogetherAtEveryPixel() {
        Raster sum = Raster.zeros(150, 97, 1);
        Tiles tiles = Tiles.jittered(64, 150, 97, new SplittableRandom(3));
        float[] thirds = new float[3 * 64 * 64];
        Arrays.fill(thirds, 1 / 3f);
        for (int tile = 0; tile < tiles.count(); tile++) tiles.add(tile, thirds, 0, Channels.GRAY, sum);
        for (float share : sum.values()) assertEquals(1, share, 1e-5);
    }

    @Test
    void noBorderOfASquareShows() {
        int seed = 4;
        Drawing picture = noise(400, 300, Channels.GRAY);
        DeepDream dream = DeepDream.of(clip)
                .maximise(Objectives.layer(LAYER))
                .octaves(1, 1.4)
                .iterations(1)
                .seed(seed);
        float[] before = picture.toFloats();
        float[] after = values(dream, picture);
        Tiles tiles = Tiles.jittered(64, 400, 300, new SplittableRandom(seed));
        double atBorders = 0;
        double elsewhere = 0;
        int borders = 0;
        for (int x = 1; x < 400; x++) {
            double step = 0;
            for (int i = x; i < after.length; i += 400)
                step += Math.abs((after[i] - before[i]) - (after[i - 1] - before[i - 1]));
            boolean isBorder = Math.floorMod(x - tiles.left(), 48) == 0 || Math.floorMod(x - tiles.left(), 48) == 16;
            if (isBorder) borders++;
            if (isBorder) atBorders += step;
            else elsewhere += step;
        }
        double ratio = (atBorders / borders) / (elsewhere / (399 - borders));
        assertTrue(ratio < 1.3, () -> "steps at borders are " + ratio + " times those elsewhere");
    }

    @Test
    void aCancelledDreamKeepsWhatThereIs() {
        Drawing picture = noise(120, 90, Channels.RGB);
        Dream dream = DeepDream.of(clip)
                .maximise(Objectives.layer(LAYER))
                .iterations(4)
                .run(picture, new Stopping(5));
        assertTrue(dream.isCancelled());
        assertTrue(dream.iterations() > 0 && dream.iterations() < 16);
        assertEquals(120, dream.drawing().width());
        assertTrue(distance(picture.toFloats(), dream.drawing().toFloats()) > 1e-3);
    }

    /** Is cancelled when it has been asked a number of times. */
    private static final class Stopping implements Progress {

        private int left;

        Stopping(int times) {
            left = times;
        }

        @Override
        public void report(long done, long total, String message) {
            assertTrue(done <= total);
        }

        @Override
        public boolean cancelled() {
            return left-- <= 0;
        }
    }

    @Test
    void framesZoomIntoTheDream() {
        Drawing picture = noise(64, 48, Channels.GRAY);
        List<float[]> frames = new ArrayList<>();
        DeepDream dream = DeepDream.of(clip).maximise(Objectives.layer(LAYER)).iterations(1);
        dream.zooming(
                picture,
                3,
                .1,
                Progress.NONE,
                (frame, drawn) -> frames.add(drawn.get(0).toFloats()));
        assertEquals(3, frames.size());
        assertArrayEquals(values(dream, picture), frames.get(0));
        assertTrue(distance(frames.get(0), frames.get(1)) > 1e-3);
    }

    @Test
    void whatCannotBeDreamtIsSaidBeforehand() {
        Drawing picture = grey(40, 30);
        assertMessage(
                "octaves: found 0",
                () -> DeepDream.of(clip).maximise(Objectives.layer(LAYER)).octaves(0, 1.4));
        assertMessage(
                "scale",
                () -> DeepDream.of(clip).maximise(Objectives.layer(LAYER)).octaves(2, 1));
        assertMessage(
                "strength",
                () -> DeepDream.of(clip).maximise(Objectives.layer(LAYER)).strength(Double.NaN));
        assertMessage(
                "'layer9' does not exist",
                () -> DeepDream.of(clip).maximise(Objectives.layer("layer9")).run(picture, Progress.NONE));
        assertMessage("has no unit 9999", () -> DeepDream.of(clip)
                .maximise(Objectives.channel(new Unit(LAYER, 9999)))
                .run(picture, Progress.NONE));
    }

    private static void assertMessage(String part, Runnable run) {
        String message = assertThrows(UserException.class, run::run).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void nativeMemoryDoesNotGrowOverALargePicture() {
        Assumptions.assumeTrue(OutsideHeap.isKnown(), "resident memory is read from /proc");
        var watched = new Watched();
        Dream dream = DeepDream.of(clip)
                .maximise(Objectives.layer("layer1.0"))
                .octaves(1, 1.4)
                .iterations(1)
                .run(grey(4000, 3000), watched);
        assertFalse(dream.isCancelled());
        assertTrue(watched.asked > 100, "batches: " + watched.asked);
        long grown = watched.last - watched.early;
        assertTrue(grown < 200_000, () -> "resident memory outside the heap grew by " + grown + " kB");
    }

    /** Looks at the memory outside of Java's heap early in a run and until its end. */
    private static final class Watched implements Progress {

        private static final int WARM = 20;

        private int asked;
        private long early;
        private long last;

        @Override
        public void report(long done, long total, String message) {
            assertTrue(done <= total);
        }

        @Override
        public boolean cancelled() {
            if (++asked == WARM) early = OutsideHeap.kilobytes();
            if (asked > WARM) last = OutsideHeap.kilobytes();
            return false;
        }
    }

    private static float[] values(DeepDream dream, Drawing picture) {
        return dream.run(picture, Progress.NONE).drawing().toFloats();
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += Math.abs(a[i] - b[i]);
        return sum / a.length;
    }

    private static Drawing noise(int width, int height, Channels channels) {
        Random random = new Random(width);
        float[] values = new float[width * height * channels.count()];
        for (int i = 0; i < values.length; i++) values[i] = .3f + .4f * random.nextFloat();
        return new Drawing(width, height, channels, false, values);
    }

    private static Drawing grey(int width, int height) {
        float[] values = new float[width * height];
        for (int i = 0; i < values.length; i++) values[i] = .25f + .5f * (i % width) / width;
        return new Drawing(width, height, Channels.GRAY, false, values);
    }
}

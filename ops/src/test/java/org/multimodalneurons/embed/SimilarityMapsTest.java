package org.multimodalneurons.embed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.Fixtures;
import org.multimodalneurons.LazyList;
import org.multimodalneurons.Progress;
import org.multimodalneurons.RandomClip;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.text.Prompts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.multimodalneurons.embed.Patches.picture;

class SimilarityMapsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"rn-openclip", "vit-openclip-gelu"})
    void eachMapIsThatOfItsThingAloneByEitherMethod(String model) {
        try (ClipModel clip = ClipModel.open(Fixtures.model(model))) {
            RgbImage image = picture(61, 47, 1);
            MapGrid grid = MapGrid.of(61, 47, new Windows(20, 9));
            List<Contrast> contrasts = contrasts(clip, 3);
            List<Img<FloatType>> windows = SimilarityMaps.of(contrasts).windows(image, grid, Progress.NONE);
            List<Img<FloatType>> dense = SimilarityMaps.of(contrasts).dense(image, grid, Progress.NONE);
            assertEquals(3, windows.size());
            for (int k = 0; k < 3; k++) {
                SimilarityMap alone = SimilarityMap.of(contrasts.get(k));
                assertSame(alone.windows(image, new Windows(20, 9), Progress.NONE), windows.get(k), 0);
                assertSame(alone.dense(image, new Windows(20, 9), Progress.NONE), dense.get(k), 0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rn-openclip", "vit-openclip-gelu"})
    void aMapIsWhatAStraightforwardComputationGives(String model) {
        try (ClipModel clip = ClipModel.open(Fixtures.model(model))) {
            RgbImage image = picture(61, 47, 2);
            Windows windows = new Windows(20, 9);
            float[] direction = contrasts(clip, 1).get(0).direction();
            double[] sums = new double[61 * 47];
            double[] weights = new double[61 * 47];
            for (int top : windows.starts(47))
                for (int left : windows.starts(61)) {
                    RgbImage crop = image.crop(left, top, 20, 20);
                    float[] vector = new Embedder(clip)
                            .images(List.of(crop), List.of(""), Progress.NONE)
                            .vector(0);
                    double cosine = Vectors.dot(vector, direction);
                    for (int y = 0; y < 20; y++)
                        for (int x = 0; x < 20; x++) {
                            double weight = Math.pow(Math.sin(Math.PI * (x + .5) / 20), 2)
                                    * Math.pow(Math.sin(Math.PI * (y + .5) / 20), 2);
                            sums[(top + y) * 61 + left + x] += weight * cosine;
                            weights[(top + y) * 61 + left + x] += weight;
                        }
                }
            Img<FloatType> map = SimilarityMaps.of(contrasts(clip, 1))
                    .windows(image, MapGrid.of(61, 47, windows), Progress.NONE)
                    .get(0);
            for (int i = 0; i < sums.length; i++)
                assertEquals(sums[i] / weights[i], map.getAt(i % 61, i / 61).get(), 1e-5);
        }
    }

    @Test
    void manyImagesShareBatchesAndEachIsReadOnceInOrder() {
        try (ClipModel clip = ClipModel.open(Fixtures.model("rn-openclip"))) {
            SimilarityMaps maps = SimilarityMaps.of(contrasts(clip, 2));
            MapGrid grid = MapGrid.of(40, 30, new Windows(15, 15));
            List<Integer> asked = new ArrayList<>();
            List<PixelRows> images = new LazyList<>(20, i -> {
                asked.add(i);
                return picture(40, 30, i);
            });
            List<Integer> finished = new ArrayList<>();
            List<Long> totals = new ArrayList<>();
            Progress progress = new Progress() {
                @Override
                public void report(long done, long total, String message) {
                    totals.add(total);
                }

                @Override
                public boolean cancelled() {
                    return false;
                }
            };
            maps.windows(images, grid, progress, (i, found) -> {
                finished.add(i);
                List<Img<FloatType>> alone = maps.windows(picture(40, 30, i), grid, Progress.NONE);
                for (int k = 0; k < 2; k++) assertSame(alone.get(k), found.get(k), 1e-5);
            });
            assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19), finished);
            assertEquals(finished, asked);
            assertEquals(2 * 2, totals.size(), "120 windows in 2 batches, each reported before and after");
            assertTrue(totals.stream().allMatch(total -> total == 20 * 6), totals::toString);
        }
    }

    @Test
    void imagesThatCannotBeReadAreToldOnceAndTheOthersHaveTheirMaps() {
        try (ClipModel clip = ClipModel.open(Fixtures.model("rn-openclip"))) {
            SimilarityMaps maps = SimilarityMaps.of(contrasts(clip, 1));
            MapGrid grid = MapGrid.of(40, 30, new Windows(15, 15));
            List<Integer> asked = new ArrayList<>();
            List<PixelRows> images = new LazyList<>(20, i -> {
                asked.add(i);
                if (i == 2 || i == 3) throw new UserException("Image " + i + " is gone.");
                return i == 7 ? new DamagedBelow(picture(40, 30, i)) : picture(40, 30, i);
            });
            List<Integer> finished = new ArrayList<>();
            List<String> faults = new ArrayList<>();
            maps.windows(images, grid, Progress.NONE, new SimilarityMaps.Sink() {
                @Override
                public void finished(int image, List<Img<FloatType>> found) {
                    finished.add(image);
                    assertSame(
                            maps.windows(picture(40, 30, image), grid, Progress.NONE)
                                    .get(0),
                            found.get(0),
                            1e-5);
                }

                @Override
                public void unreadable(int image, UserException fault) {
                    faults.add(image + ": " + fault.getMessage());
                }
            });
            assertEquals(List.of("2: Image 2 is gone.", "3: Image 3 is gone.", "7: It is cut."), faults);
            assertEquals(List.of(0, 1, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19), finished);
            assertEquals(20, asked.size(), asked::toString);
        }
    }

    /** A picture whose lower half cannot be read. */
    private record DamagedBelow(PixelRows whole) implements PixelRows {

        @Override
        public int width() {
            return whole.width();
        }

        @Override
        public int height() {
            return whole.height();
        }

        @Override
        public void read(int y, byte[] rgb) {
            if (y >= height() / 2) throw new UserException("It is cut.");
            whole.read(y, rgb);
        }
    }

    /** A picture whose last columns cannot be read, and whose first window can. */
    private record DamagedAtTheRight(PixelRows whole) implements PixelRows {

        @Override
        public int width() {
            return whole.width();
        }

        @Override
        public int height() {
            return whole.height();
        }

        @Override
        public void read(int y, byte[] rgb) {
            throw new AssertionError("a whole row is read");
        }

        @Override
        public void read(int y, int x, int count, int[] pixels, int at) {
            if (x + count > 4500) throw new UserException("It is cut.");
            whole.read(y, x, count, pixels, at);
        }
    }

    @Test
    void ofLargeImagesToo() {
        try (ClipModel clip = ClipModel.open(Fixtures.model("rn-openclip"))) {
            MapGrid grid = MapGrid.of(6000, 4000, new Windows(4000, 4000), 100, 0, 0);
            List<PixelRows> images = List.of(new DamagedAtTheRight(new Large(6000, 4000)), new Large(6000, 4000));
            List<String> told = new ArrayList<>();
            SimilarityMaps.of(contrasts(clip, 1)).windows(images, grid, Progress.NONE, new SimilarityMaps.Sink() {
                @Override
                public void finished(int image, List<Img<FloatType>> maps) {
                    told.add("done " + image);
                }

                @Override
                public void unreadable(int image, UserException fault) {
                    told.add("gone " + image);
                }
            });
            assertEquals(List.of("gone 0", "done 1"), told);
        }
    }

    @Test
    void alternativesAreTakenFromEachAndToldOnce() {
        try (ClipModel clip = ClipModel.open(RandomClip.write(folder))) {
            RgbImage image = picture(50, 40, 5);
            MapGrid grid = MapGrid.of(50, 40, new Windows(40, 20));
            List<String> others =
                    List.of("grass", "a very long story ".repeat(40).strip());
            SimilarityMaps maps = SimilarityMaps.of(
                            List.of(Contrast.of(clip, "dog", Prompts.NONE), Contrast.of(clip, "cat", Prompts.NONE)))
                    .against(others, Prompts.NONE);
            assertEquals(1, maps.warnings().size());
            List<Img<FloatType>> found = maps.windows(image, grid, Progress.NONE);
            for (String label : List.of("dog", "cat"))
                assertSame(
                        SimilarityMap.of(clip, label)
                                .against(others)
                                .windows(image, new Windows(40, 20), Progress.NONE),
                        found.get(label.equals("dog") ? 0 : 1),
                        0);
        }
    }

    @Test
    void onlyTheScoresOfAThingAreKeptUntilTheBatchIsDone() {
        try (ClipModel clip = ClipModel.open(Fixtures.model("rn-openclip"));
                NDManager manager = clip.newManager()) {
            NDArray unit = manager.create(new float[] {.6f, .8f, 0, 1, 1, 0}, new Shape(3, 2, 1, 1));
            NDArray scores = SimilarityMaps.along(unit, new float[] {2, 1});
            assertArrayEquals(new float[] {2, 1, 2}, scores.toFloatArray(), 1e-6f);
            assertEquals(Set.of(unit, scores), Set.copyOf(manager.getManagedArrays()));
        }
    }

    @Test
    void largeImagesAreReadInPartsOneAfterTheOther() {
        try (ClipModel clip = ClipModel.open(Fixtures.model("rn-openclip"))) {
            MapGrid grid = MapGrid.of(6000, 4000, new Windows(3000, 3000), 100, 0, 0);
            List<Integer> finished = new ArrayList<>();
            List<PixelRows> images = new LazyList<>(2, i -> {
                assertEquals(i, finished.size(), "asked for before the last was done");
                return new Large(6000, 4000);
            });
            List<String> messages = new ArrayList<>();
            Progress progress = new Progress() {
                @Override
                public void report(long done, long total, String message) {
                    messages.add(done + "/" + total);
                }

                @Override
                public boolean cancelled() {
                    return false;
                }
            };
            SimilarityMaps.of(contrasts(clip, 1)).windows(images, grid, progress, (i, maps) -> {
                finished.add(i);
                assertArrayEquals(new long[] {60, 40}, maps.get(0).dimensionsAsLongArray());
                for (FloatType pixel : maps.get(0)) assertTrue(Math.abs(pixel.get()) <= 1);
            });
            assertEquals(List.of(0, 1), finished);
            assertEquals(List.of("0/8", "4/8", "4/8", "8/8"), messages);
        }
    }

    /** Stripes that can only be read in parts. */
    private record Large(int width, int height) implements PixelRows {

        @Override
        public void read(int y, byte[] rgb) {
            throw new AssertionError("a whole row is read");
        }

        @Override
        public void read(int y, int x, int count, int[] pixels, int at) {
            for (int i = 0; i < count; i++) pixels[at + i] = (x + i) / 50 * 0x102030;
        }
    }

    @Test
    void itStopsBetweenBatchesAndReadsNoMore() {
        try (ClipModel clip = ClipModel.open(Fixtures.model("rn-openclip"))) {
            List<Integer> finished = new ArrayList<>();
            Progress untilTheFirst = new Progress() {
                @Override
                public void report(long done, long total, String message) {}

                @Override
                public boolean cancelled() {
                    return !finished.isEmpty();
                }
            };
            List<PixelRows> images = new LazyList<>(1000, i -> picture(40, 30, i));
            assertThrows(CancellationException.class, () -> SimilarityMaps.of(contrasts(clip, 1))
                    .windows(
                            images,
                            MapGrid.of(40, 30, new Windows(15, 15)),
                            untilTheFirst,
                            (i, maps) -> finished.add(i)));
            assertTrue(finished.size() < 20, finished::toString);
        }
    }

    @Test
    void whatCannotBeDoneIsRefused() {
        try (ClipModel clip = ClipModel.open(Fixtures.model("rn-openclip"));
                ClipModel other = ClipModel.open(Fixtures.model("rn-openclip"))) {
            assertThrows(UserException.class, () -> SimilarityMaps.of(List.of()));
            assertThrows(
                    UserException.class,
                    () -> SimilarityMaps.of(List.of(
                            contrasts(clip, 1).get(0), contrasts(other, 1).get(0))));
            SimilarityMaps maps = SimilarityMaps.of(contrasts(clip, 1));
            MapGrid grid = MapGrid.of(40, 30, new Windows(15, 15));
            String message = assertThrows(
                            UserException.class, () -> maps.windows(picture(41, 30, 1), grid, Progress.NONE))
                    .getMessage();
            assertTrue(message.contains("41 x 30"), message);
            assertThrows(UserException.class, () -> MapGrid.of(40, 30, new Windows(15, 15), 0, 0, 0));
            assertThrows(UserException.class, () -> MapGrid.of(40, 30, new Windows(15, 15), 4, 4, 0));
        }
    }

    private static void assertSame(Img<FloatType> expected, Img<FloatType> found, double delta) {
        assertArrayEquals(expected.dimensionsAsLongArray(), found.dimensionsAsLongArray());
        var cursor = found.cursor();
        for (FloatType pixel : expected) assertEquals(pixel.get(), cursor.next().get(), delta);
    }

    private static List<Contrast> contrasts(ClipModel clip, int count) {
        List<Contrast> contrasts = new ArrayList<>();
        Random random = new Random(count);
        for (int k = 0; k <= count; k++) {
            float[] vector = new float[clip.image().embeddingSize()];
            for (int i = 0; i < vector.length; i++) vector[i] = (float) random.nextGaussian();
            contrasts.add(Contrast.of(clip, new Embeddings(clip.identity(), List.of("it"), new float[][] {vector})));
        }
        return contrasts.subList(1, count + 1);
    }
}

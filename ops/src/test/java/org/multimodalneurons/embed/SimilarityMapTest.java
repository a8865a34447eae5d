package org.multimodalneurons.embed;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.Fixtures;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.multimodalneurons.embed.Patches.picture;

class SimilarityMapTest {

    @ParameterizedTest
    @ValueSource(strings = {"rn-openclip", "vit-openclip-gelu"})
    void oneWindowOverASquareImageIsTheCosineOfTheImage(String model) {
        try (ClipModel clip = ClipModel.open(Fixtures.model(model))) {
            RgbImage image = picture(90, 90, 1);
            double cosine = cosine(clip, image, target(clip, 2));
            Img<FloatType> map =
                    SimilarityMap.of(clip, target(clip, 2)).windows(image, new Windows(90, 90), Progress.NONE);
            for (FloatType pixel : map) assertEquals(cosine, pixel.get(), 1e-5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rn-openclip", "vit-openclip-gelu"})
    void everyPixelIsAWeightedMeanOfTheWindowsThatCoverIt(String model) {
        try (ClipModel clip = ClipModel.open(Fixtures.model(model))) {
            RgbImage image = picture(61, 47, 3);
            Windows windows = new Windows(20, 9);
            Img<FloatType> map = SimilarityMap.of(clip, target(clip, 4)).windows(image, windows, Progress.NONE);
            assertArrayEquals(new long[] {61, 47}, map.dimensionsAsLongArray());
            int x = 33;
            int y = 46;
            double sum = 0;
            double weights = 0;
            for (int top : windows.starts(47))
                for (int left : windows.starts(61)) {
                    if (x < left || x >= left + 20 || y < top || y >= top + 20) continue;
                    double weight = Math.pow(Math.sin(Math.PI * (x - left + .5) / 20), 2)
                            * Math.pow(Math.sin(Math.PI * (y - top + .5) / 20), 2);
                    sum += weight * cosine(clip, image.crop(left, top, 20, 20), target(clip, 4));
                    weights += weight;
                }
            assertEquals(sum / weights, map.getAt(x, y).get(), 1e-5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rn-openclip", "vit-openclip-gelu"})
    void longImagesAreCoveredFromEndToEndWhicheverWayTheyAreRead(String model) {
        try (ClipModel clip = ClipModel.open(Fixtures.model(model))) {
            SimilarityMap map = SimilarityMap.of(clip, target(clip, 5));
            RgbImage image = picture(200, 23, 6);
            for (Img<FloatType> each : List.of(
                    map.dense(image, Progress.NONE),
                    map.dense(image, new Windows(20, 7), Progress.NONE),
                    map.windows(image, new Windows(50, 10), Progress.NONE))) {
                assertArrayEquals(new long[] {200, 23}, each.dimensionsAsLongArray());
                for (FloatType pixel : each) assertTrue(Math.abs(pixel.get()) <= 1.0001f);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rn-openclip", "vit-openclip-gelu"})
    void alternativesTakeAwayTheirMeanCosine(String model) {
        try (ClipModel clip = ClipModel.open(Fixtures.model(model))) {
            RgbImage image = picture(80, 64, 7);
            float[][] others = {target(clip, 9).vector(0), target(clip, 10).vector(0)};
            Embeddings alternatives = new Embeddings(clip.identity(), List.of("1", "2"), others);
            Img<FloatType> contrast = SimilarityMap.of(clip, target(clip, 8))
                    .against(alternatives)
                    .dense(image, Progress.NONE);
            Img<FloatType> plain = SimilarityMap.of(clip, target(clip, 8)).dense(image, Progress.NONE);
            Img<FloatType> first = SimilarityMap.of(clip, target(clip, 9)).dense(image, Progress.NONE);
            Img<FloatType> second = SimilarityMap.of(clip, target(clip, 10)).dense(image, Progress.NONE);
            for (int[] at : new int[][] {{0, 0}, {79, 63}, {40, 11}})
                assertEquals(
                        plain.getAt(at).get()
                                - (first.getAt(at).get() + second.getAt(at).get()) / 2,
                        contrast.getAt(at).get(),
                        1e-5);
        }
    }

    @Test
    void progressCountsTheWindowsAndStopsWhenCancelled() {
        try (ClipModel clip = ClipModel.open(Fixtures.model("rn-openclip"))) {
            List<Long> reports = new ArrayList<>();
            SimilarityMap map = SimilarityMap.of(clip, target(clip, 11));
            Progress twice = new Progress() {
                @Override
                public void report(long done, long total, String message) {
                    reports.add(done);
                    assertEquals(17 * 17, total);
                }

                @Override
                public boolean cancelled() {
                    return reports.size() >= 2;
                }
            };
            assertThrows(
                    CancellationException.class, () -> map.windows(picture(80, 80, 12), new Windows(16, 4), twice));
            assertEquals(List.of(0L, 64L), reports);
        }
    }

    @Test
    void aMapLooksForOneEmbeddingOfItsOwnModel() {
        try (ClipModel clip = ClipModel.open(Fixtures.model("rn-openclip"))) {
            Embeddings two = new Embeddings(clip.identity(), List.of("a", "b"), new float[2][64]);
            assertThrows(UserException.class, () -> SimilarityMap.of(clip, two));
            Embeddings foreign = new Embeddings("another", List.of("a"), new float[1][64]);
            assertThrows(UserException.class, () -> SimilarityMap.of(clip, target(clip, 1))
                    .against(foreign));
        }
    }

    private static double cosine(ClipModel clip, RgbImage image, Embeddings target) {
        Embeddings embedded = new Embedder(clip).images(List.of(image), List.of("image"), Progress.NONE);
        return CosineMatrix.of(embedded, target).get(0, 0);
    }

    /** A vector of the shared space. */
    private static Embeddings target(ClipModel clip, long seed) {
        Random random = new Random(seed);
        float[] vector = new float[clip.image().embeddingSize()];
        for (int i = 0; i < vector.length; i++) vector[i] = (float) random.nextGaussian();
        return new Embeddings(clip.identity(), List.of("target"), new float[][] {vector}).unit();
    }
}

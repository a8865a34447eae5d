package org.multimodalneurons.visualize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.LazyList;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.embed.Projection;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Atlases of small models: what is in them, not how they look. */
class ActivationAtlasTest {

    private static final AtlasSettings SMALL = new AtlasSettings(100, 3, Projection.PCA, 3, 1, 16, 2, 2, 5);

    @ParameterizedTest
    @CsvSource({
        "rn-openclip, layer3.0.add, 36, 2",
        "rn-openclip, '', 12, 2",
        "vit-openclip-gelu, resblocks.0.mlp, 36, 2",
        "vit-openclip-gelu, resblocks.2, 36, 0",
        "vit-openclip-gelu, '', 12, 2"
    })
    void everyCellIsDrawnAndNamedIfItDoesAnything(String model, String layer, int count, int words) {
        try (ClipModel clip = open(model)) {
            ActivationAtlas atlas = atlas(clip, layer, SMALL, Progress.NONE);
            assertTrue(atlas.isComplete());
            assertEquals(
                    count,
                    atlas.cells().stream().mapToInt(ActivationAtlas.Cell::count).sum());
            assertEquals(count, atlas.activations());
            for (ActivationAtlas.Cell cell : atlas.cells()) {
                assertEquals(words, cell.words().size());
                assertEquals(cell.column(), Math.min(2, (int) (3 * cell.x())));
                assertEquals(cell.row(), Math.min(2, (int) (3 * cell.y())));
            }
            Drawing picture = atlas.picture();
            assertEquals(48, picture.width());
            assertEquals(48, picture.height());
        }
    }

    @Test
    void aCellsDrawingLiesAtItsPlaceAndTheRestIsWhite() {
        try (ClipModel clip = open("rn-openclip")) {
            ActivationAtlas atlas = atlas(clip, "layer3.0.add", SMALL, Progress.NONE);
            float[] whole = atlas.picture().toFloats();
            float[] expected = new float[whole.length];
            Arrays.fill(expected, 1);
            for (ActivationAtlas.Cell cell : atlas.cells()) {
                float[] own = cell.drawing().orElseThrow().toFloats();
                for (int i = 0; i < own.length; i++) {
                    int x = cell.column() * 16 + i % 16;
                    int y = cell.row() * 16 + i / 16 % 16;
                    expected[(i / 256 * 48 + y) * 48 + x] = own[i];
                }
            }
            assertArrayEquals(expected, whole);
        }
    }

    @Test
    void theSameSeedGivesTheSameAtlas() {
        try (ClipModel clip = open("rn-openclip")) {
            Drawing first = atlas(clip, "layer3.0.add", SMALL, Progress.NONE).picture();
            Drawing second = atlas(clip, "layer3.0.add", SMALL, Progress.NONE).picture();
            assertArrayEquals(first.toFloats(), second.toFloats());
        }
    }

    @Test
    void ofPicturesDrawnAtRandomTheUnreadableOnesAreKnownByTheirPlaceAmongAll() {
        try (ClipModel clip = open("rn-openclip")) {
            List<PixelRows> pictures = pictures();
            for (int place = 1; place < pictures.size(); place += 2) pictures.set(place, broken("broken " + place));
            Map<Integer, String> told = ActivationAtlas.of(
                            clip,
                            ActivationAtlas.layer(clip, "layer3.0.add"),
                            pictures,
                            words(clip),
                            new AtlasSettings(7, 3, Projection.PCA, 2, 1, 16, 1, 2, 5),
                            Progress.NONE,
                            growing -> {})
                    .unreadable();
            assertTrue(told.size() > 1 && told.size() < 6, told.toString());
            told.forEach((place, why) -> assertEquals("broken " + place, why));
        }
    }

    @Test
    void filesAreReadSeveralAtOnce() {
        int processors = Runtime.getRuntime().availableProcessors();
        CountDownLatch atWork = new CountDownLatch(Math.min(2, processors));
        List<PixelRows> pictures = pictures();
        List<PixelRows> files = LazyList.concurrent(2 * processors, place -> {
            atWork.countDown();
            try {
                assertTrue(atWork.await(20, TimeUnit.SECONDS), "read one by one");
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return pictures.get(place % pictures.size());
        });
        try (ClipModel clip = open("rn-openclip")) {
            Layer layer = ActivationAtlas.layer(clip, "layer3.0.add");
            ActivationAtlas atlas =
                    ActivationAtlas.of(clip, layer, files, words(clip), SMALL, Progress.NONE, growing -> {});
            assertEquals(3 * Math.min(100, files.size()), atlas.activations());
        }
    }

    @Test
    void picturesThatCannotBeReadAreToldAndOthersKeepTheirPlaces() {
        try (ClipModel clip = open("rn-openclip")) {
            Layer layer = clip.image().layer("layer3.0.add");
            List<PixelRows> pictures = pictures();
            var all = ActivationSample.of(clip, layer, pictures, 2, 3, Progress.NONE);
            pictures.set(4, broken("broken"));
            var some = ActivationSample.of(clip, layer, pictures, 2, 3, Progress.NONE);
            assertEquals(Map.of(4, "broken"), some.unreadable());
            assertEquals(all.activations().length - 2, some.activations().length);
            assertArrayEquals(all.activations()[0], some.activations()[0], 1e-5f);
        }
    }

    @Test
    void theEffectsOfAVectorAreTheEmbeddingItself() {
        try (ClipModel clip = open("rn-openclip")) {
            Layer layer = clip.image().layer("attnpool");
            var sample = ActivationSample.of(clip, layer, pictures().subList(0, 1), 1, 3, Progress.NONE);
            try (NDManager manager = clip.newManager()) {
                NDArray pixels = clip.preprocessing().pixels(manager, pictures().subList(0, 1));
                NDArray embedding = clip.image().embed(pixels);
                float[] unit = embedding.div(embedding.norm()).toFloatArray();
                assertArrayEquals(unit, sample.effects()[0], 1e-4f);
            }
        }
    }

    @Test
    void whiteningDividesUncorrelatedUnitsByTheirMeanSquareAndTwiceThatOfAll() {
        try (ClipModel clip = open("rn-openclip")) {
            float[][] activations = {{10, 1}, {-10, 1}, {10, -1}, {-10, -1}};
            float[][] directions = Whitening.of(clip, activations, new float[][] {{10, 1}, {0, 3}});
            double all = 2 * (100 + 1) / 2.;
            assertArrayEquals(new float[] {(float) (10 / (100 + all)), (float) (1 / (1 + all))}, directions[0], 1e-6f);
            assertArrayEquals(new float[] {0, (float) (3 / (1 + all))}, directions[1], 1e-6f);
        }
    }

    @Test
    void cancelledWhileDrawingItKeepsWhatIsDrawn() {
        try (ClipModel clip = open("rn-openclip")) {
            AtomicInteger seen = new AtomicInteger();
            Progress untilDrawn = new Progress() {
                @Override
                public void report(long done, long total, String message) {}

                @Override
                public boolean cancelled() {
                    return seen.get() > 0;
                }
            };
            ActivationAtlas atlas = ActivationAtlas.of(
                    clip,
                    clip.image().layer("layer3.0.add"),
                    pictures(),
                    words(clip),
                    new AtlasSettings(100, 4, Projection.PCA, 8, 1, 16, 2, 2, 5),
                    untilDrawn,
                    growing -> seen.incrementAndGet());
            assertFalse(atlas.isComplete());
            assertTrue(atlas.cells().get(0).drawing().isPresent());
            assertThrows(CancellationException.class, () -> atlas(clip, "layer3.0.add", SMALL, untilDrawn));
        }
    }

    @Test
    void wrongRequestsAreRefused() {
        assertMessage("Grid: found 0", () -> new AtlasSettings(10, 1, Projection.PCA, 0, 1, 16, 2, 2, 5));
        assertMessage("Cell: found 4", () -> new AtlasSettings(10, 1, Projection.PCA, 2, 1, 4, 2, 2, 5));
        try (ClipModel clip = open("rn-openclip")) {
            AtlasSettings demanding = new AtlasSettings(100, 3, Projection.PCA, 9, 40, 16, 2, 2, 5);
            assertMessage(
                    "none of the 9 x 9 cells has 40", () -> atlas(clip, "layer3.0.add", demanding, Progress.NONE));
            AtlasSettings few = new AtlasSettings(1, 3, Projection.PCA, 2, 1, 16, 2, 2, 5);
            assertMessage("there are 3", () -> atlas(clip, "layer3.0.add", few, Progress.NONE));
            AtlasSettings many = new AtlasSettings(100, 1000, Projection.TSNE, 2, 1, 16, 2, 2, 5);
            assertMessage("at most 6000", () -> atlas(clip, "layer3.0.add", many, Progress.NONE));
        }
        try (ClipModel clip = open("vit-openclip-gelu")) {
            assertMessage("attention probabilities", () -> atlas(clip, "resblocks.1.attention", SMALL, Progress.NONE));
        }
    }

    private static ClipModel open(String model) {
        return ClipModel.open(Reference.of(model).weights());
    }

    private static ActivationAtlas atlas(ClipModel clip, String layer, AtlasSettings settings, Progress progress) {
        return ActivationAtlas.of(
                clip, ActivationAtlas.layer(clip, layer), pictures(), words(clip), settings, progress, growing -> {});
    }

    private static Embeddings words(ClipModel clip) {
        float[][] vectors = new float[2][clip.image().embeddingSize()];
        vectors[0][0] = 1;
        vectors[1][1] = 1;
        return new Embeddings(clip.identity(), List.of("first", "second"), vectors);
    }

    private static List<PixelRows> pictures() {
        List<PixelRows> pictures = new ArrayList<>();
        for (int picture = 0; picture < 12; picture++) {
            byte[] bytes = new byte[3 * 20 * 20];
            for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (i * (picture + 3) % (40 + 17 * picture));
            pictures.add(RgbImage.of(20, 20, bytes));
        }
        return pictures;
    }

    private static PixelRows broken(String why) {
        return new PixelRows() {
            @Override
            public int width() {
                throw new UserException(why);
            }

            @Override
            public int height() {
                return 1;
            }

            @Override
            public void read(int y, byte[] rgb) {}
        };
    }

    private static void assertMessage(String part, Executable work) {
        String message = assertThrows(UserException.class, work).getMessage();
        assertTrue(message.contains(part), message);
    }
}

package org.multimodalneurons.probe;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.Fixtures;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ResponsesTest {

    private static final int MANY = 70; // more than one batch

    @ParameterizedTest
    @ValueSource(strings = {"rn-openclip", "vit-openclip-gelu"})
    void aResponseIsTheMeanAndTheMaximumOfTheUnitsMap(String model) {
        try (ClipModel clip = ClipModel.open(Fixtures.model(model))) {
            List<RgbImage> pictures = List.of(picture(1), picture(2));
            for (Layer layer : clip.image().layers())
                Responses.of(clip, List.of(layer))
                        .images(
                                pictures,
                                (item, read, mean, max) -> {
                                    assertEquals(layer, read);
                                    assertEquals(layer.units(), mean.length);
                                    for (int unit = 0; unit < mean.length; unit += 3) {
                                        float[] map = map(clip, pictures.get(item), layer, unit);
                                        assertEquals(mean(map), mean[unit], 1e-4, layer + ":" + unit);
                                        assertEquals(max(map), max[unit], 1e-4, layer + ":" + unit);
                                    }
                                },
                                Progress.NONE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rn-openclip", "vit-openclip-gelu"})
    void severalLayersInOnePassAnswerAsEachAlone(String model) {
        try (ClipModel clip = ClipModel.open(Fixtures.model(model))) {
            List<RgbImage> pictures = pictures();
            List<Layer> layers = clip.image().layers();
            List<float[]> together = new ArrayList<>();
            Responses.of(clip, layers).images(pictures, (item, layer, mean, max) -> together.add(mean), Progress.NONE);
            assertEquals(MANY * layers.size(), together.size());
            Layer last = layers.get(layers.size() - 2);
            var alone = new ResponseMatrix(MANY, Pooling.MEAN);
            var read = new ArrayList<Integer>();
            Responses.of(clip, List.of(last)).images(pictures, alone, Progress.NONE);
            Responses.of(clip, layers)
                    .images(
                            pictures,
                            (item, layer, mean, max) -> {
                                if (!layer.equals(last)) return;
                                assertArrayEquals(alone.row(item), mean, 1e-4f);
                                read.add(item);
                            },
                            Progress.NONE);
            assertEquals(alone.items(), read);
        }
    }

    @Test
    void aPictureThatCannotBeReadIsListedAndTheOthersAreRead() {
        try (ClipModel clip = ClipModel.open(Fixtures.model("rn-openclip"))) {
            List<PixelRows> pictures = new AbstractList<>() {
                @Override
                public PixelRows get(int index) {
                    if (index == 1) throw new UserException("damaged.png cannot be read");
                    return picture(index);
                }

                @Override
                public int size() {
                    return 3;
                }
            };
            Responses responses = Responses.of(clip, List.of(clip.image().layer("layer1.0.add")));
            var matrix = new ResponseMatrix(3, Pooling.MAX);
            responses.images(pictures, matrix, Progress.NONE);
            assertEquals(List.of(0, 2), matrix.items());
            assertEquals("damaged.png cannot be read", matrix.unreadable().get(1));
            ResponseSink strict = (item, layer, mean, max) -> {};
            assertThrows(UserException.class, () -> responses.images(pictures, strict, Progress.NONE));
        }
    }

    @Test
    void aCaptionIsReadFromItsFirstWordToItsEnd() {
        try (ClipModel clip = ClipModel.embedded();
                NDManager manager = clip.newManager()) {
            Layer layer = clip.text().layer("resblocks.1");
            List<String> captions = List.of("dog", "a picture of a happy dog");
            Responses.of(clip, List.of(layer))
                    .captions(
                            captions,
                            (item, read, mean, max) -> {
                                long[][] ids = clip.tokenizer()
                                        .rows(
                                                List.of(captions.get(item)),
                                                clip.text().contextLength());
                                int end = item == 0 ? 2 : 7;
                                NDArray tokens = clip.text()
                                        .activate(manager.create(ids), layer)
                                        .get(0);
                                for (int unit = 0; unit < mean.length; unit += 17) {
                                    float[] values = tokens.get("1:" + (end + 1) + ", " + unit)
                                            .toFloatArray();
                                    assertEquals(mean(values), mean[unit], 1e-4);
                                    assertEquals(max(values), max[unit], 1e-4);
                                }
                            },
                            Progress.NONE);
        }
    }

    @Test
    void aLayerOfAnotherModelIsRefused() {
        try (ClipModel clip = ClipModel.open(Fixtures.model("rn-openclip"))) {
            Responses other = Responses.of(clip, List.of(new Layer("layer1.0.add", Layer.Kind.MAP, 2048)));
            assertMessage(other, "belongs to another model");
            assertMessage(Responses.of(clip, List.of(new Layer("resblocks.3", Layer.Kind.TOKENS, 8))), "resblocks.3");
        }
    }

    @Test
    void theUserCanStopIt() {
        try (ClipModel clip = ClipModel.open(Fixtures.model("rn-openclip"))) {
            Progress stopped = new Progress() {
                @Override
                public void report(long done, long total, String message) {}

                @Override
                public boolean cancelled() {
                    return true;
                }
            };
            Responses responses = Responses.of(clip, List.of(clip.image().layer("stem")));
            assertThrows(
                    CancellationException.class,
                    () -> responses.images(pictures(), new ResponseMatrix(MANY, Pooling.MEAN), stopped));
        }
    }

    private static void assertMessage(Responses responses, String part) {
        String message = assertThrows(
                        UserException.class,
                        () -> responses.images(pictures(), new ResponseMatrix(MANY, Pooling.MEAN), Progress.NONE))
                .getMessage();
        assertTrue(message.contains(part), message);
    }

    private static float[] map(ClipModel clip, RgbImage picture, Layer layer, int unit) {
        var all = ActivationMaps.of(clip, picture, layer);
        float[] map = new float[(int) (all.dimension(0) * all.dimension(1))];
        int i = 0;
        for (int y = 0; y < all.dimension(1); y++)
            for (int x = 0; x < all.dimension(0); x++) {
                FloatType value = all.getAt(x, y, unit);
                map[i++] = value.get();
            }
        return map;
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) sum += value;
        return sum / values.length;
    }

    private static double max(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length - 1];
    }

    private static List<RgbImage> pictures() {
        List<RgbImage> pictures = new ArrayList<>();
        for (int i = 0; i < MANY; i++) pictures.add(picture(i));
        return pictures;
    }

    private static RgbImage picture(int seed) {
        byte[] rgb = new byte[3 * 64 * 64];
        for (int i = 0; i < rgb.length; i++) rgb[i] = (byte) (i * (i / 7 + seed) / 31);
        return RgbImage.of(64, 64, rgb);
    }
}

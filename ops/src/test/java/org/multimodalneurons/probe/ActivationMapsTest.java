package org.multimodalneurons.probe;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.Fixtures;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ActivationMapsTest {

    private static final RgbImage IMAGE = picture();

    @ParameterizedTest
    @ValueSource(strings = {"rn-openclip", "vit-openclip-gelu"})
    void everyLayerBecomesAnImageOfItsUnits(String model) {
        try (ClipModel clip = ClipModel.open(Fixtures.model(model));
                NDManager manager = clip.newManager()) {
            NDArray pixels = clip.preprocessing().pixels(manager, List.of(IMAGE));
            for (Layer layer : clip.image().layers()) {
                NDArray activations = clip.image().activate(pixels, layer).get(0);
                Img<FloatType> maps = ActivationMaps.of(clip, IMAGE, layer);
                long side =
                        switch (layer.kind()) {
                            case MAP -> activations.getShape().get(1);
                            case VECTOR -> 1;
                            case TOKENS, ATTENTION -> 4;
                        };
                assertArrayEquals(new long[] {side, side, layer.units()}, maps.dimensionsAsLongArray(), layer.name());
                long column = side - 1;
                long row = side / 2;
                int unit = layer.units() - 1;
                long patch = row * side + column;
                float expected =
                        switch (layer.kind()) {
                            case MAP -> activations.getFloat(unit, row, column);
                            case VECTOR -> activations.getFloat(unit);
                            case TOKENS -> activations.getFloat(layer.name().equals("conv1") ? patch : 1 + patch, unit);
                            case ATTENTION -> activations.getFloat(unit, 0, 1 + patch);
                        };
                assertEquals(expected, maps.getAt(column, row, unit).get(), 1e-6f, layer.name());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rn-openclip", "vit-openclip-gelu"})
    void aUnitIsItsSliceOfTheLayer(String model) {
        try (ClipModel clip = ClipModel.open(Fixtures.model(model))) {
            for (Layer layer : clip.image().layers()) {
                Img<FloatType> maps = ActivationMaps.of(clip, IMAGE, layer);
                int index = layer.units() / 2;
                Img<FloatType> map = ActivationMaps.of(clip, IMAGE, new Unit(layer.name(), index));
                assertEquals(2, map.numDimensions());
                for (int y = 0; y < map.dimension(1); y++)
                    for (int x = 0; x < map.dimension(0); x++)
                        assertEquals(
                                maps.getAt(x, y, index).get(), map.getAt(x, y).get(), 1e-6f);
            }
        }
    }

    @Test
    void unitsThatDoNotExistAreRefusedWithTheRangeThatDoes() {
        try (ClipModel clip = ClipModel.open(Fixtures.model("rn-openclip"))) {
            Layer layer = clip.image().layer("layer1.0.add");
            String message = assertThrows(
                            UserException.class,
                            () -> ActivationMaps.of(clip, IMAGE, new Unit(layer.name(), layer.units())))
                    .getMessage();
            assertTrue(message.contains("0 to " + (layer.units() - 1)), message);
            assertThrows(UserException.class, () -> ActivationMaps.of(clip, IMAGE, new Unit("layer9", 0)));
        }
    }

    private static RgbImage picture() {
        byte[] rgb = new byte[3 * 70 * 64];
        for (int i = 0; i < rgb.length; i++) rgb[i] = (byte) (i * i / 31);
        return RgbImage.of(70, 64, rgb);
    }
}

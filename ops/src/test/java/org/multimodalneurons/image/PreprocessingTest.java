package org.multimodalneurons.image;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PreprocessingTest {

    private static final float[] MEAN = {.5f, .5f, .5f};
    private static final float[] STD = {.25f, .5f, 1};

    private static RgbImage noise(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        new Random(width + 31L * height).nextBytes(rgb);
        return RgbImage.of(width, height, rgb);
    }

    /** A picture of any size that exists only while a row of it is read. */
    private record Plain(int width, int height) implements PixelRows {
        @Override
        public void read(int y, byte[] rgb) {
            Arrays.fill(rgb, 0, 3 * width, (byte) 77);
        }
    }

    @Test
    void aPictureOfTheModelsSizeIsLeftAsItIs() {
        RgbImage image = noise(32, 32);
        assertSame(image, Preprocessing.clip(32).resizeAndCrop(image));
    }

    @Test
    void aPictureWhoseShortSideFitsIsOnlyCropped() {
        RgbImage image = noise(50, 32);
        assertEquals(image.crop(9, 0, 32, 32), Preprocessing.clip(32).resizeAndCrop(image));
    }

    @ParameterizedTest
    @CsvSource({"33,0,0", "35,2,1", "37,2,2", "39,4,3", "36,2,2"})
    void anOddMarginIsSplitByTheRuleAskedFor(int width, int halfEven, int down) {
        RgbImage image = noise(width, 32);
        for (CropRounding rounding : CropRounding.values()) {
            int left = rounding == CropRounding.DOWN ? down : halfEven;
            Preprocessing preprocessing = Preprocessing.of(32, MEAN, STD, rounding);
            assertEquals(image.crop(left, 0, 32, 32), preprocessing.resizeAndCrop(image));
            assertEquals(left, preprocessing.sourceCrop(width, 32).x(), 1e-12);
        }
    }

    @ParameterizedTest
    @CsvSource({"400,300", "301,517", "31,29", "1,50", "64,64"})
    void modelAndSourcePixelsMapToEachOther(int width, int height) {
        SourceCrop crop = Preprocessing.clip(64).sourceCrop(width, height);
        assertEquals(Math.min(width, height), Math.min(crop.width(), crop.height()), 1e-9);
        assertEquals(width / 2., crop.toSourceX(32), .51 * crop.width() / 64);
        assertEquals(height / 2., crop.toSourceY(32), .51 * crop.height() / 64);
        assertEquals(crop.x(), crop.toSourceX(0), 1e-12);
        assertEquals(crop.y() + crop.height(), crop.toSourceY(64), 1e-9);
        assertTrue(crop.x() >= 0 && crop.x() + crop.width() <= width + 1e-9);
        assertTrue(crop.y() >= 0 && crop.y() + crop.height() <= height + 1e-9);
        for (double at : new double[] {0, .5, 17, 64}) {
            assertEquals(at, crop.toModelX(crop.toSourceX(at)), 1e-9);
            assertEquals(at, crop.toModelY(crop.toSourceY(at)), 1e-9);
        }
    }

    /** A white square in a black picture appears where the mapping says. */
    @Test
    void theMappingIsTheOneOfTheResize() {
        byte[] rgb = new byte[3 * 300 * 200];
        for (int y = 90; y < 110; y++) Arrays.fill(rgb, 3 * (300 * y + 180), 3 * (300 * y + 200), (byte) -1);
        Preprocessing preprocessing = Preprocessing.clip(64);
        RgbImage square = preprocessing.resizeAndCrop(RgbImage.of(300, 200, rgb));
        SourceCrop crop = preprocessing.sourceCrop(300, 200);
        double sum = 0;
        double column = 0;
        double row = 0;
        for (int y = 0; y < 64; y++)
            for (int x = 0; x < 64; x++) {
                int value = square.get(x, y) & 255;
                sum += value;
                column += value * (x + .5);
                row += value * (y + .5);
            }
        assertEquals(190, crop.toSourceX(column / sum), .2);
        assertEquals(100, crop.toSourceY(row / sum), .2);
    }

    @Test
    void valuesAreSpreadOverTheSeenPartOfThePictureAndMissingBesideIt() {
        var cells = ArrayImgs.floats(new float[] {0, 1, 2, 3}, 2, 2);
        var spread = Preprocessing.clip(64).sourceCrop(300, 200).spread(cells, 300, 200);
        assertTrue(Float.isNaN(spread.getAt(49, 100).get()));
        assertTrue(Float.isNaN(spread.getAt(250, 100).get()));
        assertEquals(0, spread.getAt(50, 0).get(), 1e-6);
        assertEquals(3, spread.getAt(249, 199).get(), 1e-6);
        assertEquals(1.5, (spread.getAt(149, 99).get() + spread.getAt(150, 100).get()) / 2, 1e-6);
        assertEquals(1, spread.getAt(224, 20).get(), 1e-6);
    }

    @ParameterizedTest
    @CsvSource({"20000,2000", "1,100000", "100000,1", "3,20000", "50000,40"})
    void largeAndLongPicturesAreReadRowByRow(int width, int height) {
        RgbImage square = Preprocessing.clip(32).resizeAndCrop(new Plain(width, height));
        byte[] expected = new byte[3 * 32 * 32];
        Arrays.fill(expected, (byte) 77);
        assertArrayEquals(expected, square.toBytes());
    }

    @Test
    void aPictureTooLongForTheReferenceIsRefused() {
        assertThrows(UserException.class, () -> Preprocessing.clip(224).resizeAndCrop(new Plain(1, 100_000_000)));
    }

    @Test
    void theTensorHoldsChannelsBeforeRows() {
        Preprocessing preprocessing = Preprocessing.of(8, MEAN, STD, CropRounding.HALF_EVEN);
        RgbImage first = noise(8, 8);
        RgbImage second = noise(20, 11);
        RgbImage square = preprocessing.resizeAndCrop(second);
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray pixels = preprocessing.pixels(manager, List.of(first, second));
            assertEquals(new Shape(2, 3, 8, 8), pixels.getShape());
            assertEquals(DataType.FLOAT32, pixels.getDataType());
            assertEquals(((first.get(3, 5) >> 16) / 255f - .5f) / .25f, pixels.getFloat(0, 0, 5, 3));
            assertEquals((((square.get(6, 1) >> 8) & 255) / 255f - .5f) / .5f, pixels.getFloat(1, 1, 1, 6));
            assertEquals((square.get(0, 7) & 255) / 255f - .5f, pixels.getFloat(1, 2, 7, 0));
            pixels.close();
            assertEquals(0, manager.getManagedArrays().size());
        }
    }

    @Test
    void theTensorOwnsItsMemory() {
        Preprocessing preprocessing = Preprocessing.clip(64);
        List<RgbImage> images = List.of(noise(64, 64));
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray pixels = preprocessing.pixels(manager, images);
            float[] before = pixels.toFloatArray();
            assertEquals(pixels.getFloat(0, 2, 7, 5), before[(2 * 64 + 7) * 64 + 5]);
            for (int i = 0; i < 20; i++) {
                System.gc();
                try (NDArray other = manager.create(new float[before.length])) {
                    assertEquals(before.length, other.size());
                }
            }
            assertArrayEquals(before, pixels.toFloatArray());
        }
    }

    @Test
    void wrongValuesAreNamed() {
        assertThrows(UserException.class, () -> Preprocessing.clip(0));
        assertThrows(UserException.class, () -> Preprocessing.of(8, new float[2], STD, CropRounding.DOWN));
        assertThrows(UserException.class, () -> Preprocessing.of(8, MEAN, new float[] {1, 0, 1}, CropRounding.DOWN));
        assertThrows(
                UserException.class, () -> Preprocessing.of(8, new float[] {0, Float.NaN, 0}, STD, CropRounding.DOWN));
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThrows(UserException.class, () -> Preprocessing.clip(8).pixels(manager, List.of()));
        }
    }
}

package org.multimodalneurons.image;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.complex.ComplexFloatType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PixelRowsTest {

    /** One image [5, 4] of each grey pixel type of ImageJ, and of some that imglib2 adds. */
    static Stream<Img<? extends RealType<?>>> greyImages() {
        return Stream.of(
                ArrayImgs.unsignedBytes(5, 4),
                ArrayImgs.unsignedShorts(5, 4),
                ArrayImgs.floats(5, 4),
                ArrayImgs.bytes(5, 4),
                ArrayImgs.shorts(5, 4),
                ArrayImgs.ints(5, 4),
                ArrayImgs.unsignedInts(5, 4),
                ArrayImgs.doubles(5, 4),
                ArrayImgs.unsigned12Bits(5, 4));
    }

    @ParameterizedTest
    @MethodSource("greyImages")
    void aValueBecomesItsPlaceInTheDisplayRange(Img<? extends RealType<?>> image) {
        int step = 0;
        for (RealType<?> pixel : image) pixel.setReal(6 * step++);
        RgbImage shown = RgbImage.of(image, 12, 63);
        for (int i = 0; i < 20; i++) {
            int grey = Math.max(0, Math.min(255, (6 * i - 12) * 5));
            assertEquals(grey * 0x010101, shown.get(i % 5, i / 5));
        }
    }

    @ParameterizedTest
    @MethodSource("greyImages")
    void onlyEightBitImagesTellTheirRange(Img<? extends RealType<?>> image) {
        if (image.getType() instanceof UnsignedByteType) {
            assertEquals(RgbImage.of(image, 0, 255), RgbImage.of(image));
        } else {
            String message =
                    assertThrows(UserException.class, () -> RgbImage.of(image)).getMessage();
            assertTrue(message.contains("display range"), message);
        }
    }

    @ParameterizedTest
    @CsvSource({"NaN,0", "-Infinity,0", "Infinity,255", "-1,0", "-2,0", "1,255", "0,128", "-0.0001,127"})
    void everyFloatIsShown(float value, int expected) {
        assertEquals(
                expected * 0x010101,
                RgbImage.of(ArrayImgs.floats(new float[] {value}, 1, 1), -1, 1).get(0, 0));
    }

    @Test
    void aRangeOfNoWidthSplitsDarkFromBright() {
        RgbImage image = RgbImage.of(ArrayImgs.floats(new float[] {6, 7, 8}, 3, 1), 7, 7);
        assertArrayEquals(new byte[] {0, 0, 0, 0, 0, 0, -1, -1, -1}, image.toBytes());
    }

    @ParameterizedTest
    @CsvSource({"1,0", "NaN,1", "0,NaN", "0,Infinity"})
    void aWrongRangeIsNamed(double min, double max) {
        String message = assertThrows(UserException.class, () -> RgbImage.of(ArrayImgs.floats(1, 1), min, max))
                .getMessage();
        assertTrue(message.contains("display range " + min + " to " + max), message);
    }

    @Test
    void binaryImagesAreBlackAndWhite() {
        var bits = ArrayImgs.bits(2, 1);
        bits.getAt(1, 0).set(true);
        assertArrayEquals(new byte[] {0, 0, 0, -1, -1, -1}, RgbImage.of(bits).toBytes());
    }

    @Test
    void coloursSurviveTheWayThereAndBack() {
        Random random = new Random(3);
        for (int trial = 0; trial < 20; trial++) {
            int width = 1 + random.nextInt(9);
            int height = 1 + random.nextInt(9);
            byte[] rgb = new byte[3 * width * height];
            random.nextBytes(rgb);
            RgbImage image = RgbImage.of(width, height, rgb);
            assertEquals(image, RgbImage.of(image.toImg()));
            assertEquals(image, RgbImage.of(image.toImg(), 7, 8));
            assertEquals(image, RgbImage.of(planes(image)));
        }
    }

    @Test
    void alphaIsIgnored() {
        Img<ARGBType> image = ArrayImgs.argbs(new int[] {0x00123456}, 1, 1);
        assertEquals(0x123456, RgbImage.of(image).get(0, 0));
    }

    @Test
    void aPartOfAnImageIsReadWhereItLies() {
        Random random = new Random(4);
        byte[] rgb = new byte[3 * 7 * 6];
        random.nextBytes(rgb);
        RgbImage image = RgbImage.of(7, 6, rgb);
        RgbImage part = image.crop(2, 1, 4, 3);
        assertEquals(part, RgbImage.of(Views.interval(image.toImg(), new long[] {2, 1}, new long[] {5, 3})));
        assertEquals(part, RgbImage.of(Views.interval(planes(image), new long[] {2, 1, 0}, new long[] {5, 3, 2})));
        assertEquals(image, RgbImage.of(Views.translate(planes(image), -3, 9, 5)));
    }

    /** The picture as [width, height, 3]. */
    private static Img<UnsignedByteType> planes(RgbImage image) {
        Img<UnsignedByteType> planes = ArrayImgs.unsignedBytes(image.width(), image.height(), 3);
        for (int y = 0; y < image.height(); y++)
            for (int x = 0; x < image.width(); x++)
                for (int channel = 0; channel < 3; channel++)
                    planes.getAt(x, y, channel).set((image.get(x, y) >> (16 - 8 * channel)) & 255);
        return planes;
    }

    static List<RandomAccessibleInterval<?>> imagesOfOtherShape() {
        return List.of(
                ArrayImgs.unsignedBytes(5),
                ArrayImgs.unsignedBytes(5, 4, 2),
                ArrayImgs.unsignedBytes(5, 4, 4),
                ArrayImgs.unsignedBytes(5, 4, 3, 1),
                ArrayImgs.argbs(5, 4, 3));
    }

    @ParameterizedTest
    @MethodSource("imagesOfOtherShape")
    void imagesOfOtherShapeAreRefused(RandomAccessibleInterval<?> image) {
        String message =
                assertThrows(UserException.class, () -> RgbImage.of(image)).getMessage();
        assertTrue(message.contains("[width, height]") && message.contains("measures [5"), message);
    }

    @Test
    void emptyImagesAreRefused() {
        var empty = Views.interval(ArrayImgs.unsignedBytes(5, 4), new long[] {0, 0}, new long[] {4, -1});
        String message =
                assertThrows(UserException.class, () -> RgbImage.of(empty)).getMessage();
        assertTrue(message.contains("empty") && message.contains("[5, 0]"), message);
        assertThrows(UserException.class, () -> RgbImage.of(0, 3, new byte[0]));
    }

    @Test
    void pixelsThatAreNoValuesAreRefused() {
        Img<ComplexFloatType> image = ArrayImgs.complexFloats(2, 2);
        assertThrows(UserException.class, () -> RgbImage.of(image));
        assertThrows(UserException.class, () -> RgbImage.of(image, 0, 1));
    }

    @Test
    void aPartOfARowIsReadWithoutTheRest() {
        Img<UnsignedByteType> grey = ArrayImgs.unsignedBytes(9, 5);
        Img<UnsignedByteType> colour = ArrayImgs.unsignedBytes(9, 5, 3);
        Img<ARGBType> argb = ArrayImgs.argbs(9, 5);
        Random random = new Random(1);
        for (UnsignedByteType pixel : grey) pixel.set(random.nextInt(256));
        for (UnsignedByteType pixel : colour) pixel.set(random.nextInt(256));
        for (ARGBType pixel : argb) pixel.set(random.nextInt());
        for (RandomAccessibleInterval<?> image : List.of(grey, colour, argb, Views.translate(grey, 3, -2))) {
            RgbImage whole = RgbImage.of(image);
            int[] pixels = new int[6];
            PixelRows.of(image).read(3, 2, 4, pixels, 1);
            for (int i = 0; i < 4; i++) assertEquals(whole.get(2 + i, 3), pixels[1 + i] & 0xFFFFFF);
            assertEquals(0, pixels[0] + pixels[5]);
            assertThrows(
                    IndexOutOfBoundsException.class, () -> PixelRows.of(image).read(0, 6, 4, pixels, 0));
        }
    }
}

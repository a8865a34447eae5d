package org.multimodalneurons.plugin.imagej;

import java.awt.Color;
import java.util.List;
import java.util.stream.Stream;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.LUT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.plugin.OnScreen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class ShownImageTest {

    /** Every kind of image that ImageJ has, with something that a naive reading of its pixels would miss. */
    static Stream<Arguments> imagesOfEveryKind() {
        return Stream.of(
                Arguments.of("8-bit", ramp(8)),
                Arguments.of("8-bit, display range 40 to 90", ranged(ramp(8), 40, 90)),
                Arguments.of("8-bit, inverting table", inverted(ramp(8))),
                Arguments.of("8-bit, coloured table and display range", ranged(tinted(ramp(8)), 10, 200)),
                Arguments.of("16-bit, display range 1000 to 3000", ranged(ramp(16), 1000, 3000)),
                Arguments.of("16-bit, coloured table", tinted(ranged(ramp(16), 0, 4000))),
                Arguments.of("32-bit, negative values", ranged(ramp(32), -1, .5)),
                Arguments.of("32-bit, coloured table", tinted(ranged(ramp(32), -2, 2))),
                Arguments.of("32-bit with NaN", withNaN()),
                Arguments.of("RGB", ramp(24)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("imagesOfEveryKind")
    void aPictureHasTheColoursThatImageJShows(String kind, ImagePlus image) {
        assertShownAs(
                new ImagePlus("", new ColorProcessor(image.getImage())), new ShownImage(image, "current").picture(0));
    }

    @ParameterizedTest(name = "projection {0}")
    @MethodSource("projections")
    void theChannelsOfACompositeAreMergedAsImageJMergesThem(String projection) {
        CompositeImage composite = composite(3, 2, 2);
        composite.setProp("CompositeProjection", projection);
        ShownImage shown = new ShownImage(composite, "all");
        assertEquals(4, shown.size());
        for (int i = 0; i < 4; i++) {
            composite.setPosition(1, 1 + i % 2, 1 + i / 2);
            composite.updateImage();
            assertShownAs(new ImagePlus("", new ColorProcessor(composite.getImage())), shown.picture(i));
        }
    }

    static Stream<String> projections() {
        return Stream.of(null, "Max", "Min", "Invert");
    }

    @Test
    void aHiddenChannelOfACompositeStaysHidden() {
        CompositeImage composite = composite(3, 1, 1);
        composite.getActiveChannels()[1] = false;
        composite.updateImage();
        assertShownAs(
                new ImagePlus("", new ColorProcessor(composite.getImage())), new ShownImage(composite, "1").picture(0));
    }

    @ParameterizedTest
    @MethodSource("separateModes")
    void channelsThatAreShownOneByOneArePicturesOfTheirOwn(int mode) {
        CompositeImage image = composite(2, 3, 1);
        image.setMode(mode);
        ShownImage shown = new ShownImage(image, "all");
        assertEquals(6, shown.size());
        for (int i = 0; i < 6; i++) {
            image.setPosition(1 + i % 2, 1 + i / 2, 1);
            image.updateImage();
            assertShownAs(new ImagePlus("", new ColorProcessor(image.getImage())), shown.picture(i));
        }
    }

    static Stream<Integer> separateModes() {
        return Stream.of(CompositeImage.COLOR, CompositeImage.GRAYSCALE);
    }

    @Test
    void aThresholdIsAMarkOnTheImageAndNotSeen() {
        ImagePlus image = ranged(ramp(8), 40, 90);
        PixelRows before = new ShownImage(image, "current").picture(0);
        byte[] expected = row(before, 0);
        image.getProcessor().setThreshold(10, 100, ij.process.ImageProcessor.RED_LUT);
        assertArrayEquals(expected, row(new ShownImage(image, "current").picture(0), 0));
    }

    @Test
    void anAreaSelectionLimitsThePictureToItsBoundingBox() {
        ImagePlus image = ramp(24);
        image.setRoi(new OvalRoi(3, 2, 10, 5));
        PixelRows picture = new ShownImage(image, "current").picture(0);
        assertEquals(10, picture.width());
        assertEquals(5, picture.height());
        image.deleteRoi();
        ImagePlus crop = new ImagePlus("", image.getProcessor().duplicate());
        crop.setRoi(3, 2, 10, 5);
        assertShownAs(crop.crop(), picture);
    }

    @Test
    void aSelectionThatReachesBeyondTheImageIsCutAtItsEdge() {
        ImagePlus image = ramp(8);
        image.setRoi(new Roi(-5, -5, 10, 8));
        PixelRows picture = new ShownImage(image, "current").picture(0);
        assertEquals(5, picture.width());
        assertEquals(3, picture.height());
    }

    @Test
    void aLineIsNoArea() {
        ImagePlus image = ramp(8);
        image.setRoi(new Line(0, 0, 5, 5));
        assertEquals(
                image.getWidth(), new ShownImage(image, "current").picture(0).width());
    }

    @Test
    void aSelectionOutsideTheImageIsRefused() {
        ImagePlus image = ramp(8);
        image.setRoi(new Roi(500, 500, 10, 8));
        String message = assertThrows(UserException.class, () -> new ShownImage(image, "current"))
                .getMessage();
        assertTrue(message.contains("outside"), message);
    }

    @Test
    void slicesAreNamedAsImageJNamesThem() {
        ImagePlus image = stack(3);
        image.getStack().setSliceLabel("dog\nmore", 2);
        assertEquals(List.of("stack:1", "stack:dog", "stack:3"), new ShownImage(image, "all").labels());
        assertEquals(List.of("ramp"), new ShownImage(ramp(8), "all").labels());
    }

    @Test
    void mergedChannelsAreNamedWhereAllHaveTheSameName() {
        CompositeImage image = composite(2, 4, 1);
        String[] names = {"dog-1", "dog-1", "cat-2", "cat", "", "", "ox", ""};
        for (int i = 0; i < names.length; i++) image.getStack().setSliceLabel(names[i], i + 1);
        List<String> merged = List.of("composite:dog-1", "composite:2", "composite:3", "composite:4");
        assertEquals(merged, new ShownImage(image, "all").labels());
        image.setMode(CompositeImage.GRAYSCALE);
        assertEquals(merged, new ShownImage(image, "all", PixelMeaning.parse("shown", "2,1")).labels());
    }

    @Test
    void readingChangesNothing() {
        CompositeImage image = composite(2, 3, 2);
        image.setPosition(2, 3, 2);
        image.setRoi(new OvalRoi(1, 1, 5, 5));
        image.getCalibration().pixelWidth = .3;
        int[] before = hashes(image);
        String shown = image.getRoi() + " " + image.getCalibration() + " " + image.getCurrentSlice();
        ShownImage pictures = new ShownImage(image, "all");
        for (PixelRows picture : pictures.list()) row(picture, 0);
        assertArrayEquals(before, hashes(image));
        assertEquals(shown, image.getRoi() + " " + image.getCalibration() + " " + image.getCurrentSlice());
    }

    private static int[] hashes(ImagePlus image) {
        return java.util.stream.IntStream.rangeClosed(1, image.getStackSize())
                .map(i -> java.util.Arrays.hashCode(
                        (byte[]) image.getStack().getProcessor(i).getPixels()))
                .toArray();
    }

    private static void assertShownAs(ImagePlus expected, PixelRows picture) {
        assertEquals(expected.getWidth(), picture.width());
        assertEquals(expected.getHeight(), picture.height());
        for (int y = 0; y < picture.height(); y++) {
            byte[] row = row(picture, y);
            for (int x = 0; x < picture.width(); x++) {
                int rgb = (row[3 * x] & 255) << 16 | (row[3 * x + 1] & 255) << 8 | (row[3 * x + 2] & 255);
                assertEquals(
                        Integer.toHexString(expected.getProcessor().get(x, y) & 0xffffff),
                        Integer.toHexString(rgb),
                        "pixel " + x + ", " + y);
            }
        }
    }

    private static byte[] row(PixelRows picture, int y) {
        byte[] row = new byte[3 * picture.width()];
        picture.read(y, row);
        return row;
    }

    private static ImagePlus ramp(int bits) {
        String type = bits == 24 ? "RGB ramp" : bits + "-bit ramp";
        ImagePlus image = IJ.createImage("ramp", type, 256, 8, 1);
        if (bits == 16) image.getProcessor().multiply(1. / 16);
        return image;
    }

    private static ImagePlus withNaN() {
        FloatProcessor pixels = new FloatProcessor(4, 1, new float[] {Float.NaN, -1, 0, 1});
        ImagePlus image = new ImagePlus("NaN", pixels);
        image.setDisplayRange(-1, 1);
        return image;
    }

    private static ImagePlus ranged(ImagePlus image, double min, double max) {
        image.setDisplayRange(min, max);
        return image;
    }

    private static ImagePlus tinted(ImagePlus image) {
        double min = image.getDisplayRangeMin();
        double max = image.getDisplayRangeMax();
        image.getProcessor().setColorModel(LUT.createLutFromColor(Color.ORANGE).getColorModel());
        image.setDisplayRange(min, max);
        return image;
    }

    private static ImagePlus inverted(ImagePlus image) {
        image.getProcessor().invertLut();
        return image;
    }

    private static ImagePlus stack(int slices) {
        return IJ.createImage("stack", "8-bit ramp", 32, 8, slices);
    }

    private static CompositeImage composite(int channels, int slices, int frames) {
        ImageStack stack = new ImageStack(32, 8);
        java.util.Random random = new java.util.Random(1);
        for (int i = 0; i < channels * slices * frames; i++) {
            byte[] pixels = new byte[32 * 8];
            random.nextBytes(pixels);
            stack.addSlice("", pixels);
        }
        ImagePlus image = new ImagePlus("composite", stack);
        image.setDimensions(channels, slices, frames);
        image.setOpenAsHyperStack(true);
        CompositeImage composite = new CompositeImage(image, CompositeImage.COMPOSITE);
        for (int channel = 1; channel <= channels; channel++) {
            composite.setPosition(channel, 1, 1);
            composite.setDisplayRange(20. * channel, 150 + 20. * channel);
        }
        composite.setPosition(1, 1, 1);
        return composite;
    }
}

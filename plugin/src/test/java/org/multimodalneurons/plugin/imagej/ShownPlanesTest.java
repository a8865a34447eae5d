package org.multimodalneurons.plugin.imagej;

import java.util.Arrays;
import java.util.List;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.visualize.Drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** Drawings that commands change and write back, by every meaning of the pixels. */
@OnScreen
class ShownPlanesTest {

    private static final int WIDTH = 12;
    private static final int HEIGHT = 10;
    private static final int ROUNDING = 4;

    /** The channels that a change may reach come last. */
    @ParameterizedTest(name = "{0}, display {1}, channels {2}")
    @CsvSource({
        "rgb, shown, shown, 123",
        "rgb, 50-200, shown, 123",
        "rgb, shown, 2, 2",
        "rgb, 5%, '3,1', 13",
        "composite, shown, shown, 123",
        "composite, 5%, shown, 123",
        "composite, 20-150, shown, 123",
        "composite, shown, 2, 2",
        "composite, shown, '3,2', 23",
        "composite, values 30-170, '3,2,1', 123",
    })
    void theDrawingIsWhatTheModelSeesAndAChangeReachesThoseChannels(
            String kind, String display, String channels, String reached) {
        ImagePlus image = kind.equals("rgb") ? rgb() : composite();
        ShownImage source = new ShownImage(image, "1", PixelMeaning.parse(display, channels));
        ShownPlanes planes = ShownPlanes.of(source, 0);
        Drawing drawing = planes.drawing();
        assertClose(source.picture(0), drawing.rgb());
        float[] half = new float[drawing.toFloats().length];
        Arrays.fill(half, .5f);
        List<ImageProcessor> changed = planes.changed(new Drawing(WIDTH, HEIGHT, drawing.channels(), false, half));
        for (int channel = 1; channel <= 3; channel++) {
            boolean same = Arrays.equals(
                    channel(image.getStack().getProcessor(1), image, channel), changedChannel(changed, channel));
            assertEquals(!reached.contains("" + channel), same, "channel " + channel);
        }
    }

    private static int[] channel(ImageProcessor first, ImagePlus image, int channel) {
        return first instanceof ColorProcessor rgb
                ? ints(rgb.getChannel(channel, null))
                : ints(image.getStack().getProcessor(channel));
    }

    private static int[] changedChannel(List<ImageProcessor> changed, int channel) {
        return changed.get(0) instanceof ColorProcessor rgb
                ? ints(rgb.getChannel(channel, null))
                : ints(changed.get(channel - 1));
    }

    private static int[] ints(ImageProcessor pixels) {
        int[] values = new int[pixels.getPixelCount()];
        for (int i = 0; i < values.length; i++) values[i] = pixels.get(i);
        return values;
    }

    private static void assertClose(PixelRows expected, PixelRows found) {
        byte[] wanted = new byte[3 * WIDTH];
        byte[] row = new byte[3 * WIDTH];
        int sum = 0;
        for (int y = 0; y < HEIGHT; y++) {
            expected.read(y, wanted);
            found.read(y, row);
            for (int i = 0; i < row.length; i++) {
                assertEquals(wanted[i] & 255, row[i] & 255, ROUNDING);
                sum += row[i] & 255;
            }
        }
        assertNotEquals(0, sum);
    }

    private static ImagePlus rgb() {
        ColorProcessor pixels = new ColorProcessor(WIDTH, HEIGHT);
        for (int i = 0; i < WIDTH * HEIGHT; i++) pixels.set(i, i * 7 % 256 << 16 | i * 11 % 256 << 8 | i * 5 % 256);
        return new ImagePlus("rgb", pixels);
    }

    private static ImagePlus composite() {
        ImagePlus image = IJ.createHyperStack("composite", WIDTH, HEIGHT, 3, 1, 1, 16);
        for (int channel = 1; channel <= 3; channel++)
            for (int i = 0; i < WIDTH * HEIGHT; i++)
                image.getStack().getProcessor(channel).set(i, i * (5 + 2 * channel) % 251);
        CompositeImage composite = new CompositeImage(image, CompositeImage.COMPOSITE);
        for (int channel = 1; channel <= 3; channel++) {
            composite.setPosition(channel, 1, 1);
            composite.setDisplayRange(10 * channel, 200);
        }
        return composite;
    }
}

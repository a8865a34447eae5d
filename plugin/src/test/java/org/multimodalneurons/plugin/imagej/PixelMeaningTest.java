package org.multimodalneurons.plugin.imagej;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.OvalRoi;
import ij.io.FileSaver;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageConverter;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.plugin.OnScreen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every type of image by every meaning of its pixels, against colours worked out here from ImageJ's definitions. */
@OnScreen
class PixelMeaningTest {

    private static final int WIDTH = 20;
    private static final int HEIGHT = 15;
    private static final int SIZE = WIDTH * HEIGHT;
    private static final double ROUNDING = 2.1; // levels of 255: ImageJ scales by 255, 256 or a table
    private static final List<Color> COLOURS = List.of(Color.GREEN, Color.MAGENTA, Color.ORANGE);

    /**
     * An image of one channel and what is known of its first slice.
     *
     * @param values calibrated
     * @param low shown as the first colour
     * @param high shown as the last
     * @param first colour of the lookup table, which is linear
     * @param last colour of it
     */
    private record Kind(
            String name, ImagePlus image, List<Double> values, double low, double high, Color first, Color last) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                kind("8-bit", bytes(), 40, 180, 0),
                tinted(kind("8-bit colour", bytes(), 40, 180, 0), Color.BLACK, Color.ORANGE),
                tinted(kind("8-bit, inverting", bytes(), 40, 180, 0), Color.WHITE, Color.BLACK),
                kind("16-bit", shorts(), 800, 3000, 0),
                tinted(kind("16-bit colour", shorts(), 800, 3000, 0), Color.BLACK, Color.CYAN),
                tinted(kind("16-bit, inverting", shorts(), 800, 3000, 0), Color.WHITE, Color.BLACK),
                kind("32-bit with NaN and infinities", floats(), -1.5, 2.5, 0),
                tinted(kind("32-bit colour", floats(), -1.5, 2.5, 0), Color.BLACK, Color.PINK),
                signed(),
                virtual());
    }

    private static Stream<Arguments> everyKind(String... displays) {
        return kinds().flatMap(kind -> Arrays.stream(displays).map(display -> Arguments.of(kind, display)));
    }

    static Stream<Arguments> shown() {
        return everyKind("shown", "values", "", "Values shown");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("shown")
    void theDisplayRangeIsFromTheFirstColourToTheLastOrFromBlackToWhite(Kind kind, String display) {
        assertSeen(kind, display, kind.low(), kind.high());
    }

    static Stream<Arguments> fixed() {
        return kinds().flatMap(kind -> Stream.of("", "values ")
                .map(before ->
                        Arguments.of(kind, before, kind.low() - 30, kind.low() + (kind.high() - kind.low()) / 2)));
    }

    @ParameterizedTest(name = "{0}, {1}{2}-{3}")
    @MethodSource("fixed")
    void aRangeIsInCalibratedValues(Kind kind, String before, double low, double high) {
        assertSeen(kind, before + low + "-" + high, low, high);
    }

    static Stream<Arguments> stretched() {
        return everyKind("0%", "0.35%", "10 %", "values,10%");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("stretched")
    void aStretchSaturatesHalfOfTheShareAtEachEnd(Kind kind, String display) {
        double percent = Double.parseDouble(display.replaceAll("[^0-9.]", ""));
        double[] finite = kind.values().stream()
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        int beyond = (int) (finite.length * percent / 200);
        assertSeen(kind, display, finite[beyond], finite[finite.length - 1 - beyond]);
    }

    private static void assertSeen(Kind kind, String display, double low, double high) {
        byte[] seen = seen(new ShownImage(kind.image(), "1", PixelMeaning.parse(display, "shown")), 0);
        boolean grey = display.toLowerCase(Locale.ROOT).startsWith("values");
        Color first = grey ? Color.BLACK : kind.first();
        Color last = grey ? Color.WHITE : kind.last();
        for (int i = 0; i < SIZE; i++) {
            double share = share(kind.values().get(i), low, high);
            assertEquals(mix(first.getRed(), last.getRed(), share), seen[3 * i] & 255, ROUNDING, "red of " + i);
            assertEquals(
                    mix(first.getGreen(), last.getGreen(), share), seen[3 * i + 1] & 255, ROUNDING, "green of " + i);
            assertEquals(mix(first.getBlue(), last.getBlue(), share), seen[3 * i + 2] & 255, ROUNDING, "blue of " + i);
        }
    }

    private static double share(double value, double low, double high) {
        if (Double.isNaN(value)) return 0; // ImageJ draws it in the first colour
        return Math.max(0, Math.min(1, (value - low) / (high - low)));
    }

    private static double mix(int first, int last, double share) {
        return first + (last - first) * share;
    }

    @ParameterizedTest
    @CsvSource({"shown, 0, 255", "values, 0, 255", "50-150, 50, 150", "values 50-150, 50, 150"})
    void anRgbImageIsAsItIsOrByOneRange(String display, double low, double high) {
        ImagePlus image = new ImagePlus("rgb", rgb());
        byte[] seen = seen(new ShownImage(image, "1", PixelMeaning.parse(display, "shown")), 0);
        for (int i = 0; i < 3 * SIZE; i++)
            assertEquals(255 * share(component(image, i / 3, i % 3), low, high), seen[i] & 255, ROUNDING);
    }

    @Test
    void anRgbImageIsStretchedByItsBrightness() {
        ImagePlus image = new ImagePlus("rgb", rgb());
        double[] brightness = IntStream.range(0, SIZE)
                .mapToDouble(i -> IntStream.range(0, 3)
                                .mapToDouble(component -> component(image, i, component))
                                .sum()
                        / 3)
                .sorted()
                .toArray();
        int beyond = SIZE / 20;
        byte[] seen = seen(new ShownImage(image, "1", PixelMeaning.parse("10%", "")), 0);
        for (int i = 0; i < 3 * SIZE; i++) {
            double low = brightness[beyond];
            double high = brightness[SIZE - 1 - beyond];
            assertEquals(255 * share(component(image, i / 3, i % 3), low, high), seen[i] & 255, 2 * ROUNDING);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 222", "'3,2,1', 321", "'1,3', 130", "'2 2 1', 221"})
    void chosenChannelsOfAnRgbImageAreItsComponents(String channels, String sources) {
        ImagePlus image = new ImagePlus("rgb", rgb());
        byte[] seen = seen(new ShownImage(image, "1", PixelMeaning.parse("shown", channels)), 0);
        for (int i = 0; i < 3 * SIZE; i++) {
            int source = sources.charAt(i % 3) - '1';
            assertEquals(source < 0 ? 0 : component(image, i / 3, source), seen[i] & 255);
        }
    }

    private static int component(ImagePlus image, int pixel, int component) {
        return image.getProcessor().get(pixel) >> (16 - 8 * component) & 255;
    }

    static Stream<Arguments> composites() {
        return Stream.of(8, 16, 32)
                .flatMap(bits -> Stream.of(CompositeImage.COMPOSITE, CompositeImage.COLOR, CompositeImage.GRAYSCALE)
                        .flatMap(mode -> Stream.of("shown", "values", "100-160", "values 100-160", "8%")
                                .map(display -> Arguments.of(bits, mode, display))));
    }

    @ParameterizedTest(name = "{0}-bit, mode {1}, {2}")
    @MethodSource("composites")
    void channelsOfAHyperstackAreMergedOrNotAsTheirModeHasIt(int bits, int mode, String display) {
        CompositeImage image = composite(bits, mode);
        boolean values = display.startsWith("values");
        boolean merged = mode == CompositeImage.COMPOSITE && !values;
        ShownImage shown = new ShownImage(image, "all", PixelMeaning.parse(display, ""));
        assertEquals(merged ? 4 : 12, shown.size());
        for (int slice = 1; slice <= shown.size(); slice++) {
            byte[] seen = seen(shown, slice - 1);
            for (int i = 0; i < SIZE; i++)
                for (int colour = 0; colour < 3; colour++) {
                    double expected = 0;
                    for (int channel = 0; channel < 3; channel++) {
                        if (!merged && channel != (slice - 1) % 3) continue;
                        int index = merged ? 3 * (slice - 1) + channel + 1 : slice;
                        boolean grey = values || mode == CompositeImage.GRAYSCALE;
                        int full = grey ? 255 : component(COLOURS.get(channel), colour);
                        expected += full * channelShare(image, index, i, display);
                    }
                    assertEquals(Math.min(255, expected), seen[3 * i + colour] & 255, 3 * ROUNDING);
                }
        }
    }

    @ParameterizedTest
    @CsvSource({"2, shown, 222", "'3,2,1', shown, 321", "'1,3', 100-160, 130", "3, values 8%, 333"})
    void chosenChannelsOfAHyperstackAreGreyOrRedGreenAndBlue(String channels, String display, String sources) {
        for (int mode : new int[] {CompositeImage.COMPOSITE, CompositeImage.COLOR, CompositeImage.GRAYSCALE}) {
            CompositeImage image = composite(16, mode);
            image.setPosition(1, 2, 1);
            ShownImage shown = new ShownImage(image, "all", PixelMeaning.parse(display, channels));
            assertEquals(4, shown.size(), "positions in z and time");
            assertEquals(2, new ShownImage(image, "current", PixelMeaning.parse(display, channels)).slice(0));
            for (int slice = 1; slice <= 4; slice++) {
                byte[] seen = seen(shown, slice - 1);
                for (int i = 0; i < 3 * SIZE; i++) {
                    int channel = sources.charAt(i % 3) - '0';
                    double expected = channel == 0 ? 0 : channelShare(image, 3 * (slice - 1) + channel, i / 3, display);
                    assertEquals(255 * expected, seen[i] & 255, 2 * ROUNDING); // of 61 values that are told apart
                }
            }
        }
    }

    /** How bright a pixel of a channel is, 0 to 1. */
    private static double channelShare(CompositeImage image, int index, int pixel, String display) {
        ImageProcessor pixels = image.getStack().getProcessor(index);
        LUT lut = image.getChannelLut((index - 1) % 3 + 1);
        double value = pixels.getf(pixel);
        if (display.endsWith("100-160")) return share(value, 100, 160);
        if (!display.endsWith("%")) return share(value, lut.min, lut.max);
        double[] sorted =
                IntStream.range(0, SIZE).mapToDouble(pixels::getf).sorted().toArray();
        int beyond = (int) (SIZE * 8 / 200.);
        return share(value, sorted[beyond], sorted[SIZE - 1 - beyond]);
    }

    private static int component(Color colour, int component) {
        return colour.getRGB() >> (16 - 8 * component) & 255;
    }

    @Test
    void anRgbStackIsItsThreeChannelsAsImageJShowsThem() {
        ImagePlus image = new ImagePlus("rgb", rgb());
        ColorProcessor before = (ColorProcessor) image.getProcessor().duplicate();
        new ImageConverter(image).convertToRGBStack();
        assertEquals(3, new ShownImage(image, "all").size());
        byte[] red = seen(new ShownImage(image, "1"), 0);
        byte[] all = seen(new ShownImage(image, "1", PixelMeaning.parse("", "1,2,3")), 0);
        for (int i = 0; i < 3 * SIZE; i++) {
            int shift = 16 - 8 * (i % 3);
            assertEquals(before.get(i / 3) >> 16 & 255, red[i] & 255);
            assertEquals(before.get(i / 3) >> shift & 255, all[i] & 255);
        }
    }

    @Test
    void lookingChangesNothing() {
        List<ImagePlus> images = new ArrayList<>(kinds().map(Kind::image).toList());
        images.add(new ImagePlus("rgb", rgb()));
        for (int mode : new int[] {CompositeImage.COMPOSITE, CompositeImage.COLOR, CompositeImage.GRAYSCALE})
            images.add(composite(16, mode));
        for (ImagePlus image : images)
            for (String display : List.of("shown", "values", "12-34", "5%", "values 5%"))
                for (String channels : List.of("shown", "1")) {
                    image.setRoi(new OvalRoi(2, 3, 9, 7));
                    if (image.getStackSize() > 1) image.setSlice(2);
                    String before = state(image);
                    ShownImage shown = new ShownImage(image, "all", PixelMeaning.parse(display, channels));
                    for (int i = 0; i < shown.size(); i++) seen(shown, i);
                    assertEquals(before, state(image), image.getTitle() + " " + display);
                }
    }

    private static String state(ImagePlus image) {
        StringBuilder state = new StringBuilder(image.getTitle());
        for (int i = 1; i <= image.getStackSize(); i++)
            state.append(' ')
                    .append(image.getStack().getProcessor(i).duplicate().getStatistics());
        if (image instanceof CompositeImage composite)
            for (LUT lut : composite.getLuts())
                state.append(lut.min).append(lut.max).append(lut.hashCode());
        return state + " " + image.getRoi() + image.getCalibration() + image.getCurrentSlice()
                + image.getDisplayRangeMin() + " " + image.getDisplayRangeMax()
                + image.getProcessor().getMin()
                + image.getProcessor().getColorModel() + image.getDisplayMode() + image.changes;
    }

    @Test
    void aDisplayRangeOfNothingIsEachSlicesOwn() {
        ImageStack stack = new ImageStack(WIDTH, HEIGHT);
        stack.addSlice(new ShortProcessor(WIDTH, HEIGHT));
        stack.addSlice(shorts());
        ImagePlus image = new ImagePlus("black first", stack);
        image.setDisplayRange(0, 0);
        byte[] seen = seen(new ShownImage(image, "2"), 0);
        double[] values = values(shorts(), 0);
        double most = Arrays.stream(values).max().orElseThrow();
        for (int i = 0; i < SIZE; i++) assertEquals(255 * values[i] / most, seen[3 * i] & 255, ROUNDING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shown", "values", "0%", "30%", "1-2"})
    void imagesWithoutContrastAreEvenNotAFault(String display) {
        for (ImageProcessor pixels : List.of(
                new ByteProcessor(WIDTH, HEIGHT),
                new ShortProcessor(WIDTH, HEIGHT),
                new FloatProcessor(WIDTH, HEIGHT),
                new ColorProcessor(WIDTH, HEIGHT)))
            for (double value : new double[] {0, 7, 255}) {
                pixels.setValue(value);
                pixels.fill();
                assertEven(new ImagePlus("even", pixels.duplicate()), display);
                assertEven(new ImagePlus("one", pixels.resize(1, 1)), display);
            }
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            float[] all = new float[SIZE];
            Arrays.fill(all, value);
            ImagePlus nothing = new ImagePlus("" + value, new FloatProcessor(WIDTH, HEIGHT, all));
            assertThrows(UserException.class, () -> assertEven(nothing, display));
        }
    }

    private static void assertEven(ImagePlus image, String display) {
        byte[] seen = seen(new ShownImage(image, "1", PixelMeaning.parse(display, "")), 0);
        for (int i = 0; i < seen.length; i++) assertEquals(seen[i % 3], seen[i]);
    }

    @Test
    void aRangeFromHighToLowIsWhatImageJMakesOfIt() {
        ImagePlus image = new ImagePlus("reversed", shorts());
        image.getProcessor().setMinAndMax(3000, 800);
        byte[] seen = seen(new ShownImage(image, "1"), 0);
        ImageProcessor shown = new ColorProcessor(image.getImage());
        for (int i = 0; i < SIZE; i++) assertEquals(shown.get(i) & 255, seen[3 * i] & 255);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bright",
                "100%",
                "5-5",
                "9-3",
                "1-2-3",
                "10",
                "-",
                "%",
                "values bright",
                "valuesshown",
                "NaN-1",
                "-3%"
            })
    void aDisplayThatCannotBeUnderstoodIsNamed(String display) {
        String message = assertThrows(UserException.class, () -> PixelMeaning.parse(display, ""))
                .getMessage();
        assertTrue(message.contains("\"display\" is \"" + display + "\"") && message.contains("0.35%"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "red", "1,2,3,4", "1-2", "-1", "1.5", ","})
    void channelsThatCannotBeUnderstoodAreNamed(String channels) {
        String message = assertThrows(UserException.class, () -> PixelMeaning.parse("", channels))
                .getMessage();
        assertTrue(message.contains("\"channels\" is \"" + channels + "\"") && message.contains("3,2,1"), message);
    }

    @Test
    void aChannelThatIsNotThereIsNamed() {
        ImagePlus grey = new ImagePlus("grey", bytes());
        String message = assertThrows(UserException.class, () -> new ShownImage(grey, "1", PixelMeaning.parse("", "2")))
                .getMessage();
        assertTrue(message.contains("channel 2") && message.contains("\"grey\" has only one"), message);
        ImagePlus three = composite(8, CompositeImage.COLOR);
        assertThrows(UserException.class, () -> new ShownImage(three, "1", PixelMeaning.parse("", "1,4")));
    }

    @ParameterizedTest
    @CsvSource({
        "shown, shown, ''",
        "'', '', ''",
        "Values, shown, values shown",
        "0.35%, shown, 0.35%",
        "values 100 - 4095, '3,2', 'values 100-4095; channels 3,2'",
        "-5--2.5, 2, -5--2.5; channels 2",
        "1e-3-2e2, , 0.001-200",
        "shown, 1, shown; channels 1"
    })
    void aMeaningIsWrittenDownAsItIsRead(String display, String channels, String written) {
        PixelMeaning meaning = PixelMeaning.parse(display, channels);
        assertEquals(written, meaning.toString());
        if (written.isEmpty()) return;
        String[] parts = written.split("; channels ", -1);
        assertEquals(meaning, PixelMeaning.parse(parts[0], parts.length == 1 ? "" : parts[1]));
    }

    @Test
    void filesOfAFolderAreSeenSo(@TempDir Path folder) {
        new FileSaver(new ImagePlus("", shorts()))
                .saveAsTiff(folder.resolve("a.tif").toString());
        var pictures =
                new FolderPictures(folder, "", false, PixelMeaning.parse("1000-2000", ""), fault -> {}, Progress.NONE);
        assertEquals("1000-2000", pictures.display());
        byte[] seen = seen(pictures, 0);
        double[] values = values(shorts(), 0);
        for (int i = 0; i < SIZE; i++) assertEquals(255 * share(values[i], 1000, 2000), seen[3 * i] & 255, ROUNDING);
    }

    @Test
    void aSelectionDecidesWhatIsSeenNotHow() {
        ImagePlus image = new ImagePlus("it", shorts());
        PixelMeaning meaning = PixelMeaning.parse("10%", "");
        byte[] whole = seen(new ShownImage(image, "1", meaning), 0);
        image.setRoi(4, 5, 6, 7);
        byte[] part = seen(new ShownImage(image, "1", meaning), 0);
        assertArrayEquals(
                Arrays.copyOfRange(whole, 3 * (5 * WIDTH + 4), 3 * (5 * WIDTH + 10)), Arrays.copyOfRange(part, 0, 18));
    }

    /** Draws the picture of the documentation: one image, seen in each way. */
    @Test
    void everyMeaningShowsAnotherPicture() throws IOException {
        ImagePlus nuclei = IJ.openImage("../sample-images/nuclei.tif");
        ImageStack planes = new ImageStack(nuclei.getWidth(), nuclei.getHeight());
        for (int slice : new int[] {3, 9, 15}) {
            ImageProcessor plane = nuclei.getStack().getProcessor(slice);
            plane.blurGaussian(.8); // noise makes the file large
            planes.addSlice(plane);
        }
        ImagePlus one = new ImagePlus("one", planes.getProcessor(2).duplicate());
        one.setLut(LUT.createLutFromColor(Color.GREEN));
        one.setDisplayRange(0, 65535);
        ImagePlus stack = new ImagePlus("three", planes);
        stack.setDimensions(3, 1, 1);
        CompositeImage three = new CompositeImage(stack, CompositeImage.COMPOSITE);
        LUT[] luts = Stream.of(Color.CYAN, Color.MAGENTA, Color.YELLOW)
                .map(LUT::createLutFromColor)
                .toArray(LUT[]::new);
        for (LUT lut : luts) lut.max = 40000;
        three.setLuts(luts);
        var page = new BufferedImage(4 * 172 + 12, 2 * 196 + 12, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = page.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, page.getWidth(), page.getHeight());
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        g.setColor(Color.BLACK);
        Set<Integer> different = new HashSet<>();
        String[][] meanings = {
            {"shown", ""}, {"values", ""}, {"0.35%", ""}, {"values 5000-25000", ""},
            {"shown", ""}, {"2%", ""}, {"shown", "2"}, {"shown", "3,2,1"}
        };
        for (int i = 0; i < meanings.length; i++) {
            PixelMeaning meaning = PixelMeaning.parse(meanings[i][0], meanings[i][1]);
            ShownImage shown = new ShownImage(i < 4 ? one : three, "1", meaning);
            different.add(Arrays.hashCode(seen(shown, 0)));
            int x = 12 + i % 4 * 172;
            int y = 12 + i / 4 * 196;
            g.drawImage(shown.picture(0).buffered(), x, y, null);
            String name = meanings[i][1].isEmpty() ? "display=" + meanings[i][0] : "channels=" + meanings[i][1];
            g.drawString(name.replaceFirst("=(.* .*)", "=[$1]"), x, y + 177);
        }
        g.dispose();
        ImageIO.write(page, "png", new File("target/pixels.png"));
        assertEquals(meanings.length, different.size());
    }

    private static byte[] seen(Pictures pictures, int index) {
        PixelRows picture = pictures.picture(index);
        byte[] rgb = new byte[3 * picture.width() * picture.height()];
        byte[] row = new byte[3 * picture.width()];
        for (int y = 0; y < picture.height(); y++) {
            picture.read(y, row);
            System.arraycopy(row, 0, rgb, y * row.length, row.length);
        }
        return rgb;
    }

    private static ByteProcessor bytes() {
        ByteProcessor pixels = new ByteProcessor(WIDTH, HEIGHT);
        for (int i = 0; i < SIZE; i++) pixels.set(i, i * 7 % 256);
        return pixels;
    }

    private static ShortProcessor shorts() {
        ShortProcessor pixels = new ShortProcessor(WIDTH, HEIGHT);
        for (int i = 0; i < SIZE; i++) pixels.set(i, i * 37 % 4096);
        return pixels;
    }

    private static FloatProcessor floats() {
        FloatProcessor pixels = new FloatProcessor(WIDTH, HEIGHT);
        for (int i = 0; i < SIZE; i++) pixels.setf(i, i * 7 % SIZE / 50f - 3);
        pixels.setf(11, Float.NaN);
        pixels.setf(12, Float.POSITIVE_INFINITY);
        pixels.setf(13, Float.NEGATIVE_INFINITY);
        return pixels;
    }

    private static ColorProcessor rgb() {
        ColorProcessor pixels = new ColorProcessor(WIDTH, HEIGHT);
        for (int i = 0; i < SIZE; i++) pixels.set(i, i * 7 % 256 << 16 | i * 11 % 256 << 8 | i * 3 % 256);
        return pixels;
    }

    private static double[] values(ImageProcessor pixels, double offset) {
        return IntStream.range(0, SIZE)
                .mapToDouble(i -> pixels.getf(i) + offset)
                .toArray();
    }

    private static List<Double> list(double[] values) {
        return DoubleStream.of(values).boxed().toList();
    }

    private static Kind kind(String name, ImageProcessor pixels, double low, double high, double offset) {
        ImagePlus image = new ImagePlus(name, pixels);
        image.setDisplayRange(low - offset, high - offset);
        return new Kind(name, image, list(values(pixels, offset)), low, high, Color.BLACK, Color.WHITE);
    }

    private static Kind tinted(Kind kind, Color first, Color last) {
        byte[][] table = new byte[3][256];
        for (int colour = 0; colour < 3; colour++)
            for (int i = 0; i < 256; i++)
                table[colour][i] = (byte) Math.round(mix(component(first, colour), component(last, colour), i / 255.));
        kind.image().setLut(new LUT(table[0], table[1], table[2]));
        kind.image().setDisplayRange(kind.low(), kind.high());
        return new Kind(kind.name(), kind.image(), kind.values(), kind.low(), kind.high(), first, last);
    }

    /** Values from -32768, as ImageJ keeps them in 16 bits with a table of calibrated ones. */
    private static Kind signed() {
        ShortProcessor pixels = shorts();
        pixels.add(32768 - 2000);
        Kind kind = kind("signed 16-bit", pixels, -1200, 1500, -32768);
        Calibration calibration = kind.image().getCalibration();
        calibration.setSigned16BitCalibration();
        return kind;
    }

    /** The first slice of a virtual stack; the second is dark. */
    private static Kind virtual() {
        ImageStack stack = new ImageStack(WIDTH, HEIGHT) {
            @Override
            public boolean isVirtual() {
                return true;
            }

            @Override
            public ImageProcessor getProcessor(int slice) {
                return slice == 1 ? shorts() : new ShortProcessor(WIDTH, HEIGHT);
            }
        };
        stack.addSlice(shorts());
        stack.addSlice(new ShortProcessor(WIDTH, HEIGHT));
        ImagePlus image = new ImagePlus("virtual stack", stack);
        image.setDisplayRange(800, 3000);
        return new Kind("virtual stack", image, list(values(shorts(), 0)), 800, 3000, Color.BLACK, Color.WHITE);
    }

    private static CompositeImage composite(int bits, int mode) {
        ImagePlus image = IJ.createHyperStack("hyper", WIDTH, HEIGHT, 3, 2, 2, bits);
        for (int index = 1; index <= 12; index++) {
            ImageProcessor pixels = image.getStack().getProcessor(index);
            for (int i = 0; i < SIZE; i++) pixels.setf(i, (i * (5 + 2 * index) + 31 * index) % 251);
        }
        CompositeImage composite = new CompositeImage(image, mode);
        LUT[] luts = COLOURS.stream().map(LUT::createLutFromColor).toArray(LUT[]::new);
        for (int channel = 0; channel < 3; channel++) {
            luts[channel].min = 20 * channel;
            luts[channel].max = 150 + 30 * channel;
        }
        composite.setLuts(luts);
        return composite;
    }
}

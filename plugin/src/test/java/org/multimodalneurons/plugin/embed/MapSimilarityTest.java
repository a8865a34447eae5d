package org.multimodalneurons.plugin.embed;

import java.awt.Rectangle;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.VirtualStack;
import ij.WindowManager;
import ij.gui.OvalRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.measure.ResultsTable;
import ij.plugin.FolderOpener;
import ij.plugin.frame.RoiManager;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.plugin.CommandTest;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.OnScreen;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class MapSimilarityTest extends CommandTest {

    @AfterEach
    void emptyRoiManager() {
        RoiManager manager = RoiManager.getInstance2();
        if (manager != null) manager.reset();
    }

    @Test
    void eachTextIsAChannelWithTheValuesThatItHasAlone() {
        ImagePlus image = noise(1);
        ImagePlus both = map(image, "text", "a dog, a cat", "against", "sky");
        assertArrayEquals(new int[] {60, 50, 2, 1, 1}, both.getDimensions());
        assertEquals(
                CompositeImage.COMPOSITE,
                assertInstanceOf(CompositeImage.class, both).getMode());
        assertEquals("a cat", both.getStack().getSliceLabel(2));
        for (int c = 1; c <= 2; c++) {
            ImagePlus alone = map(image, "text", c == 1 ? "a dog" : "a cat", "against", "sky");
            assertArrayEquals(pixels(alone, 1), pixels(both, c));
            double max = alone.getStatistics().max;
            both.setC(c);
            assertEquals(max, both.getDisplayRangeMax(), 1e-6);
            assertTrue(both.getDisplayRangeMin() < max && both.getDisplayRangeMin() > alone.getStatistics().min);
        }
    }

    @Test
    void aTextWithCommasIsOneWhereBarsSeparate() {
        ImagePlus both = map(noise(1), "text", "a dog, asleep|a cat");
        assertEquals("a dog, asleep", both.getStack().getSliceLabel(1));
        assertEquals(2, both.getNChannels());
    }

    @Test
    void depthAndTimeOfTheSourceAreKeptBesideTheChannels() {
        ImagePlus image = IJ.createHyperStack("hyper", 40, 30, 1, 2, 3, 8);
        ImagePlus all = map(image, "text", "a, b, c", "slices", "all");
        assertArrayEquals(new int[] {40, 30, 3, 2, 3}, all.getDimensions());
        assertTrue(all.getStack().getSliceLabel(3 * 2 + 1).startsWith("a, hyper:"));
        assertArrayEquals(
                new int[] {40, 30, 3, 2, 1},
                map(image, "text", "a, b, c", "slices", "2-3").getDimensions());
        ImagePlus channels = IJ.createHyperStack("colours", 40, 30, 2, 2, 1, 8);
        channels.setDisplayMode(IJ.GRAYSCALE);
        assertArrayEquals(
                new int[] {40, 30, 6, 2, 1},
                map(channels, "text", "a, b, c", "slices", "all").getDimensions());
        channels.setDisplayMode(IJ.COMPOSITE);
        assertArrayEquals(
                new int[] {40, 30, 3, 2, 1},
                map(channels, "text", "a, b, c", "slices", "all").getDimensions());
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows", "dense"})
    void aSliceWhoseFileIsGoneIsListedAndTheOthersAreMapped(String method, @TempDir Path folder) throws IOException {
        for (int i = 1; i <= 3; i++)
            new FileSaver(IJ.createImage("a", "8-bit ramp", 60, 50, 1))
                    .saveAsTiff(folder.resolve(i + ".tif").toString());
        ImagePlus image = FolderOpener.open(folder.toString(), "virtual");
        Files.delete(folder.resolve("2.tif"));
        CommandModule run = commands.run(
                MapSimilarity.class, "image", image, "slices", "all", "text", "a, b", "method", method, "show", "both");
        ImagePlus map = Commands.output(run, "map", ImagePlus.class);
        assertArrayEquals(new int[] {60, 50, 2, 2, 1}, map.getDimensions());
        assertInstanceOf(CompositeImage.class, map);
        String label = map.getStack().getSliceLabel(4);
        assertTrue(label.startsWith("b, ") && label.contains(":3"), label);
        assertArrayEquals(
                pixels(map(IJ.createImage("a", "8-bit ramp", 60, 50, 1), "text", "a, b", "method", method), 2),
                pixels(map, 4),
                "of the slice itself");
        assertEquals(
                4, Commands.output(run, "overlay", ImagePlus.class).getOverlay().size());
        ResultsTable unreadable = Commands.output(run, "unreadable", ResultsTable.class);
        assertEquals(1, unreadable.size());
        assertTrue(unreadable.getStringValue("Error", 0).contains("2.tif"), unreadable.getStringValue("Error", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows", "dense"})
    void eachSliceOfAVirtualStackIsReadOnce(String method) {
        int[] read = new int[8];
        VirtualStack stack = new VirtualStack(60, 50, null, "") {
            @Override
            public ImageProcessor getProcessor(int slice) {
                read[slice - 1]++;
                return new ByteProcessor(60, 50);
            }
        };
        for (int i = 1; i <= read.length; i++) stack.addSlice(i + ".tif");
        ImagePlus image = new ImagePlus("virtual", stack);
        Arrays.fill(read, 0);
        assertEquals(
                7,
                map(image, "text", "a dog", "slices", "2-8", "method", method).getStackSize());
        assertArrayEquals(new int[] {0, 1, 1, 1, 1, 1, 1, 1}, read);
    }

    @Test
    void moreTextsThanColoursAreShownOneAtATime() {
        ImagePlus many = map(noise(1), "text", "a, b, c, d, e, f, g, h, i");
        assertEquals(9, many.getNChannels());
        assertEquals(CompositeImage.COLOR, ((CompositeImage) many).getMode());
    }

    @Test
    void aSelectionIsTheExampleAndTheWholeImageIsSearched() {
        ImagePlus image = noise(3);
        image.setSlice(2);
        image.setRoi(new OvalRoi(0, 0, 20, 20));
        ImagePlus map = map(image, "text", "", "example", "selection", "window", 20, "stride", 20, "slices", "all");
        assertArrayEquals(new int[] {60, 50, 1, 3, 1}, map.getDimensions());
        for (int slice = 1; slice <= 3; slice++) for (float value : pixels(map, slice)) assertFalse(Float.isNaN(value));
        float own = map.getStack().getProcessor(2).getf(5, 5);
        assertEquals(1, own, 1e-6);
        for (float other : new float[] {
            map.getStack().getProcessor(1).getf(5, 5),
            map.getStack().getProcessor(2).getf(30, 5)
        }) assertTrue(other < own - 2e-7, () -> other + " and " + own);
        assertEquals(new OvalRoi(0, 0, 20, 20).getBounds(), image.getRoi().getBounds());
        assertEquals(2, image.getCurrentSlice());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void outsideASelectionOfAnyShapeThereIsNoValue(boolean smaller) {
        ImagePlus image = noise(1);
        Object[] inputs = {"text", "a dog", "window", 20, "stride", 4, "resolution", smaller ? "stride" : "full"};
        int side = smaller ? 4 : 1;
        Roi triangle = new PolygonRoi(new float[] {9, 55, 20}, new float[] {5, 20, 47}, Roi.FREEROI);
        for (Roi roi : List.of(new OvalRoi(8, 4, 31, 33), triangle, new OvalRoi(45, 30, 40, 40))) {
            image.setRoi(roi.getBounds().intersection(new Rectangle(60, 50)));
            float[] all = pixels(map(image, inputs), 1);
            image.setRoi(roi);
            float[] selected = pixels(map(image, inputs), 1);
            int width = (60 - 1) / side + 1;
            for (int i = 0; i < selected.length; i++) {
                boolean isIn = touches(roi, side * (i % width), side * (i / width), side);
                assertEquals(isIn ? all[i] : Float.NaN, selected[i], roi + " at " + i);
            }
        }
    }

    private static boolean touches(Roi roi, int left, int top, int side) {
        return IntStream.range(0, side * side).anyMatch(i -> roi.contains(left + i % side, top + i / side));
    }

    @Test
    void anExampleAloneIsTheOnlyThingThatIsLookedFor() {
        ImagePlus image = noise(1);
        image.setRoi(0, 0, 20, 20);
        ImagePlus map = map(image, "example", "selection", "method", "dense");
        assertArrayEquals(new int[] {60, 50, 1, 1, 1}, map.getDimensions());
    }

    /** A picture of one pixel is to a model what a large one of its colour is. */
    @ParameterizedTest
    @ValueSource(strings = {"windows", "dense"})
    void anImageOfOnePixelHasTheValueOfALargeOneOfItsColour(String method) {
        Object[] inputs = {"text", "a dog", "method", method};
        ImagePlus one = map(grey(1), inputs);
        assertArrayEquals(new int[] {1, 1, 1, 1, 1}, one.getDimensions());
        float value = one.getProcessor().getf(0, 0);
        assertEquals(map(grey(51), inputs).getProcessor().getf(25, 25), value, 1e-5);
        assertTrue(Math.abs(value) > 1e-3, "" + value);
    }

    private static ImagePlus grey(int side) {
        ImagePlus image = IJ.createImage("grey", "8-bit black", side, side, 1);
        image.getProcessor().setValue(90);
        image.getProcessor().fill();
        return image;
    }

    @Test
    void textsAndTheRegionsOfTheManagerAreChannelsSideBySide() {
        ImagePlus image = noise(1);
        image.show();
        RoiManager manager = RoiManager.getRoiManager();
        for (int i = 0; i < 2; i++) {
            Roi roi = new Roi(20 * i, 0, 20, 20);
            roi.setName("spot" + i);
            manager.addRoi(roi);
        }
        ImagePlus map = map(image, "text", "a dog", "example", "manager", "window", 20, "stride", 20);
        assertEquals(3, map.getNChannels());
        assertTrue(map.getStack().getSliceLabel(2).startsWith("like ")
                && map.getStack().getSliceLabel(2).contains("spot0"));
        assertEquals(1, map.getStack().getProcessor(2).getf(5, 5), 1e-5);
        assertEquals(1, map.getStack().getProcessor(3).getf(30, 5), 1e-5);
        assertArrayEquals(pixels(map(image, "text", "a dog", "window", 20, "stride", 20), 1), pixels(map, 1));
    }

    @Test
    void windowsAreGivenInTheUnitOfTheImage() {
        ImagePlus plain = noise(1);
        ImagePlus image = noise(1);
        image.getCalibration().pixelWidth = .25;
        image.getCalibration().pixelHeight = .5; // windows are squares of pixels, as wide as was given
        image.getCalibration().setUnit("um");
        ImagePlus map = map(image, "text", "a dog", "window", 4., "stride", 1.9);
        assertArrayEquals(pixels(map(plain, "text", "a dog", "window", 16, "stride", 8), 1), pixels(map, 1));
        assertArrayEquals(pixels(map(plain, "text", "a dog"), 1), pixels(map(image, "text", "a dog"), 1));
        assertTrue(message(image, "window", .1).contains("0.25 µm wide"));
        String tooFar = message(image, "window", 2., "stride", 4.);
        assertTrue(tooFar.contains("4 µm (16 pixels)") && tooFar.contains("2 µm (8 pixels)"), tooFar);
        image.getCalibration().pixelWidth = 0;
        assertTrue(message(image).contains("Properties"));
    }

    @Test
    void aWindowLargerThanTheImageIsAsLargeAsTheImageAndSaid() {
        IJ.log("\\Clear");
        ImagePlus image = noise(1);
        ImagePlus map = map(image, "text", "a dog", "window", 500, "stride", 10);
        assertArrayEquals(pixels(map(image, "text", "a dog", "window", 50, "stride", 10), 1), pixels(map, 1));
        assertTrue(IJ.getLog().contains("500 pixels") && IJ.getLog().contains("50 pixels"), IJ.getLog());
    }

    @ParameterizedTest
    @CsvSource({"false, 0, 0", "true, 3, 5"})
    void aMapOfOnePixelAStrideHasTheMeansAndLiesOnItsSource(boolean selected, int left, int top) {
        ImagePlus image = noise(1);
        image.getCalibration().pixelWidth = .25;
        image.getCalibration().pixelHeight = .5;
        image.getCalibration().xOrigin = 10;
        image.getCalibration().yOrigin = -6;
        image.getCalibration().setUnit("um");
        if (selected) image.setRoi(left, top, 40, 33);
        ImagePlus full = map(image, "text", "a dog", "window", 4., "stride", 1., "resolution", "full");
        ImagePlus small =
                map(image, "text", "a dog", "window", 4., "stride", 1., "resolution", "stride", "show", "both");
        assertArrayEquals(new int[] {15, 13, 1, 1, 1}, small.getDimensions());
        assertEquals(1, small.getCalibration().pixelWidth, 1e-12);
        assertEquals(2, small.getCalibration().pixelHeight, 1e-12);
        assertEquals(full.getCalibration().getX(8), small.getCalibration().getX(2), 1e-12);
        assertEquals(full.getCalibration().getY(12), small.getCalibration().getY(3), 1e-12);
        for (int y = 0; y < 13; y++)
            for (int x = 0; x < 15; x++)
                assertEquals(mean(full, 4 * x, 4 * y), small.getProcessor().getf(x, y), 1e-5);
    }

    /** Of the values in a square of 4 x 4 pixels, NaN where there are none. */
    private static double mean(ImagePlus full, int left, int top) {
        return IntStream.range(0, 16)
                .filter(i -> left + i % 4 < full.getWidth() && top + i / 4 < full.getHeight())
                .mapToDouble(i -> full.getProcessor().getf(left + i % 4, top + i / 4))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    @Test
    void anOverlayOfASmallMapLiesOnACopyOfItsSize() {
        ImagePlus overlay = Commands.output(
                commands.run(
                        MapSimilarity.class,
                        "image",
                        noise(2),
                        "text",
                        "a, b",
                        "slices",
                        "all",
                        "window",
                        16,
                        "resolution",
                        "stride",
                        "show",
                        "overlay"),
                "overlay",
                ImagePlus.class);
        assertArrayEquals(new int[] {15, 13, 2, 2, 1}, overlay.getDimensions());
        assertEquals(4, overlay.getOverlay().size());
        assertEquals(4, overlay.getCalibration().pixelWidth);
    }

    @Test
    void pixelsWithoutAValueDoNotSpoilTheMap() {
        ImagePlus image = new ImagePlus("holes", new FloatProcessor(40, 30));
        for (int i = 0; i < 1200; i++)
            image.getProcessor().setf(i, i % 7 == 0 ? Float.NaN : i % 11 == 0 ? Float.POSITIVE_INFINITY : i % 50);
        image.setDisplayRange(0, 50);
        for (float value : pixels(map(image, "text", "a dog"), 1)) assertTrue(Float.isFinite(value));
    }

    @Test
    void mistakesAreTold() {
        ImagePlus image = noise(1);
        assertTrue(message(image, "text", " , ").contains("no text"));
        assertTrue(message(image).contains("text=[a picture of a dog]"));
        assertTrue(message(image, "text", "", "example", "selection").contains("no area selection"));
        String manager = message(image, "example", "manager");
        assertTrue(manager.contains("ROI Manager") && manager.contains("selection instead of manager"), manager);
        assertTrue(message(image, "example", "this").contains("none, selection, manager"));
        assertTrue(message(image, "window", Double.NaN).contains("window is NaN"));
        assertTrue(message(image, "stride", -1.).contains("stride is -1"));
        assertTrue(message(image, "resolution", "low").contains("auto, full, stride"));
        assertTrue(message(image, "resolution", "stride", "method", "dense").contains("method=windows"));
        for (String length : List.of("window", "stride")) {
            String dense = message(image, "text", "a dog", "method", "dense", length, 8.);
            assertTrue(dense.contains("The " + length + " is 8.0") && dense.contains("method=windows"), dense);
        }
    }

    /** As a user counts things: from the map to a mask to particles, by ImageJ's own commands. */
    @ParameterizedTest
    @CsvSource({"a picture of a dog, 84, 137", "a picture of a pizza, 203, 172", "a picture of an apple, 318, 156"})
    void whatIsNamedIsTheParticleThatIsFound(String text, int x, int y) {
        ImagePlus scene =
                IJ.openImage(Path.of("..", "sample-images", "scene.png").toString());
        List<String> all = List.of("a picture of a dog", "a picture of a pizza", "a picture of an apple");
        ImagePlus map = map(
                scene,
                "text",
                String.join(",", all),
                "window",
                96,
                "stride",
                16,
                "against",
                "a picture of a dog, a picture of a pizza, a picture of an apple",
                "model",
                new File("embedded"));
        map.setTitle("map");
        map.show();
        map.setC(all.indexOf(text) + 1);
        IJ.run(map, "Duplicate...", "title=one");
        ImagePlus mask = WindowManager.getImage("one");
        double max = mask.getStatistics().max;
        IJ.setThreshold(mask, max / 2, max);
        IJ.run(mask, "Convert to Mask", "");
        assertTrue(mask.getProcessor().isBinary());
        IJ.run(mask, "Watershed", "");
        ResultsTable.getResultsTable().reset();
        IJ.run("Set Measurements...", "area centroid bounding redirect=None decimal=3");
        IJ.run(mask, "Analyze Particles...", "size=1000-Infinity display clear");
        ResultsTable found = ResultsTable.getResultsTable();
        assertTrue(found.size() > 0);
        int largest = IntStream.range(0, found.size())
                .boxed()
                .max((a, b) -> Double.compare(found.getValue("Area", a), found.getValue("Area", b)))
                .orElseThrow();
        String row = found.getRowAsString(largest);
        assertEquals(x, found.getValue("X", largest), 36, row);
        assertEquals(y, found.getValue("Y", largest), 36, row);
        assertEquals(255, mask.getProcessor().get(x, y), row);
    }

    private static ImagePlus map(ImagePlus image, Object... inputs) {
        return Commands.output(run(image, inputs), "map", ImagePlus.class);
    }

    private static CommandModule run(ImagePlus image, Object... inputs) {
        Object[] all = new Object[inputs.length + 2];
        all[0] = "image";
        all[1] = image;
        System.arraycopy(inputs, 0, all, 2, inputs.length);
        return commands.run(MapSimilarity.class, all);
    }

    private static String message(ImagePlus image, Object... inputs) {
        CommandModule run = run(image, inputs);
        assertNull(run.getOutput("map"));
        return run.getCancelReason();
    }

    private static float[] pixels(ImagePlus map, int slice) {
        float[] pixels = (float[]) map.getStack().getProcessor(slice).getPixels();
        return Arrays.copyOf(pixels, pixels.length);
    }

    private static ImagePlus noise(int slices) {
        ImagePlus image = IJ.createImage("noise", "8-bit black", 60, 50, slices);
        for (int i = 1; i <= slices; i++) {
            Random random = new Random(i);
            byte[] pixels = (byte[]) image.getStack().getProcessor(i).getPixels();
            for (int k = 0; k < pixels.length; k++)
                pixels[k] = (byte) (random.nextInt(40) + (k % 60 / (3 * i) + k / 60 / 10) % 2 * 200);
        }
        return image;
    }
}

package org.multimodalneurons.plugin.imagej;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.measure.ResultsTable;
import ij.plugin.frame.RoiManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.TinyModel;
import org.multimodalneurons.plugin.embed.EmbedImages;
import org.multimodalneurons.plugin.host.VirtualImageJ;
import org.multimodalneurons.search.Fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class RoiPicturesTest {

    private final List<Fault> faults = new ArrayList<>();
    private RoiManager manager;
    private ImagePlus image;

    @BeforeEach
    void open() {
        VirtualImageJ.start();
        manager = RoiManager.getRoiManager();
        manager.reset();
        image = IJ.createImage("it", "8-bit ramp", 40, 30, 3);
        image.getStack().getProcessor(2).invert();
        image.show();
    }

    @AfterEach
    void close() {
        manager.reset();
        Commands.closeWindows();
    }

    private void add(Roi roi, String name, int slice) {
        roi.setName(name);
        roi.setPosition(slice);
        manager.addRoi(roi);
    }

    @Test
    void everyRegionIsItsOwnCropOfItsOwnSlice() {
        add(new Roi(5, 6, 10, 8), "square", 2);
        add(new OvalRoi(20, 2, 30, 12), "edge", 3);
        var pictures = RoiPictures.ofManager(image, "current", PixelMeaning.SHOWN, faults::add);
        assertEquals(2, pictures.size());
        assertEquals("it:square:2", pictures.label(0));
        assertEquals("square", pictures.region(0));
        assertEquals(3, pictures.slice(1));
        PixelRows first = pictures.picture(0);
        assertEquals(10, first.width());
        assertEquals(8, first.height());
        assertEquals(20, pictures.picture(1).width(), "what lies outside is cut off");
        image.setSlice(2);
        image.setRoi(5, 6, 10, 8);
        PixelRows selected = new ShownImage(image, "current").picture(0);
        byte[] expected = new byte[30];
        byte[] found = new byte[30];
        selected.read(3, expected);
        first.read(3, found);
        assertArrayEquals(expected, found);
    }

    @Test
    void aRegionWithoutASliceIsMeasuredOnEachOfTheChosenOnes() {
        add(new Roi(5, 6, 10, 8), "everywhere", 0);
        add(new Roi(9, 6, 10, 8), "here", 2);
        manager.getRoi(0).setPosition(0); // the manager gives every region the slice that is shown
        image.getStack().setSliceLabel("first", 1);
        assertEquals(
                List.of("it:everywhere:first", "it:here:2", "it:everywhere:3"),
                RoiPictures.ofManager(image, "1,3", PixelMeaning.SHOWN, faults::add)
                        .labels());
        image.setSlice(3);
        assertEquals(
                List.of("it:here:2", "it:everywhere:3"),
                RoiPictures.ofManager(image, "current", PixelMeaning.SHOWN, faults::add)
                        .labels());
    }

    @Test
    void aRegionOfAHyperstackBelongsToTheAxesThatItNames() {
        ImagePlus hyper = IJ.createHyperStack("hyper", 40, 30, 2, 3, 4, 8);
        Roi frame = new Roi(1, 1, 5, 5);
        frame.setName("frame");
        frame.setPosition(0, 0, 4);
        manager.addRoi(frame);
        Roi point = new Roi(1, 1, 5, 5);
        point.setName("point");
        point.setPosition(2, 3, 1);
        manager.addRoi(point);
        hyper.setDisplayMode(IJ.COLOR);
        hyper.setPosition(2, 1, 1);
        int inFrame4 = hyper.getStackIndex(2, 1, 4);
        int one = hyper.getStackIndex(2, 3, 1);
        assertEquals(
                List.of("hyper:point:" + one, "hyper:frame:" + inFrame4),
                RoiPictures.ofManager(hyper, "current", PixelMeaning.SHOWN, faults::add)
                        .labels());
        hyper.setDisplayMode(IJ.COMPOSITE);
        var merged = RoiPictures.ofManager(hyper, "all", PixelMeaning.SHOWN, faults::add);
        assertEquals(4, merged.size(), "the frame's three slices, and the point's own");
        assertEquals(List.of(3, 10, 11, 12), slicesOf(merged));
    }

    @Test
    void regionsThatCannotBeLookedAtKeepTheirPlaces() {
        add(new Roi(80, 80, 5, 5), "far", 1);
        add(new Roi(1, 1, 5, 5), "b", 1);
        add(new Roi(5, 6, 10, 8), "gone", 9);
        add(new Roi(5, 6, 10, 8), "d", 1);
        add(new Roi(5, 6, 10, 8), "everywhere", 0);
        manager.getRoi(4).setPosition(0);
        add(new Roi(5, 6, 10, 8), "late", 3);
        var pictures = RoiPictures.ofManager(image, "1,3", PixelMeaning.SHOWN, faults::add);
        assertEquals(List.of("it:b:1", "it:d:1", "it:everywhere:1", "it:everywhere:3", "it:late:3"), pictures.labels());
        assertEquals(List.of(1, 3, 4, 5, 6), ordersOf(pictures));
        assertEquals(List.of(3, 6), ordersOf(pictures.only(List.of(1, 4))));
        assertEquals(2, faults.size());
    }

    private static List<Integer> ordersOf(Pictures pictures) {
        return IntStream.range(0, pictures.size()).mapToObj(pictures::order).toList();
    }

    private static List<Integer> slicesOf(Pictures pictures) {
        return IntStream.range(0, pictures.size()).mapToObj(pictures::slice).toList();
    }

    @Test
    void labelsAndCentroidsAreThoseOfMeasure() {
        image.getCalibration().pixelWidth = .25;
        image.getCalibration().pixelHeight = .5;
        image.getCalibration().xOrigin = 4;
        image.getCalibration().setUnit("um");
        add(new OvalRoi(3, 4, 15, 11), "oval", 1);
        add(new PolygonRoi(new float[] {2, 30, 5}, new float[] {1, 9, 25}, Roi.POLYGON), "triangle", 2);
        add(new ShapeRoi(new Roi(0, 0, 30, 20)).not(new ShapeRoi(new Roi(2, 2, 9, 9))), "holed", 3);
        add(new Roi(25, 20, 40, 40), "over the edge", 3);
        IJ.run("Set Measurements...", "centroid display redirect=None decimal=9");
        ResultsTable measured = ResultsTable.getResultsTable();
        measured.reset();
        manager.runCommand(image, "Measure");
        var pictures = RoiPictures.ofManager(image, "current", PixelMeaning.SHOWN, faults::add);
        assertEquals(4, measured.size());
        for (int i = 0; i < 4; i++) {
            Place place = pictures.place(i).orElseThrow();
            assertEquals(measured.getLabel(i), pictures.label(i));
            assertEquals(measured.getValue("X", i), place.x(), 1e-9);
            assertEquals(measured.getValue("Y", i), place.y(), 1e-9);
            assertEquals("µm", place.unit());
        }
        measured.reset();
    }

    @Test
    void aSelectionAndAWholeSliceAreLabelledAndPlacedAsMeasureDoesIt() {
        IJ.run("Set Measurements...", "centroid display redirect=None decimal=9");
        ResultsTable measured = ResultsTable.getResultsTable();
        for (Roi roi : new Roi[] {null, new OvalRoi(3, 4, 15, 11)}) {
            measured.reset();
            if (roi != null) roi.setName("nucleus");
            image.setRoi(roi);
            IJ.run(image, "Measure", "");
            var shown = new ShownImage(image, "current");
            assertEquals(measured.getLabel(0), shown.label(0));
            assertEquals(measured.getValue("X", 0), shown.place(0).orElseThrow().x(), 1e-9);
            assertEquals(measured.getValue("Y", 0), shown.place(0).orElseThrow().y(), 1e-9);
            assertEquals(roi != null, shown.areRegions());
        }
        measured.reset();
    }

    @Test
    void particlesAreThoseOfAnalyzeParticles() {
        image.getCalibration().pixelWidth = .5;
        image.getCalibration().pixelHeight = .5;
        for (int slice = 1; slice <= 3; slice++) {
            var pixels = image.getStack().getProcessor(slice);
            pixels.setColor(0);
            pixels.fill();
            pixels.setColor(200);
            pixels.fillOval(3, 3, 12, 9);
            pixels.fillRect(20, 5 + slice, 8, 8);
            pixels.fill(new Roi(30, 20, 1, 1));
            pixels.setColor(0);
            pixels.fillRect(22, 7 + slice, 2, 3);
        }
        IJ.setRawThreshold(image, 100, 255, null);
        IJ.run("Set Measurements...", "centroid display stack redirect=None decimal=9");
        ResultsTable measured = ResultsTable.getResultsTable();
        measured.reset();
        IJ.run(image, "Analyze Particles...", "size=2-Infinity display stack");
        var shown = new ShownImage(image, "all");
        var particles = RoiPictures.ofParticles(shown, new ParticleMask(shown, image), 2, Progress.NONE);
        assertEquals(6, measured.size());
        assertEquals(6, particles.size());
        assertEquals(List.of("it:1:1", "it:2:1", "it:1:2", "it:2:2", "it:1:3", "it:2:3"), particles.labels());
        for (int i = 0; i < 6; i++) {
            Place place = particles.place(i).orElseThrow();
            assertEquals(measured.getValue("X", i), place.x(), 1e-9);
            assertEquals(measured.getValue("Y", i), place.y(), 1e-9);
        }
        measured.reset();
        image.setRoi(0, 0, 18, 18);
        shown = new ShownImage(image, "all");
        assertEquals(
                List.of("it:1:1", "it:1:2", "it:1:3"),
                RoiPictures.ofParticles(shown, new ParticleMask(shown, image), 0, Progress.NONE)
                        .labels(),
                "inside the selection alone");
        assertEquals(0, image.getRoi().getBounds().x, "which stays");
    }

    @Test
    void particlesOfAnotherImageAreBlackOrWhiteAsTheUserHasIt() {
        ImagePlus mask = IJ.createImage("mask", "8-bit black", 40, 30, 1);
        mask.getProcessor().setColor(255);
        mask.getProcessor().fillRect(3, 4, 5, 6);
        boolean before = Prefs.blackBackground;
        try {
            Prefs.blackBackground = true;
            var white = particles(mask);
            assertEquals(List.of("it:1:1", "it:1:2", "it:1:3"), white.labels());
            assertEquals(5.5, white.place(0).orElseThrow().x());
            Prefs.blackBackground = false;
            mask.getProcessor().invert();
            assertEquals(5.5, particles(mask).place(0).orElseThrow().x());
            mask.getProcessor().invert();
            mask.getProcessor().invertLut();
            assertEquals(5.5, particles(mask).place(0).orElseThrow().x());
        } finally {
            Prefs.blackBackground = before;
        }
    }

    private RoiPictures particles(ImagePlus mask) {
        var shown = new ShownImage(image, "all");
        return RoiPictures.ofParticles(shown, new ParticleMask(shown, mask), 0, Progress.NONE);
    }

    @Test
    void aThresholdOfTheChannelThatIsShownTellsTheParticlesOfAllChannels() {
        ImagePlus cells = IJ.createHyperStack("cells", 40, 30, 2, 2, 1, 16);
        for (int z = 1; z <= 2; z++) {
            square(cells, 1, z, 900, new Roi(3 * z, 4, 5, 6)); // nuclei, brighter than the threshold of channel 2
            square(cells, 2, z, 300, new Roi(20, 5 * z, 8, 7));
        }
        for (int mode : new int[] {IJ.GRAYSCALE, IJ.COLOR}) {
            cells.setDisplayMode(mode);
            cells.setPosition(2, 1, 1);
            IJ.setRawThreshold(cells, 200, 400, null);
            assertEquals(
                    List.of(24., 24., 24., 24.), middles(cells, new ShownImage(cells, "all")), "those of channel 2");
            cells.setPosition(1, 2, 1);
            assertFault("has no threshold", () -> middles(cells, new ShownImage(cells, "all")));
            IJ.setRawThreshold(cells, 200, 1000, null);
            assertEquals(List.of(5.5, 5.5, 8.5, 8.5), middles(cells, new ShownImage(cells, "all")));
            assertEquals(List.of(8.5), middles(cells, new ShownImage(cells, "4")), "of channel 2 alone");
        }
    }

    private static void square(ImagePlus image, int channel, int z, int value, Roi area) {
        var pixels = image.getStack().getProcessor(image.getStackIndex(channel, z, 1));
        pixels.setColor(value);
        pixels.fill(area);
    }

    private static List<Double> middles(ImagePlus mask, ShownImage shown) {
        var particles = RoiPictures.ofParticles(shown, new ParticleMask(shown, mask), 0, Progress.NONE);
        return IntStream.range(0, particles.size())
                .mapToObj(i -> particles.place(i).orElseThrow().x())
                .toList();
    }

    @Test
    void whatIsNoMaskIsNamed() {
        assertFault("has no threshold and is not binary", () -> particles(image));
        ImagePlus grey = IJ.createImage("grey", "16-bit ramp", 40, 30, 1);
        assertFault("\"grey\" has no threshold", () -> particles(grey));
        assertFault("has 8 x 8 pixels", () -> particles(IJ.createImage("small", "8-bit white", 8, 8, 1)));
        assertFault("has 2 slices", () -> particles(IJ.createImage("two", "8-bit black", 40, 30, 2)));
        ImagePlus none = IJ.createImage("none", "8-bit black", 40, 30, 1);
        IJ.setRawThreshold(none, 200, 255, null);
        assertFault("There is no particle of at least 0.0 square pixels", () -> particles(none));
    }

    private static void assertFault(String part, Executable work) {
        String message = assertThrows(UserException.class, work).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void aCommandTakesThem() throws Exception {
        add(new Roi(5, 6, 10, 8), "one", 1);
        add(new Roi(5, 6, 10, 8), "two", 2);
        try (var commands = new Commands()) {
            var run = commands.run(
                    EmbedImages.class,
                    "regions",
                    "manager",
                    "model",
                    TinyModel.file(1).toFile());
            ResultsTable table = Commands.output(run, "embeddings", ResultsTable.class);
            assertEquals(2, table.size());
            assertTrue(table.getColumnHeadings().startsWith("Image\tSlice\tX\tY\tXY_Unit\tModel\tE1"));
            assertEquals(10, table.getValue("X", 0));
            assertEquals("pixels", table.getStringValue("XY_Unit", 0));
        }
    }

    @Test
    void whatCannotBeLookedAtIsNamed() {
        assertMessage("no region in the ROI Manager");
        add(new Line(1, 1, 9, 9), "line", 1);
        assertMessage("line is no area");
        manager.reset();
        add(new Roi(50, 60, 5, 5), "far", 1);
        assertMessage("far lies outside");
        manager.reset();
        add(new ShapeRoi(new Roi(5, 6, 3, 3)).not(new ShapeRoi(new Roi(0, 0, 9, 9))), "empty", 1);
        assertMessage("empty is empty");
        manager.reset();
        add(new Roi(5, 6, 5, 5), "late", 9);
        assertMessage("late belongs to slice 9");
        manager.reset();
        add(new OvalRoi(30, 20, 30, 30), "corner", 1);
        assertEquals(
                1,
                RoiPictures.ofManager(image, "all", PixelMeaning.SHOWN, faults::add)
                        .size());
        manager.reset();
        add(new OvalRoi(39, 29, 90, 90), "beside", 1); // no pixel of it, only its bounding box
        assertMessage("beside lies outside");
        add(new Line(1, 1, 9, 9), "line", 1);
        assertMessage("None of the 2 regions in the ROI Manager can be looked at. The first: The region beside lies");
        assertEquals(List.of(), faults);
    }

    @Test
    void regionsThatCannotBeLookedAtAreToldAndTheOthersAreTaken() {
        add(new Roi(50, 60, 5, 5), "far", 1);
        add(new Roi(5, 6, 10, 8), "one", 1);
        add(new PointRoi(3, 3), "point", 1);
        add(new Roi(5, 6, 10, 8), "late", 9);
        add(new Roi(9, 6, 10, 8), "two", 2);
        add(new ShapeRoi(new Roi(5, 6, 3, 3)).not(new ShapeRoi(new Roi(0, 0, 9, 9))), "empty", 1);
        var pictures = RoiPictures.ofManager(image, "all", PixelMeaning.SHOWN, faults::add);
        assertEquals(List.of("it:one:1", "it:two:2"), pictures.labels());
        assertEquals(
                List.of("it:far", "it:point", "it:late", "it:empty"),
                faults.stream().map(Fault::file).toList());
        assertTrue(
                faults.get(2).error().contains("late belongs to slice 9"),
                faults.get(2).error());
    }

    private void assertMessage(String part) {
        assertFault(part, () -> RoiPictures.ofManager(image, "current", PixelMeaning.SHOWN, faults::add));
    }
}

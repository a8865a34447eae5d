package org.multimodalneurons.plugin.probe;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Plot;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.plugin.frame.RoiManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.plugin.CommandTest;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.PluginCommand;
import org.multimodalneurons.plugin.embed.Compare;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The commands about neurons, and Compare, on regions and on files. */
@OnScreen
class RegionProbesTest extends CommandTest {

    private static final String UNIT = "layer4.0.add:3";

    @TempDir
    Path folder;

    private ImagePlus image;

    @BeforeEach
    void regions() {
        RoiManager.getRoiManager().reset();
        ResultsTable.getResultsTable().reset();
        image = IJ.createImage("it", "8-bit ramp", 60, 40, 2);
        image.getCalibration().pixelWidth = .5;
        image.getCalibration().pixelHeight = .5;
        image.getCalibration().setUnit("um");
        image.show();
        add("a", 0, 0, 1);
        add("b", 20, 10, 1);
        add("c", 40, 20, 1);
    }

    @AfterEach
    void clear() {
        RoiManager.getRoiManager().reset();
        ResultsTable.getResultsTable().reset();
    }

    private static void add(String name, int x, int y, int slice) {
        Roi roi = new Roi(x, y, 10, 20);
        roi.setName(name);
        roi.setPosition(slice);
        RoiManager.getRoiManager().addRoi(roi);
    }

    private static void assertPlaces(ResultsTable table, int rowsOfEach) {
        for (int region = 0; region < 3; region++) {
            int row = region * rowsOfEach;
            assertEquals(2.5 + 10 * region, table.getValue("X", row), 1e-9);
            assertEquals(5 + 5 * region, table.getValue("Y", row), 1e-9);
            assertEquals("µm", table.getStringValue("XY_Unit", row));
        }
    }

    @Test
    void contributionsToRegionsSayWhereTheseAre() {
        CommandModule run = commands.run(WhichNeurons.class, "regions", "manager", "units", 2);
        ResultsTable table = Commands.output(run, "contributions", ResultsTable.class);
        assertEquals(3 * (2 + 3), table.size());
        assertEquals("it:b:1", table.getStringValue("Image", 5));
        assertPlaces(table, 5);
        double sum = 0;
        for (int row = 5; row < 9; row++) sum += table.getValue("Contribution", row);
        assertEquals(table.getValue("Contribution", 9), sum, 1e-4);
        for (String map : List.of("unitMaps", "gradCam", "integratedGradients")) assertNull(run.getOutput(map), map);
        for (String input : List.of("steps", "layer")) {
            String told = commands.info(WhichNeurons.class).getInput(input).getDescription();
            assertTrue(told.contains("Not used where there is the table alone"), told);
        }
    }

    @Test
    void contributionsAreAppendedToTheResultsWithTheirDisplay() {
        IJ.run(image, "Measure", "");
        CommandModule run = commands.run(
                WhichNeurons.class, "append", true, "units", 1, "show", "table", "display", "values", "image", image);
        ResultsTable results = ResultsTable.getResultsTable();
        assertEquals(1 + 4, results.size());
        assertEquals(results, Commands.output(run, "contributions", ResultsTable.class));
        assertEquals("it:1", results.getLabel(4));
        assertEquals("similarity", results.getStringValue("Unit", 4));
        assertEquals("values shown", results.getStringValue("Display", 4));
        assertNull(run.getOutput("gradCam"), "the table alone");
    }

    @Test
    void contributionsToFilesAreReadPastADamagedOne() throws IOException {
        Path pictures = ConceptFolders.one(folder).resolve("red");
        Files.write(pictures.resolve("broken.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0});
        CommandModule run = commands.run(WhichNeurons.class, "folder", pictures.toFile(), "units", 1);
        ResultsTable table = Commands.output(run, "contributions", ResultsTable.class);
        assertEquals(3 * 4, table.size());
        ResultsTable faults = Commands.output(run, "unreadable", ResultsTable.class);
        assertEquals(List.of("broken.png"), List.of(faults.getColumnAsStrings("File")));
        for (String name : List.of("0.png", "1.png", "2.png")) Files.delete(pictures.resolve(name));
        String message = message(WhichNeurons.class, "folder", pictures.toFile());
        assertTrue(message.contains("broken.png"), message);
    }

    @ParameterizedTest
    @ValueSource(classes = {NeuronActivations.class, WhichNeurons.class})
    void coloursAreLaidOverWholeImagesAlone(Class<? extends Command> command) {
        String message = message(command, "regions", "manager", "show", "overlay");
        assertTrue(message.contains("show=overlay") && message.contains("of regions"), message);
        message = message(
                command, "folder", ConceptFolders.one(folder).resolve("red").toFile(), "show", "overlay");
        assertTrue(message.contains("of the files of a folder"), message);
        image.setRoi(10, 10, 30, 20);
        CommandModule run = commands.run(command, "units", command == WhichNeurons.class ? 1 : UNIT, "show", "overlay");
        assertNotNull(run.getOutput(command == WhichNeurons.class ? "gradCam" : "maps"), "of a selection");
    }

    @Test
    void regionsOfOneSliceFollowEachOtherOnTheCurve() {
        CommandModule run =
                commands.run(TuningCurve.class, "regions", "manager", "units", UNIT, "from", 10., "step", 5.);
        ResultsTable table = Commands.output(run, "responses", ResultsTable.class);
        assertPlaces(table, 1);
        assertEquals(10, table.getValue("Region", 0));
        assertEquals(15, table.getValue("Region", 1));
        assertEquals(20, table.getValue("Region", 2));
        assertEquals(1, table.getValue("Slice", 2));
        assertTrue(Double.isFinite(table.getValue(UNIT, 2)));
        Plot plot = (Plot) Commands.output(run, "curve", ImagePlus.class).getProperty(Plot.PROPERTY_KEY);
        assertEquals("Region", plot.getLabel('x'));
        assertTrue(plot.getLimits()[0] < plot.getLimits()[1], Arrays.toString(plot.getLimits()));
    }

    @Test
    void aRegionThatCannotBeLookedAtKeepsItsPlaceOnTheCurve() {
        RoiManager.getRoiManager().reset();
        add("far", 80, 80, 1);
        add("a", 0, 0, 1);
        add("gone", 0, 0, 3);
        add("b", 20, 10, 1);
        CommandModule run =
                commands.run(TuningCurve.class, "regions", "manager", "units", UNIT, "from", 10., "step", 5.);
        ResultsTable table = Commands.output(run, "responses", ResultsTable.class);
        assertEquals(2, table.size());
        assertEquals(15, table.getValue("Region", 0));
        assertEquals(25, table.getValue("Region", 1));
        ResultsTable faults = Commands.output(run, "unreadable", ResultsTable.class);
        assertEquals(List.of("it:far", "it:gone"), List.of(faults.getColumnAsStrings("File")));
    }

    @Test
    void theColumnsSliceAndFileKeepTheirMeaning() {
        List<String> usual = List.of("Image", "Slice", UNIT);
        List<String> placed = List.of("Image", "Slice", "Place", UNIT);
        ResultsTable table = curve("image", image, "slices", "all");
        assertEquals(usual, List.of(table.getHeadings()));
        assertEquals("2", table.getStringValue("Slice", 1));
        table = curve("image", image, "slices", "all", "from", 0., "step", 15.);
        assertEquals(placed, List.of(table.getHeadings()));
        assertEquals("2", table.getStringValue("Slice", 1));
        assertEquals(15, table.getValue("Place", 1));
        table = curve("image", image, "slices", "all", "from", 0., "step", 15., "quantity", "Slice");
        assertEquals(15, table.getValue("Slice (2)", 1));
        assertEquals(2, table.getValue("Slice", 1));
        File files = ConceptFolders.one(folder).resolve("red").toFile();
        assertEquals(usual, List.of(curve("folder", files).getHeadings()));
        table = curve("folder", files, "from", 0., "step", 15.);
        assertEquals(placed, List.of(table.getHeadings()));
        assertEquals(30, table.getValue("Place", 2));
    }

    private static ResultsTable curve(Object... inputs) {
        List<Object> all = new ArrayList<>(List.of(inputs));
        all.addAll(List.of("units", UNIT));
        return Commands.output(commands.run(TuningCurve.class, all.toArray()), "responses", ResultsTable.class);
    }

    @Test
    void aRegionOnEachSliceIsFollowedAlongTheSlices() {
        RoiManager.getRoiManager().reset();
        add("late", 20, 10, 2);
        add("early", 0, 0, 1);
        CommandModule run =
                commands.run(TuningCurve.class, "regions", "manager", "units", UNIT, "append", true, "quantity", "X");
        ResultsTable results = Commands.output(run, "responses", ResultsTable.class);
        assertEquals(ResultsTable.getResultsTable(), results);
        assertEquals("it:late:2", results.getLabel(1));
        assertEquals(12.5, results.getValue("X", 1), "the centroid");
        assertEquals(2, results.getValue("X (2)", 1), "the quantity");
        assertFalse(results.columnExists("Region"));
    }

    @Test
    void regionsThatAreComparedSayWhereTheyAre() {
        CommandModule run = commands.run(Compare.class, "regions", "manager", "texts", "a dog, X");
        ResultsTable table = Commands.output(run, "table", ResultsTable.class);
        assertEquals(List.of("Image", "X", "Y", "XY_Unit", "a dog", "X (2)"), List.of(table.getHeadings()));
        assertPlaces(table, 1);
        assertTrue(Math.abs(table.getValue("X (2)", 2)) <= 1);
        RoiManager.getRoiManager().reset();
        run = commands.run(Compare.class, "image", image, "slices", "all");
        table = Commands.output(run, "table", ResultsTable.class);
        assertEquals(List.of("Image", "it:1", "it:2"), List.of(table.getHeadings()), "of slices the cosines alone");
    }

    private static String message(Class<? extends Command> command, Object... inputs) {
        return ((PluginCommand) commands.run(command, inputs).getDelegateObject()).getCancelReason();
    }
}

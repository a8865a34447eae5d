package org.multimodalneurons.plugin.embed;

import java.awt.event.MouseEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.ImageCanvas;
import ij.measure.ResultsTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.plugin.CommandTest;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.OpenDialog;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class FindDuplicatesTest extends CommandTest {

    @TempDir
    Path folder;

    @BeforeEach
    void copyPictures() throws IOException {
        IJ.log("\\Clear");
        for (String name : List.of("dog-flat.png", "cat-flat.png", "pizza-flat.png"))
            Files.copy(Path.of("../sample-images/emoji", name), folder.resolve(name));
        Files.copy(folder.resolve("dog-flat.png"), folder.resolve("again.png"));
        Files.copy(folder.resolve("dog-flat.png"), folder.resolve("once more.png"));
    }

    @Test
    void copiesArePairsAndAGroup() {
        CommandModule run = find("threshold", 1d);
        ResultsTable pairs = Commands.output(run, "pairTable", ResultsTable.class);
        assertNotNull(pairs, run.getCancelReason());
        assertEquals(3, pairs.size());
        assertEquals("again.png", pairs.getStringValue("A", 0));
        assertEquals(1, pairs.getValue("Cosine", 0), 1e-5);
        assertEquals(folder.resolve("again.png").toString(), pairs.getStringValue("File_A", 0));
        ResultsTable groups = Commands.output(run, "groupTable", ResultsTable.class);
        assertEquals(
                List.of("again.png", "dog-flat.png", "once more.png"),
                Arrays.stream(groups.getColumnAsStrings("Image")).sorted().toList());
        assertEquals(3, groups.getValue("Images", 0));
        assertNotNull(Commands.output(run, "pairSheet", ImagePlus.class));
    }

    @Test
    void howValuesWereSeenIsTold() {
        CommandModule run = find("threshold", 1d, "display", "values");
        for (String name : List.of("pairTable", "groupTable", "outlierTable"))
            assertEquals(
                    "values shown",
                    Commands.output(run, name, ResultsTable.class).getStringValue("Display", 0));
        for (String name : List.of("pairSheet", "outlierSheet"))
            assertEquals(
                    "Display: values shown",
                    Commands.output(run, name, ImagePlus.class).getProperty("Info"));
    }

    @Test
    void theOddestComeFirst() {
        ResultsTable outliers =
                Commands.output(find("neighbours", 2, "outliers", 4), "outlierTable", ResultsTable.class);
        assertEquals(4, outliers.size());
        for (int i = 1; i < 4; i++) assertTrue(outliers.getValue("Score", i - 1) <= outliers.getValue("Score", i));
        assertTrue(List.of("cat-flat.png", "pizza-flat.png").contains(outliers.getStringValue("Image", 0)));
        assertEquals(1, outliers.getValue("Score", 3), 1e-5);
        assertEquals(1, outliers.getValue("Rank", 0));
    }

    @Test
    void ofFewImagesAllOthersAreNeighbours() {
        IJ.log("\\Clear");
        CommandModule run = find("threshold", 1d, "neighbours", 5);
        assertEquals(3, Commands.output(run, "pairTable", ResultsTable.class).size(), run.getCancelReason());
        assertTrue(IJ.getLog().contains("Of 5 images each has 4 neighbours, not 5"), IJ.getLog());
        assertArrayEquals(scores(find("threshold", 1d, "neighbours", 4)), scores(run));
    }

    private static double[] scores(CommandModule run) {
        return Commands.output(run, "outlierTable", ResultsTable.class).getColumn("Score");
    }

    @Test
    void cosinesNearOneStayApartInTables() {
        CommandModule run = find("threshold", -1d);
        String pair = Commands.output(run, "pairTable", ResultsTable.class).getRowAsString(9);
        assertTrue(pair.matches(".*\\t[01]\\.\\d{6}\\t.*"), pair);
        String odd = Commands.output(run, "outlierTable", ResultsTable.class).getRowAsString(0);
        assertTrue(odd.matches(".*\\t[01]\\.\\d{6}\\t.*\\t[01]\\.\\d{6}\\t.*"), odd);
    }

    @Test
    void ofTooManyPairsTheBestAreListedAndTheRestIsTold() {
        CommandModule run = find("threshold", -1d, "pairs", 2);
        assertEquals(2, Commands.output(run, "pairTable", ResultsTable.class).size());
        assertTrue(IJ.getLog().contains("2 of 10 pairs are listed"), IJ.getLog());
        assertEquals(5, Commands.output(run, "groupTable", ResultsTable.class).size());
    }

    @Test
    void whereNothingIsTwiceThereIsNoTableOfPairs() throws IOException {
        Files.delete(folder.resolve("again.png"));
        Files.delete(folder.resolve("once more.png"));
        CommandModule run = find("threshold", 1d, "neighbours", 2);
        assertNull(run.getOutput("pairTable"));
        assertNull(run.getOutput("pairSheet"));
        assertEquals(3, Commands.output(run, "outlierTable", ResultsTable.class).size());
        assertTrue(IJ.getLog().contains("No two of the 3 images"), IJ.getLog());
    }

    @Test
    void aDoubleClickOnAPairOpensBoth() throws Exception {
        ImagePlus sheet = Commands.output(find("threshold", 1d), "pairSheet", ImagePlus.class);
        int before = WindowManager.getImageCount();
        ImageCanvas canvas = sheet.getCanvas();
        canvas.dispatchEvent(new MouseEvent(
                canvas,
                MouseEvent.MOUSE_CLICKED,
                System.currentTimeMillis(),
                0,
                canvas.screenX(60),
                canvas.screenY(60),
                2,
                false,
                MouseEvent.BUTTON1));
        OpenDialog.await("two images", () -> WindowManager.getImageCount() < before + 2 ? null : true);
        assertEquals(before + 2, WindowManager.getImageCount());
        Commands.screenshot("duplicates");
    }

    @Test
    void wrongRequestsAreRefused() throws IOException {
        assertFault("cosine", find("threshold", 2d));
        assertFault("\"neighbours\" is 0", find("neighbours", 0));
        assertFault("\"outliers\" is 0", find("outliers", 0));
        assertFault("pairs to be listed are 0", find("pairs", 0));
        Path broken = Files.writeString(folder.resolve("broken.csv"), "Image,E1,E2\na,1,2\nb,NaN,1\nc,1,1\n");
        CommandModule run = commands.run(FindDuplicates.class, "embeddings", broken.toString(), "neighbours", 1);
        assertTrue(run.isCanceled(), "NaN is no component");
        assertFault(
                "there is 1",
                commands.run(FindDuplicates.class, "image", IJ.createImage("one", "8-bit ramp", 40, 30, 1)));
    }

    /** Files that cannot be read are the first fault of whatever reads them. */
    @Test
    void wrongNumbersAreToldBeforeImagesAreRead() throws IOException {
        for (int i = 0; i < 5; i++) Files.writeString(folder.resolve("0" + i + ".png"), "no picture");
        for (String name : List.of("again.png", "once more.png", "dog-flat.png", "cat-flat.png", "pizza-flat.png"))
            Files.delete(folder.resolve(name));
        assertFault("00.png", find());
        assertFault("threshold is 2", find("threshold", 2d));
        assertFault("pairs to be listed are 0", find("pairs", 0));
        for (int i = 1; i < 5; i++) Files.delete(folder.resolve("0" + i + ".png"));
        assertFault("there is 1", find());
    }

    @Test
    void nothingOpensWhenNobodyWatches() throws Exception {
        CommandModule run = (CommandModule) commands.info(FindDuplicates.class).createModule();
        run.setInput("folder", folder.toFile());
        run.setInput("neighbours", 2);
        Surroundings.unwatched(run);
        assertNotNull(run.getOutput("pairSheet"), run.getCancelReason());
        assertNotNull(run.getOutput("outlierSheet"));
        for (String table : List.of("Duplicates", "Duplicate groups", "Outliers"))
            assertNull(WindowManager.getFrame(table + " of " + folder.getFileName()), table);
        assertEquals(0, WindowManager.getImageCount());
    }

    private CommandModule find(Object... more) {
        Object[] all = new Object[more.length + 4];
        System.arraycopy(new Object[] {"folder", folder.toFile(), "neighbours", 2}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        return commands.run(FindDuplicates.class, all);
    }

    private static void assertFault(String part, CommandModule run) {
        assertTrue(run.isCanceled() && run.getCancelReason().contains(part), run.getCancelReason());
    }
}

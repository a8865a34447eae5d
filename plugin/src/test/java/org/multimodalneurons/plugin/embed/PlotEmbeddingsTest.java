package org.multimodalneurons.plugin.embed;

import java.awt.Component;
import java.awt.event.MouseEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.ImageCanvas;
import ij.gui.Plot;
import ij.gui.PlotWindow;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.text.TextPanel;
import ij.text.TextWindow;
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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class PlotEmbeddingsTest extends CommandTest {

    private static final List<String> PICTURES =
            List.of("dog-flat.png", "dog-3-d.png", "cat-flat.png", "cat-3-d.png", "pizza-flat.png", "pizza-3-d.png");

    @TempDir
    Path folder;

    @BeforeEach
    void copyPictures() throws IOException {
        IJ.log("\\Clear");
        for (String name : PICTURES) {
            Path group = Files.createDirectories(folder.resolve(name.substring(0, name.indexOf('-'))));
            Files.copy(Path.of("../sample-images/emoji", name), group.resolve(name));
        }
    }

    @Test
    void imagesOfFoldersBecomePointsWithTheirGroups() {
        CommandModule run = plot("method", "PCA");
        ResultsTable points = Commands.output(run, "points", ResultsTable.class);
        assertEquals(6, points.size());
        assertEquals("cat/cat-3-d.png", points.getStringValue("Image", 0));
        assertEquals("cat", points.getStringValue("Group", 0));
        assertTrue(Files.exists(Path.of(points.getStringValue("File", 0))));
        assertFalse(points.columnExists("Cluster"));
        assertNull(run.getOutput("clusters"));
        assertNull(run.getOutput("map"));
        Plot plot = ((PlotWindow) image(run, "plot").getWindow()).getPlot();
        String across = plot.getLabel('x');
        assertTrue(across.matches("PC 1 \\([0-9.]+ % of the variance\\)"), across);
        String drawn = String.join("\n", plot.getPlotObjectDesignations());
        for (String group : List.of("cat", "dog", "pizza")) assertTrue(drawn.contains(group), drawn);
    }

    @Test
    void clustersHaveNumbersAndRepresentatives() {
        CommandModule run = plot("method", "UMAP", "cluster", "k-means", "count", 2);
        ResultsTable points = Commands.output(run, "points", ResultsTable.class);
        ResultsTable clusters = Commands.output(run, "clusters", ResultsTable.class);
        assertEquals(3, clusters.size(), "two clusters and all");
        assertEquals(6, clusters.getValue("Images", 0) + clusters.getValue("Images", 1));
        String first = clusters.getStringValue("Representative", 0);
        int row = Arrays.asList(points.getColumnAsStrings("Image")).indexOf(first);
        assertEquals("1", points.getStringValue("Cluster", row));
        String info = (String) image(run, "plot").getProperty("Info");
        assertTrue(info.contains("2 clusters by k-means, silhouette"), info);
    }

    @Test
    void figuresHavePointsInEveryCountry() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            String info = (String) image(plot("method", "PCA", "cluster", "k-means", "count", 2), "plot")
                    .getProperty("Info");
            assertTrue(info.matches("(?s).*silhouette -?[01]\\.\\d{3}, .*"), info);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void filesThatAreNoPathsHereAreNoFiles() throws IOException {
        String no = "a\0.tif"; // no path on any machine, as addresses and *?.tif on Windows
        Path file = Files.writeString(
                folder.resolve("some.csv"),
                "Image,File,E1,E2\na," + no
                        + ",1,2\nb,C:\\data\\x\\b.tif,2,1\nc,http://host/y/c.tif,3,1\nd,/d/z/d\\e.tif,4,1\n"
                        + "e,C:\\e.tif,0,1\nf,/f.tif,0,2\n");
        CommandModule run = commands.run(
                PlotEmbeddings.class,
                "embeddings",
                file.toString(),
                "groups",
                "folder",
                "method",
                "PCA",
                "thumbnails",
                true);
        assertFalse(run.isCanceled(), run.getCancelReason());
        ResultsTable points = Commands.output(run, "points", ResultsTable.class);
        assertEquals(List.of("", "x", "y", "z", "", ""), List.of(points.getColumnAsStrings("Group")));
        assertTrue(IJ.getLog().contains("There are no thumbnails"), IJ.getLog());
    }

    @Test
    void filesOfEmbeddingsWithoutGroupsAreGroupedByFolder() throws IOException {
        assertEquals(
                List.of("x", "y", "x", "y"),
                groupsOf("Image,File,E1,E2\na,/d/x/a.tif,1,2\nb,/d/y/b.tif,2,1\nc,/d/x/c.tif,3,1\nd,/d/y/d.tif,4,1\n"));
        assertEquals(
                List.of("p", "q", "p", "q"),
                groupsOf(
                        """
                        Image,File,Class,E1,E2
                        a,/d/x/a.tif,p,1,2
                        b,/d/y/b.tif,q,2,1
                        c,/d/x/c.tif,p,3,1
                        d,/d/y/d.tif,q,4,1
                        """));
        assertNull(
                groupsOf("Image,File,E1,E2\na,/d/x/a.tif,1,2\nb,/d/x/b.tif,2,1\nc,/d/x/c.tif,3,1\nd,/d/x/d.tif,4,1\n"));
    }

    /** What the usual groups of a file are; null where it has none. */
    private List<String> groupsOf(String csv) throws IOException {
        Path file = Files.writeString(folder.resolve("some.csv"), csv);
        CommandModule run = commands.run(PlotEmbeddings.class, "embeddings", file.toString(), "method", "PCA");
        assertFalse(run.isCanceled(), run.getCancelReason());
        ResultsTable points = Commands.output(run, "points", ResultsTable.class);
        return points.columnExists("Group") ? List.of(points.getColumnAsStrings("Group")) : null;
    }

    @Test
    void whatDbscanLeavesOutIsNoise() {
        CommandModule run = plot("cluster", "DBSCAN", "radius", 1e-9, "neighbours", 2, "method", "PCA");
        ResultsTable points = Commands.output(run, "points", ResultsTable.class);
        for (int i = 0; i < 6; i++) assertEquals("noise", points.getStringValue("Cluster", i));
        ResultsTable clusters = Commands.output(run, "clusters", ResultsTable.class);
        assertEquals("noise", clusters.getStringValue("Cluster", 0));
        assertEquals(6, clusters.getValue("Images", 0));
    }

    @Test
    void theSameSeedGivesTheSameMap() {
        double[] first = column(plot("method", "UMAP", "seed", 4));
        assertArrayEquals(first, column(plot("method", "UMAP", "seed", 4)));
        assertFalse(Arrays.equals(first, column(plot("method", "UMAP", "seed", 5))));
    }

    @Test
    void theMapShowsThePicturesThemselves() throws Exception {
        CommandModule run = plot("thumbnails", true, "method", "PCA");
        ImagePlus map = image(run, "map");
        assertTrue(((String) map.getProperty("Info")).contains("6 pictures have room"));
        int colours = (int)
                Arrays.stream((int[]) map.getProcessor().getPixels()).distinct().count();
        assertTrue(colours > 200, colours + " colours");
        Commands.screenshot("embedding plot");
    }

    @Test
    void aSelectionOnThePlotListsThePointsInIt() {
        CommandModule run = plot("method", "PCA");
        ImagePlus image = image(run, "plot");
        Plot plot = ((PlotWindow) image.getWindow()).getPlot();
        ResultsTable points = Commands.output(run, "points", ResultsTable.class);
        int x = (int) Math.round(plot.scaleXtoPxl(points.getValue("X", 3)));
        int y = (int) Math.round(plot.scaleYtoPxl(points.getValue("Y", 3)));
        image.setRoi(new Roi(x - 3, y - 3, 7, 7));
        ResultsTable selected = await("Selection of " + folder.getFileName());
        assertTrue(selected.size() >= 1 && selected.size() < 6, selected.size() + " rows");
        assertTrue(Arrays.asList(selected.getColumnAsStrings("Image")).contains(points.getStringValue("Image", 3)));
        image.setRoi(new Roi(0, 0, image.getWidth(), image.getHeight()));
        OpenDialog.await(
                "six rows", () -> await("Selection of " + folder.getFileName()).size() == 6 ? true : null);
    }

    @Test
    void aDoubleClickOnAPointOpensItsFileAndElsewhereNothing() {
        CommandModule run = plot("method", "PCA");
        ImagePlus image = image(run, "plot");
        Plot plot = ((PlotWindow) image.getWindow()).getPlot();
        ResultsTable points = Commands.output(run, "points", ResultsTable.class);
        int before = WindowManager.getImageCount();
        ImageCanvas canvas = image.getCanvas();
        doubleClick(canvas, canvas.screenX(2), canvas.screenY(2));
        IJ.wait(200);
        assertEquals(before, WindowManager.getImageCount());
        doubleClick(
                canvas,
                canvas.screenX((int) Math.round(plot.scaleXtoPxl(points.getValue("X", 0)))),
                canvas.screenY((int) Math.round(plot.scaleYtoPxl(points.getValue("Y", 0)))));
        OpenDialog.await("an image", () -> WindowManager.getImageCount() == before ? null : true);
        assertEquals(before + 1, WindowManager.getImageCount());
    }

    @Test
    void aDoubleClickOnARowGoesToTheSliceOfAnOpenImage() {
        ImagePlus stack = noise(5);
        stack.show();
        plotOf(stack, "method", "PCA");
        TextPanel table = ((TextWindow) WindowManager.getFrame("Points of " + stack.getTitle())).getTextPanel();
        table.setSelection(3, 3);
        for (Component part : table.getComponents()) if (part.getMouseListeners().length > 1) doubleClick(part, 5, 5);
        OpenDialog.await("slice 4", () -> stack.getCurrentSlice() == 4 ? true : null);
    }

    @Test
    void howValuesWereSeenIsTold() {
        CommandModule run =
                plot("method", "PCA", "cluster", "k-means", "count", 2, "display", "values", "thumbnails", true);
        for (String name : List.of("points", "clusters"))
            assertEquals(
                    "values shown",
                    Commands.output(run, name, ResultsTable.class).getStringValue("Display", 0));
        for (String name : List.of("plot", "map")) {
            String info = (String) image(run, name).getProperty("Info");
            assertTrue(info.startsWith("PCA of") && info.endsWith("\nDisplay: values shown"), info);
        }
        assertFalse(Commands.output(plot("method", "PCA"), "points", ResultsTable.class)
                .columnExists("Display"));
    }

    @Test
    void embeddingsOfATableAreEnough() throws IOException {
        Path file = Files.writeString(
                folder.resolve("some.csv"), "Image,Group,E1,E2\na,x,1,2\nb,x,2,1\nc,y,-1,4\nd,y,0,3\ne,,1,1\n");
        CommandModule run =
                commands.run(PlotEmbeddings.class, "embeddings", file.toString(), "method", "PCA", "thumbnails", true);
        ResultsTable points = Commands.output(run, "points", ResultsTable.class);
        assertEquals(5, points.size());
        assertFalse(points.columnExists("File"));
        assertNull(run.getOutput("map"));
        assertTrue(IJ.getLog().contains("There are no thumbnails"), IJ.getLog());
        assertEquals("Plot of some.csv", image(run, "plot").getTitle());
    }

    @Test
    void wrongRequestsAreRefusedBeforeAnythingIsEmbedded() {
        assertFault("at least 4 vectors, and there are 3", plotOf(noise(3)));
        assertFault("\"method\" is \"Isomap\"", plot("method", "Isomap"));
        assertFault("\"cluster\" is \"tree\"", plot("cluster", "tree"));
        assertFault("\"colour\" is \"red\"", plot("colour", "red"));
        assertFault("write 1 to 6 clusters", plot("cluster", "k-means", "count", 7));
        assertFault("radius", plot("cluster", "DBSCAN", "radius", 0d));
    }

    @Test
    void identicalImagesAreOnePoint() {
        ImagePlus same = IJ.createImage("same", "8-bit ramp", 40, 30, 5);
        for (String method : List.of("PCA", "t-SNE", "UMAP")) {
            CommandModule run = plotOf(same, "method", method);
            ResultsTable points = Commands.output(run, "points", ResultsTable.class);
            for (double x : points.getColumn("X")) assertTrue(Double.isFinite(x), method);
        }
        assertFault("found 5 of which 1 is different", plotOf(same, "cluster", "k-means"));
    }

    @Test
    void nothingOpensWhenNobodyWatches() throws Exception {
        CommandModule run = (CommandModule) commands.info(PlotEmbeddings.class).createModule();
        run.setInput("folder", folder.toFile());
        run.setInput("recursive", true);
        run.setInput("thumbnails", true);
        Surroundings.unwatched(run);
        assertNotNull(run.getOutput("map"), run.getCancelReason());
        assertNull(WindowManager.getFrame("Points of " + folder.getFileName()));
        assertEquals(0, WindowManager.getImageCount());
    }

    private CommandModule plot(Object... more) {
        return commands.run(
                PlotEmbeddings.class, with(new Object[] {"folder", folder.toFile(), "recursive", true}, more));
    }

    private static CommandModule plotOf(ImagePlus stack, Object... more) {
        return commands.run(PlotEmbeddings.class, with(new Object[] {"image", stack, "slices", "all"}, more));
    }

    private static Object[] with(Object[] first, Object[] more) {
        Object[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }

    private static ImagePlus noise(int slices) {
        ImagePlus image = IJ.createImage("noise", "8-bit black", 40, 30, slices);
        Random random = new Random(2);
        for (int i = 1; i <= slices; i++)
            random.nextBytes((byte[]) image.getStack().getPixels(i));
        return image;
    }

    private static ImagePlus image(CommandModule run, String name) {
        ImagePlus image = Commands.output(run, name, ImagePlus.class);
        assertNotNull(image, run.getCancelReason());
        return image;
    }

    private static double[] column(CommandModule run) {
        return Commands.output(run, "points", ResultsTable.class).getColumn("X");
    }

    /** Files that cannot be read are the first fault of whatever reads them. */
    @Test
    void whatIsKnownOfTheirNumberIsToldBeforeImagesAreRead() throws IOException {
        Path broken = Files.createDirectories(folder.resolve("broken"));
        for (int i = 0; i < 5; i++) Files.writeString(broken.resolve(i + ".png"), "no picture");
        assertFault("0.png", plotOf(broken));
        assertFault("\"count\" is 6", plotOf(broken, "cluster", "k-means", "count", 6));
        assertFault("\"count\" is -1", plotOf(broken, "cluster", "k-means", "count", -1));
        assertFault("radius of a neighbourhood is 3", plotOf(broken, "cluster", "DBSCAN", "radius", 3d));
        for (int i = 0; i < 6000; i++) Files.createFile(broken.resolve("empty " + i + ".png"));
        assertFault("t-SNE of 6005 vectors takes too long", plotOf(broken, "method", "t-SNE"));
        Path few = Files.createDirectories(folder.resolve("few"));
        for (int i = 0; i < 3; i++) Files.writeString(few.resolve(i + ".png"), "no picture");
        assertFault("at least 4 vectors, and there are 3", plotOf(few));
    }

    private CommandModule plotOf(Path pictures, Object... more) {
        Object[] all = new Object[more.length + 2];
        System.arraycopy(new Object[] {"folder", pictures.toFile()}, 0, all, 0, 2);
        System.arraycopy(more, 0, all, 2, more.length);
        return commands.run(PlotEmbeddings.class, all);
    }

    private static void assertFault(String part, CommandModule run) {
        assertTrue(run.isCanceled() && run.getCancelReason().contains(part), run.getCancelReason());
    }

    private static ResultsTable await(String title) {
        return OpenDialog.await(
                title,
                () -> WindowManager.getFrame(title) instanceof TextWindow window ? window.getResultsTable() : null);
    }

    private static void doubleClick(Component part, int x, int y) {
        part.dispatchEvent(new MouseEvent(
                part, MouseEvent.MOUSE_CLICKED, System.currentTimeMillis(), 0, x, y, 2, false, MouseEvent.BUTTON1));
    }
}

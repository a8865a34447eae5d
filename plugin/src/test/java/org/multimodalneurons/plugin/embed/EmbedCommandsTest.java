package org.multimodalneurons.plugin.embed;

import java.awt.Canvas;
import java.awt.Component;
import java.awt.Container;
import java.awt.Graphics;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.OvalRoi;
import ij.gui.Plot;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.measure.ResultsTable;
import ij.plugin.frame.RoiManager;
import ij.text.TextWindow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.TinyModel;
import org.multimodalneurons.plugin.host.VirtualImageJ;
import org.multimodalneurons.plugin.imagej.BarChart;
import org.multimodalneurons.plugin.imagej.Tables;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class EmbedCommandsTest {

    private static Commands commands;

    @BeforeAll
    static void open() {
        commands = new Commands();
    }

    @AfterAll
    static void close() {
        commands.close();
    }

    @AfterEach
    void closeWindows() {
        Commands.closeWindows();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8-bit ramp", "16-bit ramp", "32-bit ramp", "RGB ramp", "8-bit color-mode"})
    void anImageOfAnyTypeIsClassified(String type) {
        ImagePlus image = IJ.createHyperStack("it", 80, 60, type.endsWith("mode") ? 3 : 1, 1, 1, 8);
        if (!type.endsWith("mode")) image = IJ.createImage("it", type, 80, 60, 1);
        ResultsTable scores = Commands.output(
                commands.run(ClassifyWithText.class, "image", image, "labels", "dog, cat,fish"),
                "scores",
                ResultsTable.class);
        assertEquals("Image\tSlice\tRank\tLabel\tCosine\tProbability", scores.getColumnHeadings());
        assertEquals(3, scores.size());
        double sum = Arrays.stream(scores.getColumn("Probability")).sum();
        assertEquals(1, sum, 1e-6);
        assertTrue(scores.getValue("Probability", 0) >= scores.getValue("Probability", 1));
        assertEquals(
                List.of("cat", "dog", "fish"),
                Arrays.stream(scores.getColumnAsStrings("Label")).sorted().toList());
    }

    @Test
    void resultsAreShownOnceUnderTheirNames() throws Exception {
        ImagePlus image = IJ.createImage("it", "RGB ramp", 80, 60, 1);
        image.show();
        CommandModule run = commands.run(ClassifyWithText.class, "labels", "dog, cat, a much longer label");
        assertArrayEquals(new String[] {"it", "Probabilities of it"}, WindowManager.getImageTitles());
        assertNotNull(WindowManager.getFrame("Scores"));
        assertNull(WindowManager.getFrame("Answers"));
        assertNotNull(Commands.output(run, "chart", ImagePlus.class).getWindow());
        Commands.screenshot("classify-one");
    }

    @Test
    void tablesOfTwoFoldersStandBesideEachOther(@TempDir Path folder) throws IOException {
        for (String name : List.of("first", "second")) {
            Path pictures = Files.createDirectory(folder.resolve(name));
            IJ.saveAs(
                    IJ.createImage("it", "8-bit ramp", 40, 30, 1),
                    "PNG",
                    pictures.resolve("ramp.png").toString());
            commands.run(ClassifyWithText.class, "folder", pictures.toFile(), "labels", "dog, cat");
        }
        assertNotNull(WindowManager.getFrame("Scores of first"));
        assertNotNull(WindowManager.getFrame("Scores of second"));
    }

    @Test
    void aLongTableIsShownFromItsFirstRowOn() {
        ResultsTable table = new ResultsTable();
        for (int row = 0; row < 300; row++) {
            table.addRow();
            table.addValue("Rank", row + 1);
        }
        Tables.show(table, "Ranks");
        var panel = ((TextWindow) WindowManager.getFrame("Ranks")).getTextPanel();
        paint(panel); // on the screen that happens in its own time
        assertTrue(panel.rowIndex(40) <= 2, "row " + panel.rowIndex(40));
    }

    private static void paint(Container panel) {
        Graphics paper =
                new BufferedImage(panel.getWidth(), panel.getHeight(), BufferedImage.TYPE_INT_RGB).getGraphics();
        for (Component part : panel.getComponents()) if (part instanceof Canvas) part.paint(paper);
        paper.dispose();
    }

    @Test
    void tablesDoNotHideEachOther() {
        for (String title : List.of("one", "another", "a third")) Tables.show(new ResultsTable(), title);
        long places = Stream.of("one", "another", "a third")
                .map(title -> WindowManager.getFrame(title).getLocation())
                .distinct()
                .count();
        assertEquals(3, places);
    }

    @Test
    void moreSlicesThanBarsAreShownAsLines() throws Exception {
        String few = chartOf(noise(BarChart.MOST));
        String many = chartOf(noise(BarChart.MOST + 1));
        assertEquals("", few);
        assertTrue(many.contains("Slice") && many.contains("Probability"), many);
    }

    /** The axes of a plot, or nothing where the chart is a picture. */
    private static String chartOf(ImagePlus stack) throws Exception {
        return plotOf("image", stack, "slices", "all")
                .map(EmbedCommandsTest::axes)
                .orElse("");
    }

    private static String axes(Plot plot) {
        return plot.getLabel('x') + " " + plot.getLabel('y');
    }

    private static Optional<Plot> plotOf(Object... pictures) {
        List<Object> inputs = new ArrayList<>(List.of("labels", "dog, cat"));
        inputs.addAll(List.of(pictures));
        CommandModule run = commands.run(ClassifyWithText.class, inputs.toArray());
        Object plot = Commands.output(run, "chart", ImagePlus.class).getProperty(Plot.PROPERTY_KEY);
        return Optional.ofNullable((Plot) plot);
    }

    @Test
    void moreRegionsThanBarsAreCountedAlongTheLines() throws Exception {
        ImagePlus image = noise(1);
        RoiManager manager = RoiManager.getRoiManager();
        try {
            for (int i = 0; i < BarChart.MOST + 2; i++) manager.addRoi(new Roi(i, i / 2, 20, 20));
            Plot plot = plotOf("image", image, "regions", "manager").orElseThrow();
            assertEquals("Region Probability", axes(plot));
            float[] places = plot.getXValues();
            assertEquals(BarChart.MOST + 2, places.length);
            for (int i = 0; i < places.length; i++) assertEquals(i + 1, places[i]);
            assertArrayEquals(new double[] {1, BarChart.MOST + 2}, Arrays.copyOf(plot.getLimits(), 2));
            ImageIO.write(plot.getProcessor().getBufferedImage(), "png", new File("target/regions-chart.png"));
        } finally {
            manager.reset();
            manager.close();
        }
    }

    @Test
    void aSelectionThroughManySlicesIsCountedByThem() {
        ImagePlus stack = noise(BarChart.MOST + 3);
        stack.setRoi(2, 2, 20, 20);
        Plot plot = plotOf("image", stack, "slices", "2-" + (BarChart.MOST + 3)).orElseThrow();
        assertEquals("Slice Probability", axes(plot));
        assertEquals(2, plot.getLimits()[0]);
    }

    @Test
    void eachSliceOfAStackGetsItsAnswer() throws Exception {
        ImagePlus stack = noise(5);
        CommandModule run = commands.run(
                ClassifyWithText.class, "image", stack, "slices", "2-4", "labels", "dog|a cat, asleep|fish");
        ResultsTable answers = Commands.output(run, "answers", ResultsTable.class);
        assertEquals(3, answers.size());
        assertEquals(
                "Image\tSlice\tAnswer\tCosine\tProbability\tP(dog)\tP(a cat, asleep)\tP(fish)",
                answers.getColumnHeadings());
        assertArrayEquals(new double[] {2, 3, 4}, answers.getColumn("Slice"));
        ResultsTable scores = Commands.output(run, "scores", ResultsTable.class);
        assertEquals(9, scores.size());
        assertEquals(scores.getStringValue("Label", 0), answers.getStringValue("Answer", 0));
        Commands.screenshot("classify-stack");
    }

    @Test
    void theSliceThatIsShownIsMeantUnlessToldOtherwise() {
        ImagePlus stack = noise(4);
        stack.setSlice(3);
        ResultsTable scores =
                Commands.output(commands.run(ClassifyWithText.class, "image", stack), "scores", ResultsTable.class);
        assertArrayEquals(new double[] {3, 3, 3}, scores.getColumn("Slice"));
    }

    @Test
    void imagesOfAFolderAreClassifiedByName(@TempDir Path folder) {
        for (int i : new int[] {10, 9}) save(noise(1), folder.resolve("picture" + i + ".png"));
        ResultsTable answers = Commands.output(
                commands.run(ClassifyWithText.class, "folder", folder.toFile()), "answers", ResultsTable.class);
        assertEquals(List.of("picture9.png", "picture10.png"), List.of(answers.getColumnAsStrings("Image")));
    }

    @ParameterizedTest
    @MethodSource("galleryCommands")
    void filesThatCannotBeReadAreListedAndTheRestIsDone(
            Class<? extends Command> command, String table, @TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("deep"));
        save(noise(1), folder.resolve("b.png"));
        save(noise(1), folder.resolve("deep/c.png"));
        Files.createFile(folder.resolve("a.png"));
        Files.write(folder.resolve("deep/d.png"), new byte[] {(byte) 137, 80, 78, 71, 13, 10, 26, 10, 1, 2});
        CommandModule run = commands.run(command, "folder", folder.toFile(), "recursive", true);
        ResultsTable done = Commands.output(run, table, ResultsTable.class);
        assertEquals(List.of("b.png", "deep/c.png"), List.of(done.getColumnAsStrings("Image")));
        ResultsTable unreadable = Commands.output(run, "unreadable", ResultsTable.class);
        assertEquals(List.of("a.png", "deep/d.png"), List.of(unreadable.getColumnAsStrings("File")));
        assertTrue(unreadable.getStringValue("Error", 1).contains("cannot be opened"));
    }

    static Stream<Arguments> galleryCommands() {
        return Stream.of(
                Arguments.of(ClassifyWithText.class, "answers"),
                Arguments.of(EmbedImages.class, "embeddings"),
                Arguments.of(Compare.class, "table"));
    }

    @Test
    void whereNoFileCanBeReadTheFirstIsNamed(@TempDir Path folder) throws IOException {
        for (String name : List.of("a.png", "b.png")) Files.createFile(folder.resolve(name));
        CommandModule run = commands.run(EmbedImages.class, "folder", folder.toFile());
        assertTrue(run.isCanceled() && run.getCancelReason().contains("a.png"), run.getCancelReason());
    }

    @Test
    void rowsAreAppendedToTheResultsAsMeasureDoes() {
        VirtualImageJ.start(); // without ImageJ's window, Measure drops the rows that it has not shown itself
        ResultsTable results = ResultsTable.getResultsTable();
        results.reset();
        ImagePlus image = noise(2);
        image.show();
        image.setRoi(new OvalRoi(10, 10, 30, 20));
        IJ.run("Set Measurements...", "mean centroid display redirect=None decimal=3");
        IJ.run(image, "Measure", "");
        String before = results.getRowAsString(0);
        int columns = results.getHeadings().length;
        CommandModule run = commands.run(ClassifyWithText.class, "image", image, "append", true, "labels", "dog, cat");
        assertSame(results, run.getOutput("answers"));
        IJ.run(image, "Measure", "");
        commands.run(EmbedImages.class, "image", image, "append", true);
        assertEquals(4, results.size());
        for (int row = 1; row < 4; row++) {
            assertEquals(results.getLabel(0), results.getLabel(row));
            assertEquals(results.getValue("X", 0), results.getValue("X", row), 1e-9);
        }
        assertTrue(results.getRowAsString(0).startsWith(before), results.getRowAsString(0));
        assertTrue(results.getHeadings().length > columns);
        assertTrue(List.of("dog", "cat").contains(results.getStringValue("Answer", 1)));
        assertEquals(
                1,
                results.getValue("P(dog)", 1) + results.getValue("P(cat)", 1),
                1e-6,
                "of the picture that was asked");
        assertTrue(Double.isNaN(results.getValue("P(dog)", 0)), "nothing is known of the first row");
        assertTrue(Double.isNaN(results.getValue("Mean", 3)));
        assertTrue(Math.abs(results.getValue("E1", 3)) <= 1);
        assertEquals(4, IJ.getTextPanel().getLineCount(), "and they are shown");
        IJ.run("Set Measurements...", "mean redirect=None decimal=3");
        results.reset();
    }

    @Test
    void aLabelLongerThanTheContextIsNotedBesideItsScores() {
        ResultsTable scores = Commands.output(
                commands.run(
                        ClassifyWithText.class, "image", noise(1), "labels", "dog, " + "a very long story ".repeat(30)),
                "scores",
                ResultsTable.class);
        int dog = scores.getStringValue("Label", 0).equals("dog") ? 0 : 1;
        assertEquals("", scores.getStringValue("Note", dog));
        String note = scores.getStringValue("Note", 1 - dog);
        assertTrue(note.contains("tokens"), note);
    }

    @Test
    void embeddingsHaveLengthOne() {
        ResultsTable table = Commands.output(
                commands.run(EmbedImages.class, "image", noise(3), "slices", "all"), "embeddings", ResultsTable.class);
        assertEquals(3, table.size());
        for (int row = 0; row < 3; row++) {
            double square = 0;
            for (int i = 1; i <= TinyModel.EMBEDDING; i++) square += Math.pow(table.getValue("E" + i, row), 2);
            assertEquals(1, square, 1e-5);
        }
    }

    @Test
    void aSelectionDecidesWhatIsEmbedded() {
        ImagePlus image = noise(1);
        image.setRoi(new OvalRoi(10, 10, 30, 20));
        ImagePlus crop = image.crop();
        image.setRoi(new OvalRoi(10, 10, 30, 20));
        assertArrayEquals(embedding(crop), embedding(image), 1e-6);
    }

    @Test
    void imagesComparedWithThemselvesHaveOnesOnTheDiagonal() throws Exception {
        CommandModule run = commands.run(Compare.class, "image", noise(4), "slices", "all");
        ResultsTable table = Commands.output(run, "table", ResultsTable.class);
        assertEquals("Image\tnoise:1\tnoise:2\tnoise:3\tnoise:4", table.getColumnHeadings());
        for (int i = 0; i < 4; i++) assertEquals(1, table.getValue("noise:" + (i + 1), i), 1e-5);
        ImagePlus matrix = Commands.output(run, "matrix", ImagePlus.class);
        assertEquals(32, matrix.getBitDepth());
        double x = matrix.getCalibration().getRawX(2.5);
        double y = matrix.getCalibration().getRawY(1.5);
        assertEquals(table.getValue("noise:3", 1), matrix.getProcessor().getf((int) x, (int) y), 1e-6);
        Commands.screenshot("compare-self");
    }

    @Test
    void cosinesTellHowValuesWereSeen() {
        CommandModule run = commands.run(
                Compare.class, "image", noise(2), "slices", "all", "texts", "a dog, Display", "display", "0-99");
        ResultsTable table = Commands.output(run, "table", ResultsTable.class);
        assertEquals("Image\ta dog\tDisplay (2)\tDisplay", table.getColumnHeadings());
        assertEquals("0-99", table.getStringValue("Display", 1));
        ImagePlus matrix = Commands.output(run, "matrix", ImagePlus.class);
        assertTrue(((String) matrix.getProperty("Info")).endsWith("Display: 0-99"));
    }

    @Test
    void imagesAreComparedWithTextsAndTheSlicesOfAnotherImage() throws Exception {
        ImagePlus other = noise(2);
        other.setTitle("others");
        other.show();
        CommandModule run = commands.run(
                Compare.class,
                "image",
                noise(3),
                "slices",
                "all",
                "other",
                "others",
                "texts",
                "a dog|the queen of hearts, with her crown on and a sceptre in her hand|pizza");
        ResultsTable table = Commands.output(run, "table", ResultsTable.class);
        assertEquals(
                "Image\tothers:1\tothers:2\ta dog\tthe queen of hearts, with her crown on and a sceptre in her hand\tpizza",
                table.getColumnHeadings());
        Commands.screenshot("compare-texts");
    }

    @Test
    void aMapLiesOnItsSourcePixelByPixel() throws Exception {
        ImagePlus image = noise(1);
        image.getCalibration().pixelWidth = .25;
        image.getCalibration().pixelHeight = .5;
        image.getCalibration().setUnit("um");
        image.setRoi(10, 20, 40, 25);
        CommandModule run =
                commands.run(MapSimilarity.class, "image", image, "text", "a dog", "window", 16, "show", "both");
        ImagePlus map = Commands.output(run, "map", ImagePlus.class);
        ImagePlus overlay = Commands.output(run, "overlay", ImagePlus.class);
        assertEquals(32, map.getBitDepth());
        for (ImagePlus result : List.of(map, overlay)) {
            assertEquals(image.getWidth(), result.getWidth());
            assertEquals(image.getHeight(), result.getHeight());
            assertTrue(result.getCalibration().equals(image.getCalibration()));
        }
        assertTrue(Float.isNaN(map.getProcessor().getf(9, 20)));
        assertTrue(Math.abs(map.getProcessor().getf(10, 20)) <= 1);
        assertTrue(Float.isNaN(map.getProcessor().getf(50, 25)));
        Commands.screenshot("similarity");
    }

    @Test
    void howValuesWereSeenIsWrittenDown() {
        ImagePlus image = noise(1);
        ResultsTable table = Commands.output(
                commands.run(EmbedImages.class, "image", image, "display", "Values 2%", "channels", "1"),
                "embeddings",
                ResultsTable.class);
        assertEquals("values 2.0%; channels 1", table.getStringValue("Display", 0));
        assertTrue(Math.abs(table.getValue("E1", 0) - embedding(image)[0]) > 1e-6, "and it makes a difference");
        ImagePlus map = Commands.output(
                commands.run(
                        MapSimilarity.class, "image", image, "text", "a dog", "method", "dense", "display", "10-100"),
                "map",
                ImagePlus.class);
        assertEquals("Display: 10-100", map.getInfoProperty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows", "dense"})
    void aMapOfAHyperstackKeepsItsAxes(String method) {
        ImagePlus image = IJ.createHyperStack("hyper", 40, 30, 1, 2, 3, 8);
        ImagePlus map = Commands.output(
                commands.run(
                        MapSimilarity.class,
                        "image",
                        image,
                        "text",
                        "a dog",
                        "slices",
                        "all",
                        "method",
                        method,
                        "against",
                        "sky, grass"),
                "map",
                ImagePlus.class);
        assertArrayEquals(image.getDimensions(), map.getDimensions());
    }

    @ParameterizedTest
    @MethodSource("allCommands")
    void noCommandChangesItsInput(Class<? extends Command> command) {
        ImagePlus stack = noise(3);
        stack.setSlice(2);
        stack.setRoi(new OvalRoi(5, 5, 40, 30));
        stack.getCalibration().pixelWidth = .3;
        stack.setDisplayRange(20, 200);
        String before = state(stack);
        Object[] plain = {"image", stack, "slices", "all"};
        Object[] seen = {"image", stack, "slices", "all", "display", "values 5%", "channels", "1"};
        for (Object[] inputs : List.of(plain, seen)) {
            CommandModule run =
                    commands.run(command, command == MapSimilarity.class ? lookingFor("a dog", inputs) : inputs);
            assertFalse(run.isCanceled(), run.getCancelReason());
        }
        assertEquals(before, state(stack));
    }

    private static Object[] lookingFor(String text, Object[] inputs) {
        return Stream.concat(Stream.of(inputs), Stream.of("text", text)).toArray();
    }

    static List<Class<? extends Command>> allCommands() {
        return List.of(ClassifyWithText.class, EmbedImages.class, Compare.class, MapSimilarity.class);
    }

    private static String state(ImagePlus image) {
        return IntStream.rangeClosed(1, image.getStackSize())
                        .mapToObj(i -> Arrays.hashCode(
                                (byte[]) image.getStack().getProcessor(i).getPixels()))
                        .toList()
                + " " + image.getRoi() + " " + image.getCalibration() + " " + image.getCurrentSlice() + " "
                + image.getDisplayRangeMin() + " " + image.getDisplayRangeMax() + " " + image.getOverlay();
    }

    private static double[] embedding(ImagePlus image) {
        ResultsTable table =
                Commands.output(commands.run(EmbedImages.class, "image", image), "embeddings", ResultsTable.class);
        return IntStream.rangeClosed(1, TinyModel.EMBEDDING)
                .mapToDouble(i -> table.getValue("E" + i, 0))
                .toArray();
    }

    private static ImagePlus noise(int slices) {
        ImagePlus image = IJ.createImage("noise", "8-bit ramp", 60, 50, slices);
        for (int i = 1; i <= slices; i++) {
            java.util.Random random = new java.util.Random(i);
            byte[] pixels = (byte[]) image.getStack().getProcessor(i).getPixels();
            for (int k = 0; k < pixels.length; k++) pixels[k] = (byte) (random.nextInt(60 * i) + 20 * (k / 600));
        }
        return image;
    }

    private static void save(ImagePlus image, Path file) {
        new FileSaver(image).saveAsPng(file.toString());
    }
}

package org.multimodalneurons.plugin;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import ij.process.FloatProcessor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.plugin.attack.RenderText;
import org.multimodalneurons.plugin.batch.Batch;
import org.multimodalneurons.plugin.embed.ClassifyWithText;
import org.multimodalneurons.plugin.embed.Compare;
import org.multimodalneurons.plugin.embed.EmbedImages;
import org.multimodalneurons.plugin.embed.ExportEmbeddings;
import org.multimodalneurons.plugin.embed.FindDuplicates;
import org.multimodalneurons.plugin.embed.IndexFolder;
import org.multimodalneurons.plugin.embed.MapSimilarity;
import org.multimodalneurons.plugin.embed.PlotEmbeddings;
import org.multimodalneurons.plugin.embed.SearchImages;
import org.multimodalneurons.plugin.embed.TrainClassifier;
import org.multimodalneurons.plugin.visualize.MakeDeepDream;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;
import org.scijava.module.ModuleItem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the commands do with images that are odd or broken: the odd are read, the broken are named, the rest is done. */
@OnScreen
class BadImagesTest extends CommandTest {

    private static final Set<String> BROKEN = new TreeSet<>(List.of(
            "cut.bmp",
            "cut.fits",
            "cut.gif",
            "cut.jpg",
            "cut.pgm",
            "cut.png",
            "cut.tif",
            "nothing.tif",
            "stack.tif",
            "text.bmp",
            "zero.png"));

    private static final float[] NO_NUMBERS = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};

    @TempDir
    Path folder;

    private int good;

    @BeforeEach
    void clearLog() {
        IJ.log("\\Clear");
    }

    static Stream<Arguments> onOddImages() {
        return Stream.of(EmbedImages.class, ClassifyWithText.class, Compare.class, MapSimilarity.class)
                .flatMap(command -> odd().stream().map(image -> Arguments.of(command, image.getTitle(), image)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("onOddImages")
    void oddImagesGiveNumbers(Class<? extends Command> command, String title, ImagePlus image) {
        CommandModule run = run(command, "image", image, "text", "a dog", "texts", "a dog");
        assertFalse(run.isCanceled(), run.getCancelReason());
        run.getOutputs().forEach((name, output) -> {
            if (output instanceof ResultsTable table) assertNumbers(table);
            if (output instanceof ImagePlus picture) assertTrue(Double.isFinite(picture.getStatistics().mean), name);
        });
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                EmbedImages.class,
                ClassifyWithText.class,
                Compare.class,
                MapSimilarity.class,
                MakeDeepDream.class,
                RenderText.class
            })
    void anImageWithoutANumberIsNamedAndGivesNoResult(Class<? extends Command> command) {
        for (float value : NO_NUMBERS) {
            CommandModule run = run(command, "image", with(value, 1), "text", "a dog");
            assertTrue(run.isCanceled(), () -> run.getOutputs().toString());
            String expected =
                    "The image \"every 1. pixel " + value + "\" holds no number where it is looked at: of 1200";
            assertTrue(run.getCancelReason().contains(expected), run.getCancelReason());
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {EmbedImages.class, ClassifyWithText.class, Compare.class, MapSimilarity.class})
    void aSliceWithoutANumberIsListedAndTheOthersAreDone(Class<? extends Command> command) {
        ImagePlus stack = IJ.createImage("it", "32-bit ramp", 40, 30, 3);
        stack.getStack().setPixels(with(Float.NaN, 1).getProcessor().getPixels(), 2);
        CommandModule run = run(command, "image", stack, "slices", "all", "text", "a dog");
        assertFalse(run.isCanceled(), run.getCancelReason());
        ResultsTable faults = Commands.output(run, "unreadable", ResultsTable.class);
        assertNotNull(faults);
        assertEquals(1, faults.size());
        assertEquals("it:2", faults.getStringValue("File", 0));
        assertTrue(faults.getStringValue("Error", 0).startsWith("Slice 2 of \"it\" holds no number"));
        if (command == MapSimilarity.class)
            assertEquals(2, Commands.output(run, "map", ImagePlus.class).getStackSize());
    }

    @Test
    void theSlicesOfAnotherImageThatCannotBeReadAreListed() {
        ImagePlus other = IJ.createImage("other", "32-bit ramp", 40, 30, 3);
        other.getStack().setPixels(with(Float.NaN, 1).getProcessor().getPixels(), 2);
        other.show();
        ImagePlus image = IJ.createImage("it", "8-bit ramp", 40, 30, 1);
        CommandModule run = run(Compare.class, "image", image, "other", "other");
        assertFalse(run.isCanceled(), run.getCancelReason());
        ResultsTable faults = Commands.output(run, "unreadable", ResultsTable.class);
        assertEquals(List.of("other:2"), List.of(faults.getColumnAsStrings("File")));
        ResultsTable cosines = Commands.output(run, "table", ResultsTable.class);
        assertEquals(List.of("Image", "other:1", "other:3"), List.of(cosines.getHeadings()));
        assertTrue(Double.isFinite(cosines.getValue("other:3", 0)));
    }

    @Test
    void whatCountsIsTheSelectionAndTheChannelsThatAreSeen() {
        ImagePlus left = with(Float.NaN, 1);
        for (int y = 0; y < 30; y++) left.getProcessor().setf(39, y, y);
        assertFalse(run(EmbedImages.class, "image", left).isCanceled());
        left.setRoi(0, 0, 20, 10);
        assertTrue(run(EmbedImages.class, "image", left).getCancelReason().contains("of 200 values"));
        ImagePlus channels = IJ.createHyperStack("it", 40, 30, 2, 1, 1, 32);
        channels.getStack().setPixels(with(Float.NaN, 1).getProcessor().getPixels(), 2);
        CompositeImage composite = new CompositeImage(channels, CompositeImage.COMPOSITE);
        assertFalse(run(EmbedImages.class, "image", composite).isCanceled());
        composite.getActiveChannels()[0] = false;
        assertTrue(run(EmbedImages.class, "image", composite).isCanceled());
        assertFalse(
                run(EmbedImages.class, "image", composite, "channels", "2,1").isCanceled());
        CommandModule second = run(EmbedImages.class, "image", composite, "channels", "2");
        assertTrue(second.getCancelReason().contains("\"it\" holds no number"), second.getCancelReason());
    }

    @Test
    void howManyAreNoNumbersIsToldOnce() {
        ImageStack stack = new ImageStack(40, 30);
        for (int i = 0; i < 3; i++) stack.addSlice(with(Float.NaN, 7).getProcessor());
        assertFalse(run(EmbedImages.class, "image", new ImagePlus("it", stack), "slices", "all")
                .isCanceled());
        List<String> told = IJ.getLog()
                .lines()
                .filter(line -> line.contains("NaN or infinite"))
                .toList();
        assertEquals(1, told.size(), told::toString);
        assertTrue(told.get(0).startsWith("Slice 1 of \"it\": of 1200 values that are looked at 172 are"), told.get(0));
    }

    @Test
    void howManyAreNoNumbersIsToldOfTheFirstFileOfAFolder() throws IOException {
        for (int step : new int[] {7, 5}) new FileSaver(with(Float.NaN, step)).saveAsTiff(path("a" + step + ".tif"));
        new FileSaver(with(1, 7)).saveAsTiff(path("all numbers.tif"));
        assertFalse(run(EmbedImages.class, "folder", folder.toFile()).isCanceled());
        assertEquals(
                1,
                IJ.getLog()
                        .lines()
                        .filter(line -> line.contains("NaN or infinite"))
                        .count(),
                IJ::getLog);
    }

    @ParameterizedTest
    @ValueSource(classes = {EmbedImages.class, ClassifyWithText.class, Compare.class})
    void aPixelSizeThatIsNoNumberIsNoFaultOfThePicture(Class<? extends Command> command) {
        ImagePlus image = IJ.createImage("it", "8-bit ramp", 40, 30, 1);
        image.getCalibration().pixelWidth = Double.NaN;
        image.getCalibration().pixelHeight = Double.POSITIVE_INFINITY;
        CommandModule run = run(command, "image", image, "text", "a dog");
        assertFalse(run.isCanceled(), run.getCancelReason());
        List<ResultsTable> tables = run.getOutputs().values().stream()
                .filter(ResultsTable.class::isInstance)
                .map(ResultsTable.class::cast)
                .toList();
        assertFalse(tables.isEmpty());
        tables.forEach(BadImagesTest::assertNumbers);
    }

    private static void assertNumbers(ResultsTable table) {
        assertTrue(table.size() > 0);
        for (String column : List.of("E1", "Cosine", "Probability", "a dog"))
            if (table.columnExists(column))
                for (int row = 0; row < table.size(); row++)
                    assertTrue(Double.isFinite(table.getValue(column, row)), column);
    }

    @ParameterizedTest
    @ValueSource(classes = {EmbedImages.class, ClassifyWithText.class, Compare.class, MapSimilarity.class})
    void aSelectionOutsideTheImageIsToldWithItsTitle(Class<? extends Command> command) {
        ImagePlus outside = IJ.createImage("blobs", "8-bit ramp", 40, 30, 1);
        outside.setRoi(new Roi(100, 100, 10, 10));
        CommandModule run = run(command, "image", outside, "text", "a dog");
        assertTrue(run.isCanceled());
        assertTrue(run.getCancelReason().contains("selection on \"blobs\" lies outside"), run.getCancelReason());
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                EmbedImages.class,
                ClassifyWithText.class,
                Compare.class,
                IndexFolder.class,
                SearchImages.class,
                Batch.class
            })
    void brokenFilesOfAFolderAreNamedAndTheRestIsDone(Class<? extends Command> command, @TempDir Path results)
            throws IOException {
        fill();
        CommandModule run = run(
                command,
                "folder",
                folder.toFile(),
                "text",
                "a dog",
                "texts",
                "a dog",
                "index",
                true,
                "count",
                99,
                "output",
                results.toFile(),
                "options",
                "labels=[dog, cat]");
        assertFalse(run.isCanceled(), run.getCancelReason());
        ResultsTable faults =
                Commands.output(run, command == Batch.class ? "errors" : "unreadable", ResultsTable.class);
        assertNotNull(faults, IJ::getLog);
        assertEquals(BROKEN, new TreeSet<>(List.of(faults.getColumnAsStrings("File"))));
        for (int row = 0; row < faults.size(); row++) {
            String error = faults.getStringValue("Error", row);
            assertTrue(error.contains(faults.getStringValue("File", row)), error);
        }
        assertEquals(good, done(run, command));
    }

    /** How many files there are results of. */
    private static int done(CommandModule run, Class<?> command) {
        Map<Class<?>, String> tables = Map.of(
                EmbedImages.class,
                "embeddings",
                ClassifyWithText.class,
                "answers",
                Compare.class,
                "table",
                SearchImages.class,
                "found");
        if (tables.containsKey(command))
            return Commands.output(run, tables.get(command), ResultsTable.class).size();
        ResultsTable summary = Commands.output(run, "summary", ResultsTable.class);
        return (int) summary.getValue(command == Batch.class ? "Finished" : "Embedded", 0);
    }

    /** The rest is none: what is wrong with each is told, and no result is made up. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                EmbedImages.class,
                ClassifyWithText.class,
                Compare.class,
                ExportEmbeddings.class,
                FindDuplicates.class,
                PlotEmbeddings.class,
                TrainClassifier.class,
                SearchImages.class
            })
    void aFolderOfBrokenFilesOnlyGivesNoResult(Class<? extends Command> command, @TempDir Path results)
            throws IOException {
        for (String name : List.of("a.png", "b.tif")) Files.write(folder.resolve(name), new byte[0]);
        File save = results.resolve("it" + (command == TrainClassifier.class ? ".classifier.json" : ".csv"))
                .toFile();
        CommandModule run = run(
                command,
                "folder",
                folder.toFile(),
                "kept",
                results.resolve("index").toFile(),
                "index",
                true,
                "text",
                "a dog",
                "groups",
                "file",
                "save",
                save);
        assertTrue(run.isCanceled(), () -> run.getOutputs().toString());
        assertFalse(run.getCancelReason().isBlank());
        assertFalse(save.exists());
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                EmbedImages.class,
                ClassifyWithText.class,
                Compare.class,
                ExportEmbeddings.class,
                FindDuplicates.class,
                PlotEmbeddings.class,
                TrainClassifier.class,
                IndexFolder.class,
                SearchImages.class,
                Batch.class
            })
    void aFolderThatIsGoneIsNamed(Class<? extends Command> command, @TempDir Path results) {
        File gone = folder.resolve("gone").toFile();
        CommandModule run = run(
                command,
                "folder",
                gone,
                "text",
                "a dog",
                "groups",
                "folder",
                "index",
                true,
                "output",
                results.toFile(),
                "save",
                results.resolve(command == TrainClassifier.class ? "it.json" : "it.csv")
                        .toFile());
        assertTrue(run.isCanceled());
        assertTrue(run.getCancelReason().contains(gone.getPath()), run.getCancelReason());
        assertEquals(0, results.toFile().list().length);
    }

    @Test
    void aMacroGoesOnPastThem() throws IOException {
        fill();
        String rows = Macros.run("setBatchMode(true); run('Index Folder...', 'folder=[" + folder + "]');"
                + "run('Classify with Text...', 'labels=[dog, cat] folder=[" + folder + "]'); return 'went on';");
        assertEquals("went on", rows, IJ::getLog);
    }

    @ParameterizedTest
    @ValueSource(classes = {IndexFolder.class, SearchImages.class, Batch.class})
    void aPlaceThatCannotBeWrittenToIsNamed(Class<? extends Command> command) throws IOException {
        fill();
        File below = folder.resolve("good.png/inside").toFile(); // closed to root, too
        CommandModule run =
                run(command, "folder", folder.toFile(), "text", "a dog", "index", true, "kept", below, "output", below);
        assertTrue(run.isCanceled());
        assertTrue(run.getCancelReason().contains(below.getParent()), run.getCancelReason());
    }

    /** Runs a command with those of the inputs that it has. */
    private static CommandModule run(Class<? extends Command> command, Object... inputs) {
        Set<String> has = new TreeSet<>();
        for (ModuleItem<?> item : commands.info(command).inputs()) has.add(item.getName());
        List<Object> its = new ArrayList<>();
        for (int i = 0; i < inputs.length; i += 2)
            if (has.contains((String) inputs[i]))
                its.addAll(Arrays.asList(inputs).subList(i, i + 2));
        return commands.run(command, its.toArray());
    }

    private static List<ImagePlus> odd() {
        List<ImagePlus> images = new ArrayList<>();
        for (int bits : new int[] {8, 16, 32, 24}) images.add(IJ.createImage("one pixel " + bits, 1, 1, 1, bits));
        for (double[] range : new double[][] {
            {0, 0}, {500, 100}, {Double.NaN, Double.NaN}, {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}
        })
            for (String type : List.of("16-bit ramp", "32-bit ramp")) {
                ImagePlus image = IJ.createImage(type + Arrays.toString(range), type, 40, 30, 1);
                image.setDisplayRange(range[0], range[1]);
                images.add(image);
            }
        for (float value : NO_NUMBERS) images.add(with(value, 7));
        for (int step : new int[] {1, 7}) images.add(with(Float.MAX_VALUE, step));
        images.add(IJ.createImage("a column", "8-bit ramp", 1, 5000, 1));
        images.add(IJ.createImage("a row", "16-bit ramp", 5000, 1, 1));
        for (String type : List.of("8-bit ramp", "16-bit ramp")) images.add(uncalibrated(type));
        images.add(marked("no area", new Roi(5, 5, 0, 0)));
        images.add(marked("a point", new PointRoi(7, 8)));
        images.add(marked("a point outside", new PointRoi(700, 800)));
        images.add(marked("half outside", new Roi(-10, -10, 20, 20)));
        images.add(marked("a line", new PolygonRoi(new float[] {1, 1}, new float[] {1, 20}, Roi.POLYLINE)));
        return images;
    }

    /** Whose values mean no numbers. */
    private static ImagePlus uncalibrated(String type) {
        ImagePlus image = IJ.createImage("no calibration " + type, type, 40, 30, 1);
        image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] {Double.NaN, Double.NaN}, "none");
        return image;
    }

    private static ImagePlus marked(String title, Roi roi) {
        ImagePlus image = IJ.createImage(title, "8-bit ramp", 40, 30, 1);
        image.setRoi(roi);
        return image;
    }

    private static ImagePlus with(float value, int step) {
        float[] pixels = new float[1200];
        for (int i = 0; i < pixels.length; i++) pixels[i] = i % step == 0 ? value : i;
        return new ImagePlus("every " + step + ". pixel " + value, new FloatProcessor(40, 30, pixels));
    }

    /** Good, odd and broken files. */
    private void fill() throws IOException {
        ImagePlus ramp = IJ.createImage("a", "8-bit ramp", 200, 100, 1);
        new FileSaver(ramp).saveAsPng(path("good.png"));
        new FileSaver(ramp).saveAsJpeg(path("good.jpg"));
        new FileSaver(ramp).saveAsTiff(path("good.tif"));
        new FileSaver(with(Float.NaN, 1)).saveAsTiff(path("nothing.tif"));
        new FileSaver(with(Float.POSITIVE_INFINITY, 7)).saveAsTiff(path("infinite.tif"));
        new FileSaver(IJ.createImage("a", 1, 1, 1, 16)).saveAsTiff(path("pixel.tif"));
        new FileSaver(IJ.createImage("a", "8-bit ramp", 40, 30, 5)).saveAsTiffStack(path("whole stack.tif"));
        good = 10;
        Files.write(folder.resolve("zero.png"), new byte[0]);
        Files.writeString(folder.resolve("text.bmp"), "This is no picture.");
        new FileSaver(ramp).saveAsGif(path("good.gif"));
        new FileSaver(ramp).saveAsBmp(path("good.bmp"));
        new FileSaver(ramp).saveAsFits(path("good.fits"));
        new FileSaver(ramp).saveAsPgm(path("good.pgm"));
        for (String format : List.of("png", "jpg", "tif", "gif", "bmp", "fits", "pgm"))
            cut("good." + format, "cut." + format, .5);
        cut("whole stack.tif", "stack.tif", .7);
    }

    private void cut(String whole, String file, double share) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(whole));
        Files.write(folder.resolve(file), Arrays.copyOf(bytes, (int) (share * bytes.length)));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}

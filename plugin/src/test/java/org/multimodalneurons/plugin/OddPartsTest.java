package org.multimodalneurons.plugin;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.measure.ResultsTable;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multimodalneurons.plugin.embed.ApplyClassifier;
import org.multimodalneurons.plugin.embed.ExportEmbeddings;
import org.multimodalneurons.plugin.embed.FindDuplicates;
import org.multimodalneurons.plugin.embed.PlotEmbeddings;
import org.multimodalneurons.plugin.embed.SearchImages;
import org.multimodalneurons.plugin.embed.TrainClassifier;
import org.multimodalneurons.plugin.probe.Dissect;
import org.multimodalneurons.plugin.probe.NeuronActivations;
import org.multimodalneurons.plugin.probe.TuningCurve;
import org.multimodalneurons.plugin.probe.WhichNeurons;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;
import org.scijava.module.ModuleItem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the commands that take many pictures, and are not in {@link BadImagesTest}, do with odd and with broken ones. */
@OnScreen
class OddPartsTest extends CommandTest {

    private static final int SLICES = 12;
    private static final int BAD = 3;
    private static final List<String> MEASURED = List.of(
            "Cosine", "Probability", "Score", "Largest", "PC1", "PC2", "X", "Y", "Contribution", "layer4.0.add:3");

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    static Stream<Class<? extends Command>> all() {
        return Stream.concat(ofMany(), Stream.of(SearchImages.class));
    }

    /** Those that list what they cannot look at. */
    static Stream<Class<? extends Command>> ofMany() {
        return Stream.of(
                ApplyClassifier.class,
                Dissect.class,
                ExportEmbeddings.class,
                FindDuplicates.class,
                NeuronActivations.class,
                PlotEmbeddings.class,
                TrainClassifier.class,
                TuningCurve.class,
                WhichNeurons.class);
    }

    @BeforeAll
    static void makeClassifierAndIndex() throws IOException {
        ImagePlus one = IJ.createImage("a", "8-bit ramp", 40, 30, 1);
        Path indexed = Files.createDirectory(shared.resolve("indexed"));
        for (int i = 0; i < 3; i++)
            new FileSaver(one).saveAsPng(indexed.resolve(i + ".png").toString());
        CommandModule trained = commands.run(
                TrainClassifier.class,
                "image",
                stack(40, 30),
                "slices",
                "all",
                "groups",
                "label",
                "folds",
                2,
                "save",
                classifier());
        assertFalse(trained.isCanceled(), trained.getCancelReason());
    }

    private static File classifier() {
        return shared.resolve("dots.classifier.json").toFile();
    }

    @ParameterizedTest
    @MethodSource("all")
    void valuesThatAreNoNumbersGiveNumbersBesideOthers(Class<? extends Command> command) {
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            ImagePlus stack = stack(40, 30);
            for (int slice = 1; slice <= SLICES; slice++)
                for (int i = slice; i < 1200; i += 7)
                    stack.getStack().getProcessor(slice).setf(i, value);
            assertNumbers(run(command, "image", stack));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void imagesOfOnePixelGiveNumbers(Class<? extends Command> command) {
        assertNumbers(run(command, "image", stack(1, 1)));
    }

    @ParameterizedTest
    @MethodSource("ofMany")
    void aSliceWithoutANumberIsListedAndTheOthersAreDone(Class<? extends Command> command) {
        ImagePlus stack = stack(40, 30);
        Arrays.fill((float[]) stack.getStack().getPixels(BAD), Float.NaN);
        CommandModule run = run(command, "image", stack);
        assertNumbers(run);
        assertListed(run, "it:disc-3");
    }

    @ParameterizedTest
    @MethodSource("all")
    void imagesWithoutANumberAreNamedAndGiveNoResult(Class<? extends Command> command) {
        ImagePlus stack = stack(40, 30);
        for (int slice = 1; slice <= SLICES; slice++)
            Arrays.fill((float[]) stack.getStack().getPixels(slice), Float.POSITIVE_INFINITY);
        CommandModule run = run(command, "image", stack);
        assertTrue(run.isCanceled(), () -> run.getOutputs().toString());
        String reason = run.getCancelReason();
        assertTrue(reason.contains("of \"it\" holds no number"), reason);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aSelectionOutsideTheImageIsToldWithItsTitle(Class<? extends Command> command) {
        ImagePlus stack = stack(40, 30);
        stack.setRoi(new Roi(100, 100, 10, 10));
        CommandModule run = run(command, "image", stack);
        assertTrue(run.isCanceled());
        assertTrue(run.getCancelReason().contains("selection on \"it\" lies outside"), run.getCancelReason());
    }

    @ParameterizedTest
    @MethodSource("ofMany")
    void brokenFilesOfAFolderAreListedAndTheRestIsDone(Class<? extends Command> command) throws IOException {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        ImagePlus stack = stack(40, 30);
        for (int slice = 1; slice <= SLICES; slice++) {
            Path kind = Files.createDirectories(pictures.resolve(slice % 2 == 1 ? "disc" : "bar"));
            ImageProcessor picture = stack.getStack().getProcessor(slice).convertToByte(false);
            new FileSaver(new ImagePlus("", picture))
                    .saveAsPng(kind.resolve(slice + ".png").toString());
        }
        new FileSaver(new ImagePlus("", nothing()))
                .saveAsTiff(pictures.resolve("bar/nothing.tif").toString());
        byte[] whole = Files.readAllBytes(pictures.resolve("bar/2.png"));
        Files.write(pictures.resolve("bar/cut.png"), Arrays.copyOf(whole, whole.length / 2));
        Files.createFile(pictures.resolve("disc/zero.png"));
        CommandModule run = run(command, "folder", pictures.toFile(), "recursive", true, "groups", "folder");
        assertNumbers(run);
        assertListed(run, "bar/cut.png", "bar/nothing.tif", "disc/zero.png");
    }

    private static ImageProcessor nothing() {
        float[] values = new float[1200];
        Arrays.fill(values, Float.NaN);
        return new FloatProcessor(40, 30, values);
    }

    /** Dark discs on light, and light bars on dark, in turn, at places that vary. */
    private static ImagePlus stack(int width, int height) {
        ImageStack stack = new ImageStack(width, height);
        for (int slice = 1; slice <= SLICES; slice++) {
            boolean disc = slice % 2 == 1;
            ImageProcessor pixels = new FloatProcessor(width, height);
            pixels.setValue(disc ? 220 + slice : 30 - slice);
            pixels.fill();
            pixels.setValue(disc ? 20 : 250);
            if (width > 1 && disc) pixels.fillOval(4 + slice, 10, 15, 15);
            else if (width > 1) pixels.fillRect(2 + 2 * slice, 5, 6, 20);
            stack.addSlice((disc ? "disc-" : "bar-") + slice, pixels);
        }
        ImagePlus image = new ImagePlus("it", stack);
        image.setDisplayRange(0, 255);
        return image;
    }

    private static void assertListed(CommandModule run, String... files) {
        ResultsTable unreadable = Commands.output(run, "unreadable", ResultsTable.class);
        assertNotNull(unreadable);
        assertEquals(List.of(files), List.of(unreadable.getColumnAsStrings("File")));
        IntStream.range(0, files.length)
                .mapToObj(row -> unreadable.getStringValue("Error", row))
                .forEach(error -> assertFalse(error.isBlank()));
    }

    /** It went through, with tables that have rows, and what is measured is a number. */
    private void assertNumbers(CommandModule run) {
        assertFalse(run.isCanceled(), run.getCancelReason());
        int rows = 0;
        for (var output : run.getOutputs().entrySet()) {
            if (!(output.getValue() instanceof ResultsTable table)
                    || output.getKey().equals("reliability")) continue;
            rows += table.size();
            for (String column : MEASURED)
                for (int row = 0; table.columnExists(column) && row < table.size(); row++)
                    assertTrue(Double.isFinite(table.getValue(column, row)), column + " in row " + row);
        }
        assertTrue(rows > 0);
    }

    /** Runs a command with those of the inputs that it has. */
    private CommandModule run(Class<? extends Command> command, Object... own) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "slices",
                command == SearchImages.class ? "2" : "all",
                "groups",
                "label",
                "words",
                "dog, cat",
                "show",
                "table",
                "top",
                1,
                "folds",
                2,
                "neighbours",
                2,
                "method",
                "PCA",
                "classifier",
                classifier()));
        all.put("units", command == WhichNeurons.class ? (Object) 2 : "layer4.0.add:3");
        String saved = command == TrainClassifier.class ? "it.classifier.json" : "it.csv";
        all.put("save", folder.resolve(saved).toFile());
        if (command == SearchImages.class) {
            all.put("folder", shared.resolve("indexed").toFile());
            all.put("index", true);
            all.put("picture", true);
        }
        for (int i = 0; i < own.length; i += 2) all.put((String) own[i], own[i + 1]);
        List<Object> its = new ArrayList<>();
        for (ModuleItem<?> item : commands.info(command).inputs())
            if (all.containsKey(item.getName())) its.addAll(List.of(item.getName(), all.get(item.getName())));
        return commands.run(command, its.toArray());
    }
}

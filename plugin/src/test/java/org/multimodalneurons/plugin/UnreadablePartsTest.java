package org.multimodalneurons.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.measure.ResultsTable;
import ij.plugin.frame.RoiManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.plugin.embed.ClassifyWithText;
import org.multimodalneurons.plugin.embed.Compare;
import org.multimodalneurons.plugin.embed.EmbedImages;
import org.multimodalneurons.plugin.embed.ExportEmbeddings;
import org.multimodalneurons.plugin.embed.FindDuplicates;
import org.multimodalneurons.plugin.embed.MapSimilarity;
import org.multimodalneurons.plugin.embed.PlotEmbeddings;
import org.multimodalneurons.plugin.probe.NeuronActivations;
import org.multimodalneurons.plugin.probe.TuningCurve;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;
import org.scijava.module.ModuleItem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Regions and folders that cannot be looked at are listed by every command that takes many, and the rest is done. */
@OnScreen
class UnreadablePartsTest extends CommandTest {

    @TempDir
    Path folder;

    @AfterEach
    void emptyRoiManager() {
        RoiManager manager = RoiManager.getInstance2();
        if (manager != null) manager.reset();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                EmbedImages.class,
                ClassifyWithText.class,
                Compare.class,
                NeuronActivations.class,
                TuningCurve.class,
                ExportEmbeddings.class,
                PlotEmbeddings.class,
                FindDuplicates.class,
                MapSimilarity.class
            })
    void badRegionsAreListedAndTheOthersAreDone(Class<? extends Command> command) {
        ImagePlus image = IJ.createImage("it", "8-bit ramp", 60, 40, 1);
        image.show();
        add(new Roi(80, 80, 9, 9), "far");
        for (int i = 0; i < 4; i++) add(new Roi(10 * i, 5, 12, 12), "good" + i);
        add(new Line(1, 1, 9, 9), "line");
        CommandModule run = run(command, "image", image, "regions", "manager", "example", "manager");
        assertListed(run, "it:far", "lies outside \"it\"", "it:line", "is no area");
        assertDone(run, command, "good0", "good1", "good2", "good3");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                EmbedImages.class,
                ClassifyWithText.class,
                Compare.class,
                NeuronActivations.class,
                ExportEmbeddings.class,
                PlotEmbeddings.class,
                FindDuplicates.class
            })
    void aFolderThatLeadsBackAndABrokenFileAreListedAndTheOthersAreDone(Class<? extends Command> command)
            throws IOException {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        for (int i = 0; i < 4; i++)
            new FileSaver(IJ.createImage("a", "8-bit ramp", 40 + i, 30, 1))
                    .saveAsPng(pictures.resolve("good" + i + ".png").toString());
        Files.createFile(pictures.resolve("zero.png"));
        linked(pictures.resolve("loop"), pictures);
        CommandModule run = run(command, "folder", pictures.toFile(), "recursive", true);
        assertListed(run, "loop", pictures.resolve("loop").toString(), "zero.png", "zero.png cannot be opened");
        assertDone(run, command, "good0", "good1", "good2", "good3");
    }

    @Test
    void aCommandThatFailsForWantOfThemTellsThem() throws IOException {
        for (int i = 0; i < 2; i++) {
            new FileSaver(IJ.createImage("a", "8-bit ramp", 40 + i, 30, 1))
                    .saveAsPng(folder.resolve("good" + i + ".png").toString());
            Files.writeString(folder.resolve("bad" + i + ".png"), "no picture");
        }
        IJ.log("\\Clear");
        CommandModule run = commands.run(PlotEmbeddings.class, "folder", folder.toFile());
        assertTrue(run.isCanceled());
        String reason = run.getCancelReason();
        assertTrue(reason.startsWith("A map is made of at least 4 vectors, and there are 2."), reason);
        assertTrue(reason.contains("2 images, regions or folders could not be read"), reason);
        assertTrue(reason.contains("bad0.png cannot be opened") && !reason.contains("bad1.png"), reason);
        for (String name : List.of("bad0.png: ", "bad1.png: "))
            assertTrue(IJ.getLog().contains(name), IJ.getLog());
        for (int i = 0; i < 2; i++) Files.delete(folder.resolve("bad" + i + ".png"));
        assertEquals(
                "A map is made of at least 4 vectors, and there are 2. Give more images, or more places of each.",
                commands.run(PlotEmbeddings.class, "folder", folder.toFile()).getCancelReason());
    }

    /** A link, where the user and the file system may make one. */
    private static void linked(Path link, Path target) {
        try {
            Files.createSymbolicLink(link, target);
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "no symbolic link can be made here: " + e);
        }
    }

    private static void add(Roi roi, String name) {
        roi.setName(name);
        RoiManager.getRoiManager().addRoi(roi);
    }

    /** Pairs of what is listed and what is said of it, in this order. */
    private static void assertListed(CommandModule run, String... faults) {
        assertFalse(run.isCanceled(), run.getCancelReason());
        ResultsTable unreadable = Commands.output(run, "unreadable", ResultsTable.class);
        assertNotNull(unreadable);
        assertEquals(faults.length / 2, unreadable.size());
        for (int row = 0; row < unreadable.size(); row++) {
            assertEquals(faults[2 * row], unreadable.getStringValue("File", row));
            String error = unreadable.getStringValue("Error", row);
            assertTrue(error.contains(faults[2 * row + 1]), error);
        }
    }

    private void assertDone(CommandModule run, Class<?> command, String... names) {
        String seen = command == ExportEmbeddings.class ? saved() : seen(run);
        for (String name : names) assertTrue(seen.contains(name), name + " in " + seen);
    }

    private String saved() {
        try {
            return Files.readString(folder.resolve("saved.csv"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All tables but that of faults, and the names of slices of all images. */
    private static String seen(CommandModule run) {
        return run.getOutputs().entrySet().stream()
                .filter(output -> !output.getKey().equals("unreadable"))
                .map(output -> output.getValue() instanceof ResultsTable table
                        ? text(table)
                        : output.getValue() instanceof ImagePlus image
                                ? Arrays.toString(image.getStack().getSliceLabels())
                                : "")
                .collect(Collectors.joining("\n"));
    }

    private static String text(ResultsTable table) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) rows.add(table.getRowAsString(row));
        return String.join("\n", rows);
    }

    /** Runs a command with those of the inputs that it has. */
    private CommandModule run(Class<? extends Command> command, Object... own) {
        List<Object> all = new ArrayList<>(List.of(own));
        all.addAll(List.of(
                "labels",
                "a dog, a cat",
                "units",
                "layer4.0.add:1",
                "show",
                command == MapSimilarity.class ? "map" : "table"));
        all.addAll(List.of(
                "save",
                folder.resolve("saved.csv").toFile(),
                "neighbours",
                2,
                "method",
                command == PlotEmbeddings.class ? "PCA" : "windows"));
        Set<String> has = new HashSet<>();
        for (ModuleItem<?> item : commands.info(command).inputs()) has.add(item.getName());
        List<Object> its = new ArrayList<>();
        for (int i = 0; i < all.size(); i += 2)
            if (has.contains((String) all.get(i))) its.addAll(all.subList(i, i + 2));
        return commands.run(command, its.toArray());
    }
}

package org.multimodalneurons.plugin.embed;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.plugin.frame.RoiManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.file.EmbeddingFile;
import org.multimodalneurons.plugin.CommandTest;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.Macros;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.PluginCommand;
import org.multimodalneurons.plugin.probe.ConceptFolders;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class EmbeddingFilesTest extends CommandTest {

    @TempDir
    Path folder;

    @Test
    void importedSetsStandBesideEachOther() throws IOException {
        for (String name : List.of("first.csv", "second.csv")) {
            Path file = Files.writeString(folder.resolve(name), "Image,E1,E2\nr,1,2\n");
            commands.run(ImportEmbeddings.class, "file", file.toFile());
        }
        for (String name : List.of("first.csv", "second.csv"))
            assertNotNull(WindowManager.getFrame("Embeddings of " + name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"set.csv", "set.npy", "set.parquet"})
    void whatIsExportedComesBack(String name) {
        ImagePlus stack = stack();
        ResultsTable table = Commands.output(
                commands.run(EmbedImages.class, "image", stack, "slices", "all"), "embeddings", ResultsTable.class);
        Path file = folder.resolve(name);
        ResultsTable exported = Commands.output(
                commands.run(
                        ExportEmbeddings.class,
                        "image",
                        stack,
                        "slices",
                        "all",
                        "groups",
                        "label",
                        "save",
                        file.toFile()),
                "exported",
                ResultsTable.class);
        assertEquals(4, exported.getValue("Embeddings", 0));
        assertEquals(2, exported.getValue("Groups", 0));
        ResultsTable back = read(file);
        for (int row = 0; row < 4; row++) {
            assertEquals(table.getStringValue("Image", row), back.getStringValue("Image", row));
            assertEquals(row + 1, back.getValue("Slice", row));
            assertEquals(row % 2 == 0 ? "light" : "dark", back.getStringValue("Group", row));
            assertEquals(table.getValue("E1", row), back.getValue("E1", row));
        }
        assertFalse(back.columnExists("File"), "an open image is no file");
        assertEquals(
                Commands.output(
                                commands.run(ImportEmbeddings.class, "file", file.toFile()),
                                "embeddings",
                                ResultsTable.class)
                        .getStringValue("Model", 0),
                exported.getStringValue("Model", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"set.csv", "set.npy", "set.parquet"})
    void placesOfRegionsComeBack(String name) {
        ImagePlus image = IJ.createImage("it", "8-bit ramp", 60, 40, 1);
        image.getCalibration().pixelWidth = 1 / 3.;
        image.getCalibration().pixelHeight = 1 / 3.;
        image.getCalibration().setUnit("um");
        RoiManager manager = RoiManager.getRoiManager();
        manager.reset();
        for (int i = 0; i < 3; i++) manager.addRoi(new Roi(10 * i, 5 * i, 11, 20));
        ResultsTable table = Commands.output(
                commands.run(EmbedImages.class, "image", image, "regions", "manager"),
                "embeddings",
                ResultsTable.class);
        Path file = folder.resolve(name);
        commands.run(ExportEmbeddings.class, "image", image, "regions", "manager", "save", file.toFile());
        ResultsTable back = read(file);
        for (int row = 0; row < 3; row++) {
            for (String column : List.of("X", "Y"))
                assertEquals(table.getValue(column, row), back.getValue(column, row), column);
            assertEquals("µm", back.getStringValue("XY_Unit", row));
        }
        back.show("places");
        Path again = folder.resolve("again.csv");
        commands.run(ExportEmbeddings.class, "embeddings", "places", "save", again.toFile());
        assertEquals(table.getValue("X", 2), read(again).getValue("X", 2), "of an open table, with all digits");
        ResultsTable odd = Commands.output(
                commands.run(FindDuplicates.class, "embeddings", again.toString(), "outliers", 3, "neighbours", 1),
                "outlierTable",
                ResultsTable.class);
        int number = (int) odd.getValue("Number", 0) - 1;
        assertEquals(table.getValue("X", number), odd.getValue("X", 0));
        manager.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"set.csv", "set.npy", "set.parquet"})
    void howValuesWereSeenComesBack(String name) {
        Path file = folder.resolve(name);
        commands.run(
                ExportEmbeddings.class,
                "image",
                stack(),
                "slices",
                "all",
                "display",
                "values 5%",
                "save",
                file.toFile());
        ResultsTable back = read(file);
        assertEquals("values 5.0%", back.getStringValue("Display", 3));
        commands.run(ExportEmbeddings.class, "image", stack(), "slices", "all", "save", file.toFile());
        assertFalse(read(file).columnExists("Display"));
    }

    @Test
    void aTableOfEmbeddingsTellsHowValuesWereSeen() {
        String display = Macros.run("newImage('it', '8-bit ramp', 48, 36, 2);"
                + "run('Embed Images...', 'slices=all display=0-99'); run('Export Embeddings...',"
                + " 'embeddings=[Embeddings of it] save=[" + folder.resolve("set.csv") + "]'); return 'went on';");
        assertEquals("went on", display, IJ::getLog);
        assertEquals("0-99", read(folder.resolve("set.csv")).getStringValue("Display", 1));
    }

    @Test
    void mergedChannelsOfOneLabelAreGroupedByIt() {
        ImagePlus stack = stack();
        for (int slice = 1; slice <= 4; slice++)
            stack.getStack().setSliceLabel(slice <= 2 ? "light-1" : "dark-2", slice);
        stack.setDimensions(2, 2, 1);
        ImagePlus composite = new CompositeImage(stack, CompositeImage.COMPOSITE);
        Path file = folder.resolve("set.csv");
        commands.run(
                ExportEmbeddings.class, "image", composite, "slices", "all", "groups", "label", "save", file.toFile());
        ResultsTable back = read(file);
        assertEquals(List.of("light", "dark"), List.of(back.getColumnAsStrings("Group")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"set.csv", "set.npy", "set.parquet"})
    void aCancelledExportLeavesNoFileAndNoTable(String name) throws IOException {
        Path given = Files.writeString(folder.resolve("given.csv"), "Image,E1\na,1\nb,2\nc,3\n");
        Module run = cancelled(
                ExportEmbeddings.class,
                "Saving",
                Map.of(
                        "embeddings",
                        given.toString(),
                        "save",
                        folder.resolve(name).toFile()));
        assertNull(run.getOutput("exported"));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(given), files.toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Reading", "Filling the table"})
    void aCancelledImportLeavesNoTable(String when) throws IOException {
        Path given = Files.writeString(folder.resolve("given.csv"), "Image,E1\na,1\nb,2\nc,3\n");
        assertNull(cancelled(ImportEmbeddings.class, when, Map.of("file", given.toFile()))
                .getOutput("embeddings"));
    }

    @Test
    void readingAnIndexOrATableCanBeCancelled() {
        ConceptFolders.one(folder.resolve("pictures"));
        commands.run(IndexFolder.class, "folder", folder.resolve("pictures").toFile());
        File save = folder.resolve("set.csv").toFile();
        cancelled(
                ExportEmbeddings.class,
                "Reading the index",
                Map.of("embeddings", folder.resolve("pictures").toString(), "save", save));
        Macros.run("newImage('it', '8-bit ramp', 48, 36, 3); run('Embed Images...', 'slices=all');");
        cancelled(ExportEmbeddings.class, "Reading the table", Map.of("embeddings", "Embeddings of it", "save", save));
        assertFalse(save.exists());
    }

    /** Runs a command and cancels it when it first tells that it does this. */
    private static Module cancelled(Class<? extends PluginCommand> command, String when, Map<String, Object> inputs) {
        try (Context context = new Context(CommandService.class)) {
            Module module =
                    context.service(CommandService.class).getCommand(command).createModule();
            inputs.forEach(module::setInput);
            var progress = new Progress() {
                private boolean told;

                @Override
                public void report(long done, long total, String message) {
                    told |= message.startsWith(when);
                }

                @Override
                public boolean cancelled() {
                    return told;
                }
            };
            PluginCommand run = (PluginCommand) module.getDelegateObject();
            assertThrows(CancellationException.class, () -> run.runWithin(progress));
            return module;
        } catch (ModuleException e) {
            throw new IllegalStateException(e);
        }
    }

    private ResultsTable read(Path file) {
        return Commands.output(
                commands.run(ImportEmbeddings.class, "file", file.toFile()), "embeddings", ResultsTable.class);
    }

    private static ImagePlus stack() {
        ImagePlus stack = IJ.createImage("it", "8-bit ramp", 48, 36, 4);
        for (int slice = 1; slice <= 4; slice++)
            stack.getStack().setSliceLabel((slice % 2 == 1 ? "light-" : "dark-") + slice, slice);
        return stack;
    }

    @Test
    void filesOfAFolderKeepTheirPathAndTheFolderAsGroup() {
        ConceptFolders.one(folder);
        Path file = folder.resolve("set.csv");
        commands.run(ExportEmbeddings.class, "folder", folder.resolve("red").toFile(), "save", file.toFile());
        ResultsTable back = read(file);
        assertEquals("0.png", back.getStringValue("Image", 0));
        assertEquals(folder.resolve("red/0.png").toString(), back.getStringValue("File", 0));
    }

    @Test
    void anOpenTableIsExportedAndItsColumnsMayBeGroups() {
        Macros.run("newImage('it', '8-bit ramp', 48, 36, 3); run('Embed Images...', 'slices=all');"
                + "Table.set('Kind', 0, 'a'); Table.set('Kind', 1, 'b'); Table.set('Kind', 2, 'a'); Table.update;"
                + "run('Export Embeddings...', 'embeddings=[Embeddings of it] groups=kind save=["
                + folder.resolve("set.parquet") + "]');");
        ResultsTable back = read(folder.resolve("set.parquet"));
        assertEquals(
                List.of("a", "b", "a"),
                List.of(
                        back.getStringValue("Group", 0),
                        back.getStringValue("Group", 1),
                        back.getStringValue("Group", 2)));
    }

    @Test
    void aModelIsNamedWhereTheFileNamesNone() throws IOException {
        Path file = Files.writeString(folder.resolve("foreign.csv"), "Label,E1,E2\nx,1,2\n");
        assertTrue(read(file).getStringValue("Model", 0).startsWith("an unnamed model"));
        ResultsTable named = Commands.output(
                commands.run(ImportEmbeddings.class, "file", file.toFile(), "by", "RN50 of mine"),
                "embeddings",
                ResultsTable.class);
        assertEquals("RN50 of mine", named.getStringValue("Model", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"set.xls", "set", ""})
    void anUnknownEndingIsRefusedBeforeAnythingIsEmbedded(String name) {
        var run = commands.run(
                ExportEmbeddings.class,
                "folder",
                folder.resolve("missing").toFile(),
                "save",
                name.isEmpty() ? Path.of("").toFile() : folder.resolve(name).toFile());
        assertTrue(run.isCanceled());
        assertTrue(run.getCancelReason().contains(name.isEmpty() ? "No file" : ".parquet"), run.getCancelReason());
        assertNull(run.getOutput("exported"));
    }

    @Test
    void aTableThatIsNotOpenIsAnsweredWithThoseThatAre() {
        var run = commands.run(
                ExportEmbeddings.class,
                "embeddings",
                "Embeddings of nothing",
                "save",
                folder.resolve("set.csv").toFile());
        assertTrue(run.getCancelReason().contains("no open table \"Embeddings of nothing\""), run.getCancelReason());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''     | G | H
                    kind   | k | l
                    folder | x | y
                    label  | cell | nucleus
                    none   | '' | ''
                    """)
    void groupsOfATableComeFromAColumnOrAreReadInItsOthers(String groups, String first, String second)
            throws IOException {
        Path file = Files.writeString(
                folder.resolve("given.csv"),
                "Image,File,Kind,Group,E1\na.tif:cell-1,/d/x/a.tif,k,G,1\na.tif:nucleus 2,/d/y/a.tif,l,H,2\n");
        assertEquals(List.of(first, second), exported("embeddings", file.toString(), "groups", groups));
    }

    @Test
    void aColumnOfTheNameOfAWordIsTheColumn() throws IOException {
        Path file = Files.writeString(folder.resolve("given.csv"), "Image,Label,E1\na:x,cat,1\nb:y,dog,2\n");
        assertEquals(List.of("cat", "dog"), exported("embeddings", file.toString(), "groups", "label"));
    }

    @Test
    void regionsAreNotKnownOfATable() throws IOException {
        Path file = Files.writeString(folder.resolve("given.csv"), "Image,E1\na,1\n");
        var run = commands.run(
                ExportEmbeddings.class,
                "embeddings",
                file.toString(),
                "groups",
                "region",
                "save",
                folder.resolve("set.csv").toFile());
        assertTrue(run.getCancelReason().contains("known of images only"), run.getCancelReason());
        assertTrue(
                run.getCancelReason().contains("Export Embeddings... on the image with groups=region"),
                run.getCancelReason());
    }

    @Test
    void anIndexedFolderGivesWhatItsIndexHolds() {
        ConceptFolders.one(folder.resolve("pictures"));
        commands.run(IndexFolder.class, "folder", folder.resolve("pictures").toFile());
        List<String> groups = exported("embeddings", folder.resolve("pictures").toString());
        assertEquals(12, groups.size());
        assertEquals(
                List.of("blue", "negative", "red"), groups.stream().distinct().toList());
    }

    @Test
    void regionsAreGroupedByTheirRoiGroupElseByTheirName() {
        IJ.log("\\Clear");
        ImagePlus image = stack();
        RoiManager manager = RoiManager.getRoiManager();
        manager.reset();
        for (String name : List.of("cell-1", "cell-2", "nucleus 3")) {
            Roi roi = new Roi(2, 2, 20, 20);
            roi.setName(name);
            manager.addRoi(roi);
        }
        manager.getRoi(1).setGroup(7);
        try {
            assertEquals(
                    List.of("cell", "group 7", "nucleus"),
                    exported("image", image, "regions", "manager", "groups", "region"));
            assertFalse(IJ.getLog().contains("without groups"), IJ.getLog());
            assertEquals(List.of("", "", ""), exported("image", image, "regions", "manager"));
            assertTrue(IJ.getLog().contains("exported without groups"), IJ.getLog());
        } finally {
            manager.reset();
        }
    }

    /** The groups of what is exported. */
    private List<String> exported(Object... inputs) {
        Path file = folder.resolve("set.csv");
        List<Object> all = new ArrayList<>(List.of("save", file.toFile()));
        all.addAll(List.of(inputs));
        commands.run(ExportEmbeddings.class, all.toArray());
        return new EmbeddingFile(file).read("", Progress.NONE).groupOfEach();
    }
}

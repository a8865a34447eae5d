package org.multimodalneurons.plugin.batch;

import java.awt.Choice;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.UserException;
import org.multimodalneurons.plugin.CommandTest;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.Macros;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.OpenDialog;
import org.multimodalneurons.plugin.TinyModel;
import org.multimodalneurons.plugin.host.ImageTask;
import org.multimodalneurons.plugin.models.ModelChoice;
import org.multimodalneurons.plugin.models.Models;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleItem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class BatchTest extends CommandTest {

    private static final String LABELS = "labels=[dog, cat] slices=all";

    @TempDir
    Path folder;

    private Path output;

    @BeforeEach
    void copyPictures() throws IOException {
        IJ.log("\\Clear");
        output = folder.resolve("results");
        Files.createDirectories(folder.resolve("sub"));
        png(folder.resolve("a10.png"), 40);
        png(folder.resolve("a2.png"), 50);
        new FileSaver(IJ.createImage("a", "8-bit ramp", 40, 30, 3))
                .saveAsTiffStack(folder.resolve("a2.tif").toString());
        png(folder.resolve("sub/a2.png"), 60);
    }

    @Test
    void theCommandsToChooseFromAreThoseThatTakeAnImage() {
        try (Context context = new Context(CommandService.class)) {
            CommandInfo batch = context.service(CommandService.class).getCommand(Batch.class);
            ModuleItem<?> command = batch.getInput("command");
            List<String> taking = new ArrayList<>(ImageTask.commands(context));
            taking.remove("Echo..."); // of the tests
            assertEquals(taking, command.getChoices());
        }
    }

    @Test
    void eachFileGetsItsTablesAndPicturesAndTablesAreCombinedInNaturalOrder() throws IOException {
        CommandModule run = batch("Classify with Text...", LABELS);
        assertEquals(
                List.of(
                        "Answers.csv",
                        "Batch.txt",
                        "Scores.csv",
                        "a10.png/Answers.csv",
                        "a10.png/Batch.txt",
                        "a10.png/Chart.png",
                        "a10.png/Scores.csv",
                        "a2.png/Answers.csv",
                        "a2.png/Batch.txt",
                        "a2.png/Chart.png",
                        "a2.png/Scores.csv",
                        "a2.tif/Answers.csv",
                        "a2.tif/Batch.txt",
                        "a2.tif/Chart.png",
                        "a2.tif/Scores.csv",
                        "sub/a2.png/Answers.csv",
                        "sub/a2.png/Batch.txt",
                        "sub/a2.png/Chart.png",
                        "sub/a2.png/Scores.csv"),
                written());
        List<String> rows = Files.readAllLines(output.resolve("Scores.csv"));
        assertEquals(1 + 2 * (1 + 1 + 3 + 1), rows.size());
        assertTrue(rows.get(0).startsWith("File,Image,Slice,Rank,Label,"), rows.get(0));
        assertEquals(
                List.of("a2.png", "a2.tif", "a10.png", "sub/a2.png"),
                rows.stream()
                        .skip(1)
                        .map(row -> row.substring(0, row.indexOf(',')))
                        .distinct()
                        .toList());
        List<String> answers = Files.readAllLines(output.resolve("Answers.csv"));
        assertTrue(answers.get(0).startsWith("File,Image,Slice,Answer,"), answers.get(0));
        assertEquals(1 + 1 + 3 + 1 + 1, answers.size(), "a row for each slice of each file");
        assertEquals("4 0 0", numbers(run));
        assertNull(run.getOutput("errors"));
        assertEquals(0, WindowManager.getImageCount());
        assertTrue(IJ.getLog().contains("4 files were worked on, 0 had their results already, 0 failed."), IJ.getLog());
    }

    @Test
    void aFileWithItsResultsIsPassedOverUntilItOrTheOptionsOrTheModelChange() throws IOException {
        batch("Embed Images...", "");
        String whole = Files.readString(output.resolve("Embeddings.csv"));
        assertEquals("0 4 0", numbers(batch("Embed Images...", "")));
        assertEquals(whole, Files.readString(output.resolve("Embeddings.csv")));
        pngOfAnotherTime(folder.resolve("a2.png"), 55);
        assertEquals("1 3 0", numbers(batch("Embed Images...", "")));
        assertEquals("4 0 0", numbers(batch("Embed Images...", "slices=all")));
        assertEquals("4 0 0", numbers(batch("Embed Images...", "slices=all", "skip", false)));
        ModelChoice chosen = Models.SESSION.chosen();
        Models.SESSION.choose(ModelChoice.parse(TinyModel.file(2).toFile()).orElseThrow());
        assertEquals("4 0 0", numbers(batch("Embed Images...", "slices=all")));
        Models.SESSION.choose(chosen);
    }

    @Test
    void whatAKilledRunLeftIsMadeWhole() throws IOException {
        batch("Embed Images...", "");
        String whole = Files.readString(output.resolve("Embeddings.csv"));
        for (String file : List.of("a2.png/Batch.txt", "a2.png/Embeddings.csv", "a2.png"))
            Files.delete(output.resolve(file));
        Path draft = Files.createDirectory(output.resolve(".a2.png.draft"));
        for (String half : List.of("Embeddings.csv", ".Embeddings.csv.draft"))
            Files.writeString(draft.resolve(half), "Image,E1\na2.png");
        Files.writeString(draft.resolve("Batch.txt"), "command\nresult=Embeddings.csv\n");
        Files.delete(output.resolve("Embeddings.csv"));
        assertEquals("1 3 0", numbers(batch("Embed Images...", "")));
        assertEquals(whole, Files.readString(output.resolve("Embeddings.csv")));
        assertFalse(Files.exists(draft));
    }

    @Test
    void whatAKilledRunLeftNeedNotBeWhatTheNextOneMakes() throws IOException {
        Path draft = Files.createDirectories(output.resolve(".a2.png.draft"));
        Files.writeString(draft.resolve("Batch.txt"), "command\nresult=Unreadable.csv\nresult=Answers.csv\n");
        for (String half : List.of("Unreadable.csv", ".Answers.csv.tmp"))
            Files.writeString(draft.resolve(half), "File");
        assertEquals("4 0 0", numbers(batch("Embed Images...", "")));
        assertFalse(Files.exists(draft));
        assertFalse(Files.exists(output.resolve("a2.png/Unreadable.csv")));
    }

    /** So that a run that is killed at any time leaves only what the next one knows. */
    @Test
    void theRecordNamesEachFileBeforeItIsThere() throws IOException {
        FileResults results = new FileResults(output, "a2.png");
        Path draft = output.resolve(".a2.png.draft");
        List<String> seen = new ArrayList<>();
        ResultsTable table = new ResultsTable() {
            @Override
            public synchronized int size() { // asked for while the table is written
                String named = record(draft);
                if (!seen.contains(named)) seen.add(named);
                assertFalse(Files.exists(draft.resolve("Scores.csv")));
                return super.size();
            }
        };
        table.addRow();
        table.addValue("A", 1);
        seen.clear();
        results.write("command\n", List.of(new ImageTask.Result("Scores", table)));
        assertTrue(seen.contains("command\nresult=Scores.csv\n"), seen.toString());
        assertEquals("command\nresult=Scores.csv\n", record(output.resolve("a2.png")));
    }

    private static String record(Path folder) {
        try {
            Path record = folder.resolve("Batch.txt");
            return Files.exists(record) ? Files.readString(record) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatFileBrowsersLeaveInAFolderIsNobodys() throws IOException {
        batch("Embed Images...", "");
        for (String file : List.of("a2.png/.DS_Store", "a2.tif/Thumbs.db", "a10.png/desktop.ini"))
            Files.writeString(output.resolve(file), "");
        assertEquals("0 4 0", numbers(batch("Embed Images...", "")));
        assertEquals("4 0 0", numbers(batch("Embed Images...", "slices=all")));
        assertFalse(Files.exists(output.resolve("a2.png/.DS_Store")), "it goes with the results");
    }

    @Test
    void aFileThatFailsIsNamedAndTheRestIsDone() throws IOException {
        Files.write(folder.resolve("empty.png"), new byte[0]);
        byte[] whole = Files.readAllBytes(folder.resolve("a2.png"));
        Files.write(folder.resolve("sub/cut.png"), Arrays.copyOf(whole, 40));
        CommandModule run = batch("Classify with Text...", LABELS);
        assertFalse(run.isCanceled());
        assertEquals("4 0 2", numbers(run));
        ResultsTable errors = Commands.output(run, "errors", ResultsTable.class);
        assertEquals(List.of("empty.png", "sub/cut.png"), List.of(errors.getColumnAsStrings("File")));
        for (int row = 0; row < 2; row++)
            assertTrue(errors.getStringValue("Error", row).contains("cannot be opened as an image"));
        assertTrue(Files.readString(output.resolve("Errors.csv")).contains("sub/cut.png"));
        Files.delete(folder.resolve("empty.png"));
        Files.delete(folder.resolve("sub/cut.png"));
        assertEquals("0 4 0", numbers(batch("Classify with Text...", LABELS)));
        assertFalse(Files.exists(output.resolve("Errors.csv")));
    }

    @Test
    void aSelectionSavedWithAFileCounts() throws IOException {
        ImagePlus image = IJ.createImage("a", "8-bit ramp", 64, 32, 1);
        image.setRoi(new Roi(32, 0, 32, 32));
        new FileSaver(image).saveAsTiff(folder.resolve("marked.tif").toString());
        batch("Similarity Map...", "text=[a dog] method=dense", "filter", "marked.tif");
        ImagePlus map = IJ.openImage(output.resolve("marked.tif/Map.tif").toString());
        assertEquals(32, map.getBitDepth());
        assertTrue(Float.isNaN(map.getProcessor().getf(5, 5)), "outside there is no value");
        assertFalse(Float.isNaN(map.getProcessor().getf(40, 5)));
    }

    @Test
    void resultsInTheFolderOfImagesAreNoInput() throws IOException {
        batch("Render Text on Image...", "text=dog");
        CommandModule again = batch("Render Text on Image...", "text=dog");
        assertEquals("0 4 0", numbers(again));
    }

    @Test
    void whatOthersPutInTheWayIsNotTouched() throws IOException {
        Path theirs = Files.createDirectories(output.resolve("a2.png"));
        Files.writeString(theirs.resolve("notes.txt"), "mine");
        CommandModule run = batch("Embed Images...", "");
        assertEquals("3 0 1", numbers(run));
        String error = Commands.output(run, "errors", ResultsTable.class).getStringValue("Error", 0);
        assertTrue(error.contains("Batch did not write it"), error);
        assertEquals("mine", Files.readString(theirs.resolve("notes.txt")));
    }

    @Test
    void whatOthersPutBesideResultsIsKept() throws IOException {
        batch("Embed Images...", "");
        Path notes = Files.writeString(output.resolve("a2.png/my notes.txt"), "mine");
        Path table = Files.writeString(output.resolve("a10.png/mine.csv"), "Image,E1\nmine,7\n");
        assertEquals("0 4 0", numbers(batch("Embed Images...", "")), "they are no reason to do it again");
        CommandModule run = batch("Embed Images...", "slices=all");
        assertEquals("2 0 2", numbers(run));
        ResultsTable errors = Commands.output(run, "errors", ResultsTable.class);
        assertEquals(List.of("a2.png", "a10.png"), List.of(errors.getColumnAsStrings("File")));
        String error = errors.getStringValue("Error", 0);
        assertTrue(error.contains("my notes.txt, and Batch did not write it. Move it away"), error);
        assertEquals("mine", Files.readString(notes));
        assertTrue(Files.exists(output.resolve("a2.png/Embeddings.csv")), "nor are the earlier results deleted");
        Files.delete(notes);
        assertFalse(Files.readString(output.resolve("Embeddings.csv")).contains("mine"));
        Files.delete(table);
        assertEquals("2 2 0", numbers(batch("Embed Images...", "slices=all")));
    }

    @Test
    void whatOthersPutIntoAnUnfinishedFolderIsKept() throws IOException {
        Path draft = Files.createDirectories(output.resolve(".a2.png.draft"));
        Path notes = Files.writeString(draft.resolve("notes.txt"), "mine");
        CommandModule run = batch("Embed Images...", "");
        assertEquals("3 0 1", numbers(run));
        String error = Commands.output(run, "errors", ResultsTable.class).getStringValue("Error", 0);
        assertTrue(error.contains("notes.txt, and Batch did not write it"), error);
        assertEquals("mine", Files.readString(notes));
        assertEquals(
                List.of(".a2.png.draft/notes.txt"),
                written().stream().filter(name -> name.contains("draft")).toList());
    }

    @Test
    void whatOthersPutIntoAnUnfinishedFolderIsSeenBeforeTheWork() throws IOException {
        Path draft = Files.createDirectories(output.resolve(".a2.png.draft"));
        Files.writeString(draft.resolve("notes.txt"), "mine");
        FileResults results = new FileResults(output, "a2.png");
        var fault = assertThrows(UserException.class, () -> results.requireReplaceable("command\n"));
        assertTrue(fault.getMessage().contains("notes.txt, and Batch did not write it"), fault.getMessage());
    }

    @Test
    void resultsThatLostAFileAreMadeAnew() throws IOException {
        batch("Classify with Text...", LABELS);
        Files.delete(output.resolve("a2.tif/Answers.csv"));
        assertEquals("1 3 0", numbers(batch("Classify with Text...", LABELS)));
        assertTrue(Files.exists(output.resolve("a2.tif/Answers.csv")));
    }

    @Test
    void resultsOfAnotherCommandAreNotReplaced() {
        batch("Embed Images...", "");
        assertRefused("of another run, command=Embed Images..., of the folder " + folder);
        assertTrue(Files.exists(output.resolve("a2.png/Embeddings.csv")));
        assertTrue(Files.exists(output.resolve("Embeddings.csv")));
    }

    @Test
    void anOutputFolderIsForOneFolder() throws IOException {
        batch("Classify with Text...", LABELS);
        String whole = Files.readString(output.resolve("Scores.csv"));
        assertRefused(
                "of another run, command=Classify with Text..., of the folder " + folder,
                "folder",
                folder.resolve("sub").toFile());
        assertEquals(whole, Files.readString(output.resolve("Scores.csv")));
    }

    @Test
    void tablesOfOthersAreNotReplaced() throws IOException {
        Files.createDirectories(output);
        Files.writeString(output.resolve("Scores.csv"), "mine");
        CommandModule run = batch("Classify with Text...", LABELS);
        assertEquals("4 0 1", numbers(run));
        String error = Commands.output(run, "errors", ResultsTable.class).getStringValue("Error", 0);
        assertTrue(error.contains("Scores.csv stands where a table should go"), error);
        assertEquals("mine", Files.readString(output.resolve("Scores.csv")));
        Files.delete(output.resolve("Scores.csv"));
        assertEquals("0 4 0", numbers(batch("Classify with Text...", LABELS)));
        assertEquals(1 + 2 * 6, Files.readAllLines(output.resolve("Scores.csv")).size());
        assertFalse(Files.exists(output.resolve("Errors.csv")));
    }

    @Test
    void errorsOfOthersAreSeenBeforeAnythingIsDone() throws IOException {
        Files.createDirectories(output);
        Files.writeString(output.resolve("Errors.csv"), "mine");
        assertRefused("Errors.csv stands where a table should go");
        assertEquals(List.of("Errors.csv"), written());
    }

    @Test
    void aRecordOfOthersIsNotReplaced() throws IOException {
        Files.createDirectories(output);
        Files.writeString(output.resolve("Batch.txt"), "mine");
        assertRefused("which is not that of a Batch on a folder");
        assertEquals("mine", Files.readString(output.resolve("Batch.txt")));
    }

    @Test
    void noCombinedTableOutlivesItsRows() throws IOException {
        batch("Compare...", "texts=[a dog]");
        Set<String> tables = combined();
        assertFalse(tables.isEmpty());
        batch("Compare...", "texts=[a cat]", "combine", false);
        assertEquals(Set.of(), combined());
    }

    private Set<String> combined() throws IOException {
        return written().stream()
                .filter(name -> name.endsWith(".csv") && name.indexOf('/') < 0)
                .collect(Collectors.toSet());
    }

    @Test
    void whatAFilesOwnTableCouldNotReadCountsAsAFault() throws IOException {
        Files.write(folder.resolve("sub/broken.png"), new byte[9]);
        String options = "folder=[" + folder.resolve("sub") + "] picture index=true count=1 kept=["
                + output.resolve("index")
                + "]"; // the index changes with each run, and counts for nothing there
        for (String expected : List.of("1 0 1", "0 1 1")) {
            CommandModule run = batch("Search Images...", options, "filter", "a10.png");
            assertEquals(expected, numbers(run), "also where results are passed over");
            ResultsTable errors = Commands.output(run, "errors", ResultsTable.class);
            assertEquals("a10.png", errors.getStringValue("File", 0));
            String error = errors.getStringValue("Error", 0);
            assertTrue(error.contains("the table Unreadable") && error.contains("run again with skip=false"), error);
        }
        assertTrue(Files.readString(output.resolve("Unreadable.csv")).contains("broken.png"));
        Files.delete(folder.resolve("sub/broken.png"));
        assertEquals("1 0 0", numbers(batch("Search Images...", options, "filter", "a10.png", "skip", false)));
        assertEquals(Set.of("Found.csv"), combined(), "no combined table outlives its rows");
    }

    @Test
    void whatOptionsNameCountsAsItIs() throws IOException {
        Path reference = Files.createDirectories(folder.resolve("sub/reference"));
        png(reference.resolve("one.png"), 30);
        png(reference.resolve("two.png"), 35);
        Path model = Files.copy(TinyModel.file(1), folder.resolve("model.safetensors"));
        String options = "show=table model=[" + model + "] reference=[" + reference + "]";
        Supplier<String> again = () -> numbers(batch("Neuron Activations...", options, "filter", "a10.png"));
        assertEquals("1 0 0", again.get());
        assertEquals("0 1 0", again.get());
        pngOfAnotherTime(reference.resolve("two.png"), 36);
        assertEquals("1 0 0", again.get(), "a file of the reference is another");
        Files.copy(TinyModel.file(2), model, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(model, FileTime.fromMillis(1));
        assertEquals("1 0 0", again.get(), "the model is another");
        assertEquals("0 1 0", again.get());
    }

    @Test
    void aListOfWordsInAFileCountsAsItIs() throws IOException {
        Path words = Files.writeString(folder.resolve("words.txt"), "pizza\n");
        String options = "words=[" + words + "] truth=dog";
        Supplier<String> again = () -> numbers(batch("Typographic Attack...", options, "filter", "a10.png"));
        assertEquals("1 0 0", again.get());
        assertEquals("0 1 0", again.get());
        Files.writeString(words, "pizza\napple\n");
        assertEquals("1 0 0", again.get());
    }

    @Test
    void theRecordedLineRepeatsTheRun() throws Exception {
        Recorder recorder = new Recorder(true);
        try {
            IJ.doCommand("Batch...");
            GenericDialog dialog = OpenDialog.shown();
            ((Choice) dialog.getChoices().get(0)).select("Embed Images...");
            OpenDialog.fill(dialog, "Folder", folder);
            OpenDialog.fill(dialog, "Filter", "a*.{png,tif}");
            OpenDialog.fill(dialog, "Output", output);
            OpenDialog.fill(dialog, "Options", "slices=all model=[" + TinyModel.file(1) + "]");
            Commands.screenshot("dialog Batch");
            OpenDialog.press(dialog);
            OpenDialog.awaitEnd("Batch...");
            String line = OpenDialog.recorded(recorder, "Batch...");
            Recorder.record = false;
            String rows = Files.readString(output.resolve("Embeddings.csv"));
            Commands.closeWindows();
            Macros.run(line);
            String log = IJ.getLog();
            assertTrue(
                    log.contains("4 files were worked on, 0 had") && log.contains("0 files were worked on, 4 had"),
                    log);
            assertEquals(rows, Files.readString(output.resolve("Embeddings.csv")));
        } finally {
            Commands.close(recorder);
        }
    }

    @Test
    void mistakesAreToldBeforeAnythingIsDone() {
        assertRefused("\"Classify\" is no command that takes an image. Write one of: ", "command", "Classify");
        assertRefused("Similarity Map...", "command", "Index Folder...");
        for (String many : List.of(
                "Train Classifier...", "Export Embeddings...", "Embedding Plot...", "Duplicates and Outliers..."))
            assertRefused("Give the folder to that command itself", "command", many, "options", "");
        for (String command : List.of("Classify with Text...", "Embed Images...", "Typographic Attack..."))
            assertRefused("\"folder\" cannot be used here", "command", command, "options", "folder=[" + folder + "]");
        assertRefused("\"append\" cannot be used here", "options", LABELS + " append");
        assertRefused("\"save\" cannot be used here", "command", "Dissect...", "options", "save=[names.csv]");
        assertRefused("\"lables\" is no option of Classify with Text", "options", "lables=[dog]");
        assertRefused("lack the closing ]", "options", "labels=[dog");
        assertRefused("No folder is given", "folder", new File(""));
        assertRefused("There is no folder", "folder", new File("no/folder"));
        assertRefused("No output folder is given", "output", new File(""));
        assertRefused(
                "cannot be made: a file of that name is in the way. Choose another.",
                "output",
                folder.resolve("a2.png").toFile());
        assertRefused("The output folder is the folder of images", "output", folder.toFile());
        Path sub = folder.resolve("sub");
        assertRefused("holds the folder of images, " + sub, "folder", sub.toFile(), "output", folder.toFile());
        assertRefused("holds no image file that the filter names", "filter", "*.gif");
        assertRefused("is no pattern", "filter", "{a");
    }

    @Test
    void anOptionThatIsWrongForEveryFileIsToldOnceBeforeTheFirst() {
        List<List<String>> wrong = List.of(
                List.of("Apply Classifier...", "classifier=[nope.json]", "nope.json"),
                List.of("Classify with Text...", "labels=[]", "There is no label"),
                List.of("Classify with Text...", "prompt=[a picture]", "{}"),
                List.of("Classify with Text...", "slices=some", "Slices \"some\" cannot be understood"),
                List.of("Classify with Text...", "model=[gone.safetensors]", "gone.safetensors"),
                List.of("Compare...", "other=nothing", "no open image \"nothing\""),
                List.of("Embed Images...", "display=bright", "\"display\" is \"bright\""),
                List.of("Embed Images...", "filter=*.tif", "\"filter\" is for the files"),
                List.of("Search Images...", "text=dog folder=[no/folder]", "no folder"),
                List.of("Similarity Map...", "text=dog method=magic", "windows, dense"),
                List.of("Dissect...", "words=gone.txt", "gone.txt"),
                List.of("Neuron Activations...", "show=heat", "heat"),
                List.of("Tuning Curve...", "units=[]", "There is no unit"),
                List.of("Which Neurons Say So...", "text=[]", "There is no text"),
                List.of("Typographic Attack...", "words=pizza most=0", "found \"0\""),
                List.of("Which Neurons Were Hijacked?...", "rank=first", "found \"first\""),
                List.of("Render Text on Image...", "text=dog layout=round", "found \"round\""),
                List.of("Caricature / Invert...", "what=draw", "found \"draw\""));
        for (List<String> each : wrong) {
            assertRefused(each.get(2), "command", each.get(0), "options", each.get(1));
            assertFalse(Files.exists(output.resolve("Errors.csv")), each::toString);
        }
    }

    @Test
    void theFolderThatSearchImagesNamesIsItsIndex() {
        CommandModule run = batch("Search Images...", "text=[a dog] folder=[" + folder + "]");
        ResultsTable errors = Commands.output(run, "errors", ResultsTable.class);
        assertTrue(errors.getStringValue("Error", 0).contains("is not indexed"), errors.getStringValue("Error", 0));
    }

    @Test
    void theUsersResultsStayAsTheyAre() throws IOException {
        ResultsTable.getResultsTable().reset();
        assertEquals("4 0 0", numbers(batch("Embed Images...", "append=false")));
        assertEquals(0, ResultsTable.getResultsTable().size());
        assertEquals(1 + 4, Files.readAllLines(output.resolve("Embeddings.csv")).size());
    }

    private void assertRefused(String message, Object... inputs) {
        CommandModule run = batch("Classify with Text...", LABELS, inputs);
        assertTrue(run.getCancelReason() != null && run.getCancelReason().contains(message), run.getCancelReason());
        assertNull(run.getOutput("summary"));
    }

    @Test
    void escapeKeepsWhatIsFinished() throws IOException {
        Path stop = folder.resolve("a10.png");
        Batch batch = new Batch() {
            @Override
            protected void execute(org.multimodalneurons.Progress progress) {
                super.execute(new org.multimodalneurons.Progress() {
                    @Override
                    public void report(long done, long total, String message) {
                        if (message.startsWith(stop.getFileName().toString()))
                            IJ.setKeyDown(java.awt.event.KeyEvent.VK_ESCAPE);
                    }

                    @Override
                    public boolean cancelled() {
                        return progress.cancelled();
                    }
                });
            }
        };
        try (Context context = new Context(CommandService.class)) {
            context.inject(batch);
            set(batch, "folder", folder.toFile());
            set(batch, "output", output.toFile());
            batch.run();
        }
        IJ.resetEscape();
        assertEquals("", batch.getCancelReason());
        assertTrue(Files.exists(output.resolve("a2.tif/Scores.csv")));
        assertFalse(Files.exists(output.resolve("a10.png")));
        assertEquals("2 2 0", numbers(batch("Classify with Text...", "")));
    }

    private static void set(Batch batch, String field, Object value) {
        try {
            var declared = Batch.class.getDeclaredField(field);
            declared.setAccessible(true);
            declared.set(batch, value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aMacroIsStoppedAfterAllFilesAreDone() throws IOException {
        Files.write(folder.resolve("a1.png"), new byte[0]);
        Macros.run("setBatchMode(true); run('Batch...', 'command=[Classify with Text...] folder=[" + folder
                + "] output=[" + output + "] options=[" + LABELS + "]'); print('went on');");
        String log = IJ.getLog();
        assertTrue(log.contains("4 files were worked on") && log.contains("a1.png, because: "), log);
        assertFalse(log.contains("went on"), log);
        assertTrue(Files.exists(output.resolve("sub/a2.png/Scores.csv")));
        assertTrue(Files.exists(output.resolve("Errors.csv")));
    }

    @Test
    void aMacroGoesOnWithItsOwnImageWhenAllWentWell() {
        String title = Macros.run("setBatchMode(true); newImage('mine', '8-bit', 9, 9, 1);"
                + "run('Batch...', 'command=[Embed Images...] folder=[" + folder + "] output=[" + output + "]');"
                + "return getTitle() + nImages;");
        assertEquals("mine1", title);
    }

    private CommandModule batch(String command, String options, Object... more) {
        List<Object> inputs = new ArrayList<>(
                List.of("command", command, "options", options, "folder", folder.toFile(), "output", output.toFile()));
        for (int i = 0; i < more.length; i += 2) {
            int known = inputs.indexOf(more[i]);
            if (known >= 0) inputs.set(known + 1, more[i + 1]);
            else inputs.addAll(List.of(more[i], more[i + 1]));
        }
        return commands.run(Batch.class, inputs.toArray());
    }

    private static String numbers(CommandModule run) {
        ResultsTable summary = Commands.output(run, "summary", ResultsTable.class);
        assertTrue(summary != null, run.getCancelReason());
        return (int) summary.getValue("Finished", 0) + " " + (int) summary.getValue("Skipped", 0) + " "
                + (int) summary.getValue("Failed", 0);
    }

    private List<String> written() throws IOException {
        try (Stream<Path> files = Files.walk(output)) {
            return List.copyOf(new TreeSet<>(files.filter(Files::isRegularFile)
                    .map(file -> output.relativize(file).toString().replace(File.separatorChar, '/'))
                    .toList()));
        }
    }

    /** As it would be a moment later, where two moments may have one time of the file system. */
    private static void pngOfAnotherTime(Path file, int width) throws IOException {
        png(file, width);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
    }

    private static void png(Path file, int width) {
        new FileSaver(IJ.createImage("a", "8-bit ramp", width, 30, 1)).saveAsPng(file.toString());
    }
}

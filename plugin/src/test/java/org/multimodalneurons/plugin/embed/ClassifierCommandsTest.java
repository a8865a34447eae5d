package org.multimodalneurons.plugin.embed;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.plugin.frame.RoiManager;
import ij.process.ImageProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.classifier.ClassifierFile;
import org.multimodalneurons.embed.classifier.TrainedClassifier;
import org.multimodalneurons.plugin.CommandTest;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.Macros;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.TinyModel;
import org.multimodalneurons.plugin.imagej.MarkedRegions;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.plugin.imagej.PixelMeaning;
import org.multimodalneurons.plugin.imagej.RoiPictures;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class ClassifierCommandsTest extends CommandTest {

    private static final int EACH = 8;

    @TempDir
    Path folder;

    private File file() {
        return folder.resolve("it.classifier.json").toFile();
    }

    /** Dark discs on light, and light bars on dark, in turn, at places that vary. */
    private static ImagePlus stack(String title) {
        ImagePlus stack = IJ.createImage(title, "8-bit black", 64, 64, 2 * EACH);
        for (int slice = 1; slice <= 2 * EACH; slice++) {
            ImageProcessor pixels = stack.getStack().getProcessor(slice);
            boolean disc = slice % 2 == 1;
            pixels.setColor(disc ? 220 : 30);
            pixels.fill();
            pixels.setColor(disc ? 20 + 3 * slice : 250 - 5 * slice);
            if (disc) pixels.fillOval(4 + slice, 20 - slice / 2, 30, 30);
            else pixels.fillRect(2 + 3 * slice, 5, 6, 50);
            stack.getStack().setSliceLabel((disc ? "disc-" : "bar-") + slice, slice);
        }
        return stack;
    }

    private CommandModule train(Object... more) {
        Object[] usual = {"image", stack("it"), "slices", "all", "groups", "label", "save", file()};
        Object[] inputs = Arrays.copyOf(usual, usual.length + more.length);
        System.arraycopy(more, 0, inputs, usual.length, more.length);
        return commands.run(TrainClassifier.class, inputs);
    }

    private static ResultsTable table(CommandModule run, String name) {
        assertFalse(run.isCanceled(), run.getCancelReason());
        return Commands.output(run, name, ResultsTable.class);
    }

    @Test
    void slicesTellByTheirLabelsWhatOtherImagesShow() {
        CommandModule run = train();
        ResultsTable summary = table(run, "summary");
        assertEquals(2 * EACH, summary.getValue("Images", 0));
        assertEquals(1, summary.getValue("Accuracy", 0));
        assertTrue(summary.getValue("Low", 0) < .9 && summary.getValue("High", 0) == 1);

        ResultsTable counts = table(run, "counts");
        assertEquals("disc", counts.getStringValue("Class", 0));
        assertEquals(EACH, counts.getValue("Answer disc", 0));
        assertEquals(0, counts.getValue("Answer bar", 0));
        assertEquals(1, table(run, "classes").getValue("Precision", 1));
        ResultsTable reliability = table(run, "reliability");
        assertEquals(10, reliability.size());
        assertEquals(
                1,
                IntStream.range(0, 10)
                        .mapToDouble(row -> reliability.getValue("Weight", row))
                        .sum(),
                1e-9);
        assertEquals(2 * EACH, table(run, "answers").size());
        ImagePlus confusion = Commands.output(run, "confusion", ImagePlus.class);
        assertEquals(32, confusion.getBitDepth());
        assertEquals(EACH, confusion.getStatistics().max);
        assertTrue(Commands.output(run, "calibration", ImagePlus.class).getWidth() > 300);

        ResultsTable answers = table(
                commands.run(ApplyClassifier.class, "image", stack("other"), "slices", "all", "classifier", file()),
                "answers");
        for (int row = 0; row < 2 * EACH; row++)
            assertEquals(row % 2 == 0 ? "disc" : "bar", answers.getStringValue("Answer", row));
        assertTrue(answers.columnExists("P(disc)") && answers.columnExists("P(bar)"));
    }

    @Test
    void imagesSeenInAnotherWayThanThoseOfTheTrainingAreTold() {
        CommandModule run = train("display", "values 5%");
        assertEquals("values 5.0%", ClassifierFile.read(file().toPath()).display());
        for (String name : List.of("summary", "answers"))
            assertEquals("values 5.0%", table(run, name).getStringValue("Display", 0));
        for (String name : List.of("confusion", "calibration"))
            assertEquals(
                    "Display: values 5.0%",
                    Commands.output(run, name, ImagePlus.class).getProperty("Info"));
        assertEquals("", applied("display", "values 5%"));
        String shown = applied("display", "shown");
        assertTrue(
                shown.contains(file().getName()) && shown.contains("\"values 5.0%\"") && shown.contains("\"shown\""),
                shown);
        assertTrue(applied("channels", "1").contains("\"shown; channels 1\""));
        train();
        assertEquals("", applied("display", "shown"));
        assertTrue(applied("display", "values").contains("\"values shown\""));
    }

    /** What is told when the classifier is asked about another image, seen in this way. */
    private String applied(String parameter, String way) {
        IJ.log("\\Clear");
        CommandModule run = commands.run(
                ApplyClassifier.class, "image", stack("other"), "slices", "1-2", "classifier", file(), parameter, way);
        assertFalse(run.isCanceled(), run.getCancelReason());
        return IJ.getLog() == null ? "" : IJ.getLog().strip();
    }

    @Test
    void embeddingsTellAClassifierHowTheirImagesWereSeen() {
        File embeddings = folder.resolve("set.csv").toFile();
        commands.run(
                ExportEmbeddings.class,
                "image",
                stack("it"),
                "slices",
                "all",
                "groups",
                "label",
                "display",
                "0-300",
                "save",
                embeddings);
        commands.run(TrainClassifier.class, "embeddings", embeddings.getPath(), "save", file(), "folds", 3);
        assertEquals("0-300", ClassifierFile.read(file().toPath()).display());
    }

    @Test
    void wrongAnswersStandFirst() {
        ImagePlus stack = stack("it");
        stack.getStack().setSliceLabel("bar-7", 7); // a disc
        ResultsTable answers = table(train("image", stack), "answers");
        assertEquals("it:bar-7", answers.getStringValue("Image", 0));
        assertEquals("bar", answers.getStringValue("Class", 0));
        assertEquals("disc", answers.getStringValue("Answer", 0));
        assertEquals("no", answers.getStringValue("Right", 0));
    }

    @Test
    void promptsStartFromTheNamesAndAddClasses() {
        CommandModule run = train("prompts", "a {} | the {}", "others", "ring, bar");
        TrainedClassifier trained = ClassifierFile.read(file().toPath());
        assertEquals(List.of("disc", "bar", "ring"), trained.labels());
        assertEquals(List.of(EACH, EACH, 0), trained.examples());
        assertEquals("a {} | the {}", trained.prompts());
        assertEquals(3, table(run, "counts").size());
    }

    @Test
    void aColumnOfAnOpenTableNamesTheClasses() {
        String images = Macros.run("newImage('it', '8-bit black', 64, 64, 8);"
                + "for (i = 1; i <= 8; i++) { setSlice(i); if (i % 2 == 0) makeRectangle(i, i, 20, 40); else makeOval(3 * i, 9, 40, 20);"
                + " setColor(100 + 10 * i); fill(); } run('Select None'); run('Embed Images...', 'slices=all');"
                + "for (i = 0; i < 8; i++) { if (i % 2 == 0) Table.set('Kind', i, 'oval'); else Table.set('Kind', i, 'box'); }"
                + "Table.update; run('Train Classifier...', 'embeddings=[Embeddings of it] groups=kind folds=4 save=["
                + file().getPath() + "]'); selectWindow('Classifier of it'); return '' + Table.get('Images', 0);");
        assertEquals("8", images);
        assertEquals(
                List.of("oval", "box"), ClassifierFile.read(file().toPath()).labels());
    }

    @Test
    void aFileOfEmbeddingsNamesTheClasses() {
        File embeddings = folder.resolve("set.csv").toFile();
        commands.run(
                ExportEmbeddings.class, "image", stack("it"), "slices", "all", "groups", "label", "save", embeddings);
        CommandModule run =
                commands.run(TrainClassifier.class, "embeddings", embeddings.getPath(), "save", file(), "folds", 3);
        assertEquals(2 * EACH, table(run, "summary").getValue("Images", 0));
        assertEquals(3, table(run, "summary").getValue("Folds", 0));
    }

    @Test
    void aClassifierOfAnotherModelIsRefused() {
        train();
        CommandModule run = commands.run(
                ApplyClassifier.class,
                "image",
                stack("other"),
                "classifier",
                file(),
                "model",
                TinyModel.file(2).toFile());
        assertTrue(run.isCanceled());
        assertTrue(
                run.getCancelReason().contains(file().getPath())
                        && run.getCancelReason().contains("trained on embeddings of"),
                run.getCancelReason());
    }

    @Test
    void aDamagedOrMissingClassifierIsRefusedByName() throws IOException {
        Path damaged = Files.writeString(folder.resolve("damaged.json"), "{\"kind\": 7");
        for (Path path : List.of(damaged, folder.resolve("missing.json"))) {
            CommandModule run = commands.run(ApplyClassifier.class, "image", stack("it"), "classifier", path.toFile());
            assertTrue(run.isCanceled() && run.getCancelReason().contains(path.toString()), run.getCancelReason());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "groups; none; has a class",
                "groups; region; has a class",
                "groups; kind; folder, region, label",
                "folds; 1; \"folds\" is 1",
                "save; ''; No file is given",
                "others; ring; \"prompts\"",
                "prompts; a picture; {}"
            })
    void whatCannotBeTrainedIsToldAndLeavesNoFile(String parameter, String value, String message) {
        Object given =
                switch (parameter) {
                    case "folds" -> Integer.valueOf(value);
                    case "save" -> new File(value);
                    default -> value;
                };
        CommandModule run = train(parameter, given);
        assertTrue(run.isCanceled());
        assertTrue(run.getCancelReason().contains(message), run.getCancelReason());
        assertFalse(file().exists());
    }

    @Test
    void oneClassOrOneExampleIsTold() {
        ImagePlus stack = stack("it");
        for (int slice = 1; slice <= 2 * EACH; slice++) stack.getStack().setSliceLabel("same", slice);
        assertTrue(train("image", stack).getCancelReason().contains("belong to the class \"same\""));
        stack.getStack().setSliceLabel("single", 3);
        String single = train("image", stack).getCancelReason();
        assertTrue(single.contains("\"single\" has 1 example"), single);
        assertFalse(file().exists());
    }

    @Test
    void ofSingleExamplesNothingIsToldThatWasNotMeasured() {
        IJ.log("\\Clear");
        CommandModule run = train("slices", "1-2", "prompts", "a {}");
        ResultsTable summary = table(run, "summary");
        assertEquals(2, summary.getValue("Images", 0));
        assertEquals(1, summary.getValue("Temperature", 0));
        assertTrue(Double.isNaN(summary.getValue("Accuracy", 0)));
        String why = summary.getStringValue("Unmeasured", 0);
        assertTrue(why.contains("At least two examples of a class are needed"), why);
        assertTrue(IJ.getLog().contains(why), IJ.getLog());
        for (String name : List.of("confusion", "counts", "classes", "calibration", "reliability", "answers"))
            assertEquals(null, run.getOutput(name), name);
        assertEquals(why, ClassifierFile.read(file().toPath()).summary().unmeasured());
        assertFalse(table(train(), "summary").columnExists("Unmeasured"));
    }

    /** Files that cannot be read are the first fault of whatever reads them. */
    @Test
    void tooFewClassesOrExamplesAreToldBeforeImagesAreRead() throws IOException {
        Path sub = Files.createDirectories(folder.resolve("pictures/sub"));
        for (int i = 0; i < 3; i++) Files.writeString(sub.resolve(i + ".png"), "no picture");
        File pictures = sub.getParent().toFile();
        assertTrainingFault("All 3 examples belong to the class \"sub\"", pictures, "");
        Files.writeString(Files.createDirectories(sub.resolveSibling("other")).resolve("0.png"), "no picture");
        assertTrainingFault("\"other\" has 1 example", pictures, "");
        assertTrainingFault("0.png", pictures, "a {}");
    }

    private void assertTrainingFault(String part, File pictures, String prompts) {
        CommandModule run = commands.run(
                TrainClassifier.class, "folder", pictures, "recursive", true, "prompts", prompts, "save", file());
        assertTrue(run.isCanceled() && run.getCancelReason().contains(part), run.getCancelReason());
    }

    @Test
    void imagesWithoutAClassAreLeftOut() {
        ImagePlus stack = stack("it");
        stack.getStack().setSliceLabel("7", 4);
        CommandModule run = train("image", stack);
        assertEquals(
                2 * EACH - 1,
                Commands.output(run, "answers", ResultsTable.class).size());
        for (int slice = 1; slice <= 2 * EACH; slice++) stack.getStack().setSliceLabel("" + slice, slice);
        assertTrue(train("image", stack).getCancelReason().contains("None of the " + 2 * EACH));
    }

    /** Discs and bars side by side on one slice. */
    private static ImagePlus scene(RoiManager manager) {
        ImagePlus scene = IJ.createImage("scene", "8-bit black", 400, 100, 1);
        scene.getCalibration().pixelWidth = .5;
        ImageProcessor pixels = scene.getProcessor();
        for (int i = 0; i < 8; i++) {
            boolean disc = i % 2 == 0;
            pixels.setColor(disc ? 200 + 5 * i : 60);
            if (disc) pixels.fillOval(i * 50 + 8, 20 + 4 * i, 30, 30);
            else pixels.fillRect(i * 50 + 20, 10 + i, 6, 70);
            Roi roi = disc ? new OvalRoi(i * 50 + 2, 4, 44, 92) : new Roi(i * 50 + 2, 4, 44, 92);
            roi.setName((disc ? "disc-" : "bar-") + (i + 1));
            manager.addRoi(roi);
        }
        return scene;
    }

    @Test
    void namesOfRegionsAreClassesAndAnswersComeBackAsRegions() {
        RoiManager manager = RoiManager.getRoiManager();
        manager.reset();
        try {
            ImagePlus scene = scene(manager);
            CommandModule run = train("image", scene, "regions", "manager", "groups", "region", "slices", "current");
            assertEquals(
                    List.of("disc", "bar"), ClassifierFile.read(file().toPath()).labels());
            assertEquals(8, table(run, "summary").getValue("Images", 0));

            CommandModule applied = commands.run(
                    ApplyClassifier.class, "image", scene, "regions", "manager", "mark", true, "classifier", file());
            assertEquals("disc", table(applied, "answers").getStringValue("Answer", 2));
            assertTrue(table(applied, "answers").columnExists("X"));
            ImagePlus marked = Commands.output(applied, "marked", ImagePlus.class);
            assertEquals(8, marked.getOverlay().size());
            assertEquals("bar bar-4", marked.getOverlay().get(3).getName());
            assertEquals(2, marked.getOverlay().get(3).getGroup());
            assertEquals(.5, marked.getCalibration().pixelWidth);
            assertEquals("bar-4", manager.getRoi(3).getName());
            assertEquals(0, manager.getRoi(3).getGroup());
        } finally {
            manager.reset();
            manager.close();
        }
    }

    @Test
    void aSelectionIsMarkedOnEachSlice() {
        train();
        ImagePlus stack = stack("other");
        stack.setRoi(new OvalRoi(0, 0, 60, 60));
        CommandModule run = commands.run(
                ApplyClassifier.class, "image", stack, "slices", "3-6", "mark", true, "classifier", file());
        ResultsTable answers = table(run, "answers");
        ImagePlus marked = Commands.output(run, "marked", ImagePlus.class);
        assertEquals(4, marked.getStackSize());
        assertEquals(4, marked.getOverlay().size());
        for (int i = 0; i < 4; i++) {
            Roi roi = marked.getOverlay().get(i);
            assertEquals(answers.getStringValue("Answer", i), roi.getName());
            assertEquals(i + 1, roi.getPosition());
            assertEquals(Roi.OVAL, roi.getType());
        }
        stack.deleteRoi();
        CommandModule none = commands.run(ApplyClassifier.class, "image", stack, "mark", true, "classifier", file());
        assertTrue(none.getCancelReason().contains("\"mark\" is for regions"), none.getCancelReason());
    }

    @Test
    void regionsAreMarkedAlsoWhereSomeCannotBeRead() {
        RoiManager manager = RoiManager.getRoiManager();
        manager.reset();
        try {
            Pictures some = RoiPictures.ofManager(scene(manager), "current", PixelMeaning.SHOWN, fault -> {
                        throw new AssertionError(fault);
                    })
                    .only(List.of(1, 4));
            ImagePlus marked =
                    MarkedRegions.of("marked", some, List.of("bar", "disc"), List.of("disc", "bar"), Progress.NONE);
            assertEquals("bar bar-2", marked.getOverlay().get(0).getName());
            assertEquals("disc disc-5", marked.getOverlay().get(1).getName());
        } finally {
            manager.reset();
            manager.close();
        }
    }

    @Test
    void whereNothingCanBeSavedIsToldBeforeTheWork() throws IOException {
        ImagePlus unread =
                new ImagePlus("never looked at", new ij.process.ByteProcessor(8, 8)); // of one class: refused later
        for (Class<? extends SetCommand> command : List.of(TrainClassifier.class, ExportEmbeddings.class)) {
            String missing = refused(command, unread, folder.resolve("none/it.csv"));
            assertTrue(
                    missing.contains("\"save\"") && missing.contains("no folder " + folder.resolve("none")), missing);
            Path taken = Files.createDirectories(folder.resolve("taken.csv"));
            assertTrue(refused(command, unread, taken).contains("which is a folder"));
        }
    }

    @Test
    void nothingButAClassifierIsWrittenOver() throws IOException {
        ImagePlus unread = new ImagePlus("never looked at", new ij.process.ByteProcessor(8, 8));
        Path picture = Files.copy(Path.of("../sample-images/emoji/dog-flat.png"), folder.resolve("dog.png"));
        assertTrue(refused(TrainClassifier.class, unread, picture).contains(picture + ", but a classifier is"));
        Path other = Files.writeString(folder.resolve("notes.json"), "{\"kind\": \"notes\"}");
        assertTrue(
                refused(TrainClassifier.class, unread, other).contains(other + ", which exists and is no classifier"));
        assertEquals("{\"kind\": \"notes\"}", Files.readString(other));
        assertEquals(-1, Files.mismatch(Path.of("../sample-images/emoji/dog-flat.png"), picture));
        Path earlier = Files.writeString(
                file().toPath(), "{\"kind\": \"multimodal-neurons classifier\", \"version\": 7"); // damaged
        table(train(), "summary");
        assertEquals(2, ClassifierFile.read(earlier).labels().size());
    }

    private static String refused(Class<? extends SetCommand> command, ImagePlus image, Path save) {
        CommandModule run = commands.run(command, "image", image, "save", save.toFile());
        assertTrue(run.isCanceled());
        return run.getCancelReason();
    }

    @Test
    void whatWasLearntStaysWhenTheClassifierCannotBeSaved() {
        IJ.log("\\Clear");
        File save = folder.resolve("n".repeat(300) + ".json").toFile(); // the folder is well, the name too long
        CommandModule run = train("save", save);
        assertEquals(1, table(run, "summary").getValue("Accuracy", 0));
        assertEquals("", table(run, "summary").getStringValue("File", 0), "there is none");
        assertEquals(2 * EACH, table(run, "answers").size());
        ResultsTable errors = table(run, "errors");
        assertEquals(save.getPath(), errors.getStringValue("File", 0));
        assertTrue(errors.getStringValue("Error", 0).contains("cannot be saved to " + save));
        assertTrue(IJ.getLog().contains("cannot be saved to " + save));
        assertEquals(null, train().getOutput("errors"));
    }

    @Test
    void blankGroupsOfFilesAreNoClassAndSpacesAroundThemCountForNothing() throws IOException {
        StringBuilder rows = new StringBuilder("Image,Group,Model,E1,E2\n");
        for (int i = 0; i < 9; i++)
            rows.append("row ")
                    .append(i)
                    .append(i == 4 ? ",   ," : i % 3 == 0 ? ",a," : i % 3 == 1 ? ", a," : ",b,")
                    .append("m,")
                    .append(i % 3 == 2 ? -1 : 1)
                    .append(',')
                    .append(i)
                    .append('\n');
        Path csv = Files.writeString(folder.resolve("set.csv"), rows);
        IJ.log("\\Clear");
        CommandModule run =
                commands.run(TrainClassifier.class, "embeddings", csv.toString(), "save", file(), "folds", 2);
        assertEquals(8, table(run, "summary").getValue("Images", 0));
        assertTrue(IJ.getLog().contains("1 of 9 images have no class and are left out, row 4 first."), IJ.getLog());
        assertEquals(List.of("a", "b"), ClassifierFile.read(file().toPath()).labels());
    }

    @Test
    void embeddingsOfNoNamedModelTrainNothing() throws IOException {
        Path csv = Files.writeString(
                folder.resolve("set.csv"), "Image,Group,E1,E2\nr,a,1,2\ns,a,1,3\nt,b,-1,2\nu,b,-1,4\n");
        CommandModule run =
                commands.run(TrainClassifier.class, "embeddings", csv.toString(), "save", file(), "folds", 2);
        assertTrue(
                run.getCancelReason().contains("an unnamed model (")
                        && run.getCancelReason().contains("with \"by\""),
                run.getCancelReason());
        assertFalse(file().exists());
        ResultsTable imported = Commands.output(
                commands.run(ImportEmbeddings.class, "file", csv.toFile(), "by", "tiny"),
                "embeddings",
                ResultsTable.class);
        run = commands.run(TrainClassifier.class, "embeddings", imported.getTitle(), "save", file(), "folds", 2);
        assertEquals(4, table(run, "summary").getValue("Images", 0));
        assertEquals("tiny", ClassifierFile.read(file().toPath()).model());
    }

    @ParameterizedTest
    @CsvSource({"regions, manager", "mask, it", "slices, all", "display, values", "channels, 1", "filter, *.png"})
    void howImagesAreSeenIsRefusedWhereEmbeddingsAreGiven(String parameter, String value) {
        CommandModule run =
                commands.run(TrainClassifier.class, "embeddings", "Embeddings", parameter, value, "save", file());
        assertTrue(
                run.getCancelReason().contains(parameter)
                        && run.getCancelReason()
                                .contains("embeddings are given; leave it out (in the dialog: empty, or as it was)"),
                run.getCancelReason());
    }

    @Test
    void aFolderForEachClassNamesThem() {
        ImagePlus stack = stack("it");
        for (int slice = 1; slice <= 2 * EACH; slice++) {
            File kind = folder.resolve(slice % 2 == 1 ? "disc" : "bar").toFile();
            kind.mkdirs();
            IJ.saveAsTiff(
                    new ImagePlus("x", stack.getStack().getProcessor(slice)), new File(kind, slice + ".tif").getPath());
        }
        CommandModule run =
                commands.run(TrainClassifier.class, "folder", folder.toFile(), "recursive", true, "save", file());
        assertEquals(
                List.of("bar", "disc"), ClassifierFile.read(file().toPath()).labels());
        ResultsTable answers = table(run, "answers");
        assertEquals(2 * EACH, answers.size());
        assertTrue(new File(answers.getStringValue("File", 0)).isFile());
        assertEquals(1, table(run, "summary").getValue("Accuracy", 0));
    }

    @Test
    void theInputStaysAsItWas() {
        ImagePlus stack = stack("it");
        stack.setSlice(5);
        stack.setRoi(3, 4, 50, 40);
        double before = stack.getStatistics().mean;
        train("image", stack);
        assertEquals(5, stack.getCurrentSlice());
        assertEquals(3, stack.getRoi().getBounds().x);
        assertEquals(before, stack.getStatistics().mean);
    }
}

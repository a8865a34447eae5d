package org.multimodalneurons.plugin.embed;

import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.TextField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import ij.text.TextWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.classifier.ClassifierFile;
import org.multimodalneurons.embed.classifier.ClassifierTraining;
import org.multimodalneurons.embed.classifier.Examples;
import org.multimodalneurons.embed.file.EmbeddingFile;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.CommandTest;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.Macros;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.OpenDialog;
import org.multimodalneurons.plugin.TinyModel;
import org.multimodalneurons.plugin.imagej.ImageFile;
import org.multimodalneurons.plugin.probe.ConceptFolders;
import org.multimodalneurons.search.ImageFiles;
import org.multimodalneurons.search.IndexJob;
import org.multimodalneurons.search.IndexPlace;
import org.multimodalneurons.visualize.AtlasSettings;
import org.multimodalneurons.visualize.LayerView;
import org.multimodalneurons.visualize.Recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The commands as users of plain ImageJ meet them: menu, dialogs, macros and the recorder. */
@OnScreen
class EmbedMacrosTest extends CommandTest {

    @TempDir
    Path folder;

    @Test
    void aMacroReadsItsResultsFromTheTables() {
        String best = Macros.run(
                "newImage('it', 'RGB ramp', 80, 60, 1);"
                        + "run('Classify with Text...', 'labels=[dog, cat, apple pie] prompt=[a {} | the {}]');"
                        + "selectWindow('Scores of it'); return '' + Table.size + ' ' + Table.get('Rank', 0) + ' ' + isOpen('Probabilities of it');");
        assertEquals("3 1 1", best);
    }

    @Test
    void aMacroReadsWhatWasAppendedAboutParticles() {
        String second = Macros.run("run('Clear Results'); newImage('it', '8-bit black', 60, 50, 1);"
                + "setColor(255); fillRect(5, 5, 10, 10); fillRect(30, 20, 12, 8); setThreshold(200, 255);"
                + "run('Classify with Text...', 'labels=[dog, cat] regions=particles display=[values 0-255] append');"
                + "return '' + nResults + ' ' + getResultLabel(1) + ' ' + getResult('X', 1) + ' ' + getResult('Y', 1)"
                + " + ' ' + getResultString('Display', 1);");
        assertEquals("2 it:2 36 24 values 0-255", second);
    }

    @Test
    void aMacroGoesToThePositionOfMergedChannelsThatItsRowIsAbout() {
        String position = Macros.run(
                "run('Clear Results'); newImage('hs', '8-bit composite-mode ramp', 48, 36, 2, 3, 2);"
                        + "Stack.setPosition(2, 3, 2); run('Embed Images...', 'append'); Stack.setPosition(1, 1, 1);"
                        + "slice = getResult('Slice', 0); getDimensions(width, height, channels, slices, frames);"
                        + "Stack.setSlice((slice - 1) % slices + 1); Stack.setFrame(floor((slice - 1) / slices) + 1);"
                        + "Stack.getPosition(channel, z, t); return getResultLabel(0) + ' ' + slice + ' ' + z + ' ' + t;");
        assertEquals("hs:6 6 3 2", position);
    }

    @Test
    void theRecordedLineOfComparedTextsAppendsItsRowAgain() throws Exception {
        ResultsTable results = ResultsTable.getResultsTable();
        results.reset();
        IJ.createImage("it", "8-bit ramp", 48, 36, 6).show();
        Recorder recorder = new Recorder(true);
        try {
            IJ.doCommand("Compare...");
            GenericDialog dialog = OpenDialog.shown();
            fill(dialog, "embedded", TinyModel.file(1).toString());
            OpenDialog.fill(dialog, "Texts", "a dog, a cat");
            for (Object box : dialog.getCheckboxes())
                if (((Checkbox) box).getLabel().equals("Append")) ((Checkbox) box).setState(true);
            OpenDialog.press(dialog);
            OpenDialog.awaitEnd("Compare...");
            String line = OpenDialog.recorded(recorder, "Compare...");
            Recorder.record = false;
            assertEquals(1, results.size());
            assertTrue(line.contains(" append"), line);
            Macros.run("selectImage('it'); " + line);
            assertEquals(2, results.size());
            assertEquals("it:1", results.getLabel(1));
            for (String text : List.of("a dog", "a cat")) {
                assertTrue(Math.abs(results.getValue(text, 0)) <= 1, text);
                assertEquals(results.getValue(text, 0), results.getValue(text, 1), text);
                assertTrue(results.getStringValue(text, 1).matches("-?\\d\\.\\d{6}"), results.getStringValue(text, 1));
            }
        } finally {
            Recorder.record = false;
            Commands.close(recorder);
            results.reset();
        }
    }

    @Test
    void runningAgainPutsTheNewTableInPlaceOfTheOld() {
        Macros.run("newImage('it', 'RGB ramp', 80, 60, 1); run('Classify with Text...', 'labels=[dog, cat]');"
                + "selectImage('it'); run('Classify with Text...', 'labels=[a, b, c, d]');");
        List<String> tables = Arrays.stream(WindowManager.getNonImageTitles())
                .filter(title -> title.startsWith("Scores"))
                .toList();
        assertEquals(List.of("Scores of it"), tables);
        assertEquals(
                4,
                ((TextWindow) WindowManager.getFrame("Scores of it"))
                        .getResultsTable()
                        .size());
    }

    @Test
    void inBatchModeResultsBecomeTheActiveImage() {
        String title = Macros.run(
                "setBatchMode(true); newImage('it', '16-bit ramp', 64, 48, 3); setSlice(2);"
                        + "run('Properties...', 'channels=1 slices=3 frames=1 pixel_width=.5 pixel_height=.5 voxel_depth=2 unit=um');"
                        + "run('Similarity Map...', 'text=[a dog] against=[sky, sea] method=windows window=32 stride=32 slices=all');"
                        + "getVoxelSize(w, h, d, unit); return getTitle() + ' ' + bitDepth() + ' ' + nSlices + ' ' + w + ' ' + unit;");
        assertEquals("Similarity of it 32 3 0.5 µm", title);
    }

    @Test
    void aChartThatIsLookedAtIsToldToBeOne() {
        IJ.log("\\Clear");
        Macros.run(
                "setBatchMode(true); newImage('it', 'RGB ramp', 80, 60, 1); run('Classify with Text...', 'labels=[dog, cat]');"
                        + "run('Embed Images...'); Plot.create('line', 'x', 'y', newArray(1, 2, 3)); Plot.show;"
                        + "run('Embed Images...'); run('Embed Images...', 'image=it');");
        String log = IJ.getLog();
        assertTrue(log.contains("\"Probabilities of it\", is a chart.") && log.contains("\"line\", is a chart."), log);
        assertFalse(log.contains("\"it\", is"), log);
    }

    @Test
    void theModelMayBeGivenToOneCommand() {
        String path = TinyModel.file(2).toString();
        String different = Macros.run("newImage('it', 'RGB ramp', 80, 60, 1); run('Embed Images...');"
                + "selectWindow('Embeddings of it'); first = Table.get('E1', 0);"
                + "selectImage('it'); run('Embed Images...', 'model=[" + path + "]');"
                + "selectWindow('Embeddings of it'); return '' + (first != Table.get('E1', 0));");
        assertEquals("1", different);
    }

    @Test
    void aFaultStopsTheMacroWithoutADialogInBatchMode() {
        IJ.log("\\Clear");
        Macros.run("setBatchMode(true); newImage('it', '8-bit ramp', 40, 30, 2);"
                + "run('Classify with Text...', 'slices=9'); print('went on');");
        String log = IJ.getLog();
        assertTrue(log.contains("slice 9") && !log.contains("went on"), log);
    }

    /** Whoever ran this would wait for somebody to close it. */
    @Test
    void aDialogThatAMacroOpensFailsItsTestWithWhatItSays() {
        String mistake = assertThrows(AssertionError.class, () -> Macros.run("print(undefined);"))
                .getMessage();
        assertTrue(mistake.contains("Macro Error") && mistake.contains("Undefined variable"), mistake);
        String fault = assertThrows(
                        AssertionError.class,
                        () -> Macros.run("newImage('it', '8-bit ramp', 40, 30, 2);"
                                + "run('Classify with Text...', 'slices=9'); print('went on');"))
                .getMessage();
        assertTrue(fault.contains("slice 9"), fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Classify with Text...",
                "Embed Images...",
                "Train Classifier...",
                "Apply Classifier...",
                "Export Embeddings...",
                "Import Embeddings...",
                "Embedding Plot...",
                "Duplicates and Outliers...",
                "Compare...",
                "Similarity Map...",
                "Index Folder...",
                "Search Images...",
                "Which Neurons Say So...",
                "Emotion Arithmetic...",
                "Dissect...",
                "Neuron Activations...",
                "Find Neurons...",
                "Neuron Families...",
                "Neuron Card...",
                "Conditional Probability...",
                "Tuning Curve...",
                "DeepDream...",
                "Feature Visualization...",
                "Visualize a Caption...",
                "Caricature / Invert...",
                "Neuron Gallery...",
                "Activation Atlas...",
                "Faceted Visualization...",
                "Which Neurons Were Hijacked?...",
                "Search for the Strongest Attack...",
                "Typographic Attack...",
                "Render Text on Image...",
                "Stroop Test...",
                "Choose..."
            })
    void theRecordedLineRepeatsTheRun(String label) throws Exception {
        ImagePlus image = IJ.createImage("it", "8-bit ramp", 48, 36, 6);
        image.show();
        Recorder recorder = new Recorder(true);
        try {
            IJ.doCommand(label);
            GenericDialog dialog = OpenDialog.shown();
            fill(dialog, "embedded", TinyModel.file(1).toString());
            if (List.of("Dissect...", "Tuning Curve...", "Embedding Plot...", "Duplicates and Outliers...")
                    .contains(label)) fill(dialog, "current", "all");
            fill(dialog, "happy", "layer4.0.add:3");
            fillSteps(dialog);
            fill(dialog, "layer4.0.add:0-15", "layer4.0.add:3");
            if (label.startsWith("Search f")) fillNumber(dialog, 600, 20);
            if (label.startsWith("Activation A")) fillAtlas(dialog, image);
            if (label.startsWith("Faceted"))
                OpenDialog.fill(dialog, "Source", ConceptFolders.several(folder).resolve("shape/dot"));
            if (label.startsWith("Export"))
                fill(dialog, "embeddings.csv", folder.resolve("set.csv").toString());
            if (label.startsWith("Import")) OpenDialog.fill(dialog, "File", embeddings());
            if (label.startsWith("Train")) fillTraining(dialog);
            if (label.startsWith("Apply"))
                fill(dialog, "classes.classifier.json", trained().toString());
            if (label.startsWith("Index")) OpenDialog.fill(dialog, "Folder", indexed());
            if (label.startsWith("Search I")) fillSearch(dialog);
            if (label.startsWith("Similarity")) OpenDialog.fill(dialog, "Text", "a dog");
            if (label.startsWith("Find")) OpenDialog.fill(dialog, "Folder", ConceptFolders.one(folder));
            if (label.startsWith("Neuron C") || label.startsWith("Cond"))
                OpenDialog.fill(dialog, "Folder", ConceptFolders.one(folder));
            if (label.startsWith("Cond")) ((Choice) dialog.getChoices().get(0)).select("modality");
            if (label.startsWith("Typographic")) OpenDialog.fill(dialog, "Folder", ConceptFolders.one(folder));
            if (label.startsWith("Neuron F")) OpenDialog.fill(dialog, "Folder", ConceptFolders.several(folder));
            assertFits(dialog);
            Commands.screenshot("dialog " + label.replace("...", "").replace("/", "or"));
            OpenDialog.press(dialog);
            OpenDialog.awaitEnd(label); // or its last picture becomes the next run's image
            String title = resultOf(label);
            String first = OpenDialog.await(() -> result(title));
            String line = OpenDialog.recorded(recorder, label);
            Commands.close(recorder);
            Commands.closeWindows();
            image = IJ.createImage("it", "8-bit ramp", 48, 36, 6);
            image.show();
            Macros.run(line);
            assertEquals(first, OpenDialog.await(() -> result(title)));
        } finally {
            Commands.close(recorder);
        }
    }

    /** On the screen of a small laptop, its task bar left out. */
    private static void assertFits(GenericDialog dialog) {
        assertTrue(dialog.getWidth() <= 1280 && dialog.getHeight() <= 740, () -> "" + dialog.getBounds());
    }

    private String resultOf(String label) {
        return switch (label) {
            case "Similarity Map..." -> "Similarity of it";
            case "DeepDream..." -> "Dream of it";
            case "Classify with Text..." -> "Scores of it";
            case "Embed Images..." -> "Embeddings of it";
            case "Train Classifier..." -> "Classes of grouped.csv";
            case "Apply Classifier..." -> "Scores of it";
            case "Export Embeddings..." -> "Exported of it";
            case "Import Embeddings..." -> "Embeddings of some.csv";
            case "Embedding Plot..." -> "Points of it";
            case "Duplicates and Outliers..." -> "Outliers of it";
            case "Index Folder..." -> "Index of " + folder.getFileName();
            case "Search Images..." -> "Found in " + folder.getFileName();
            case "Compare..." -> "Cosines of it";
            case "Which Neurons Say So..." -> "Contributions of it";
            case "Emotion Arithmetic..." -> "Sums";
            case "Dissect..." -> "Names of it";
            case "Neuron Activations...", "Tuning Curve..." -> "Responses of it";
            case "Find Neurons..." -> "Units";
            case "Conditional Probability..." -> "Shares";
            case "Neuron Card..." -> "Examples";
            case "Neuron Families..." -> "Families";
            case "Feature Visualization...", "Faceted Visualization...", "Visualize a Caption..." -> "Objective";
            case "Caricature / Invert..." -> "Agreement of it";
            case "Which Neurons Were Hijacked?..." -> "Hijacked units of it";
            case "Search for the Strongest Attack..." -> "Steps of it";
            case "Neuron Gallery..." -> "Responses";
            case "Activation Atlas..." -> "Cells";
            case "Render Text on Image..." -> "Ink of it";
            case "Typographic Attack..." -> "Success";
            case "Stroop Test..." -> "Stroop test";
            default -> "Model";
        };
    }

    /** The whole table, or the image's statistics; null while there is none, or rows are still being written to its window. */
    private static String result(String title) {
        if (title.startsWith("Similarity") || title.startsWith("Dream")) {
            ImagePlus image = WindowManager.getImage(title);
            return image == null ? null : image.getStatistics().toString();
        }
        if (!(WindowManager.getFrame(title) instanceof TextWindow window)) return null;
        int lines = window.getTextPanel().getLineCount();
        ResultsTable rows = window.getTextPanel().getResultsTable();
        return lines == 0 || (rows != null && lines < rows.size())
                ? null
                : window.getTextPanel().getText();
    }

    private static void fill(GenericDialog dialog, String old, String text) {
        for (Object each : dialog.getStringFields())
            if (each instanceof TextField field && field.getText().equals(old)) field.setText(text);
    }

    /** Fewer steps than it takes to draw something, where steps are asked for. */
    private static void fillSteps(GenericDialog dialog) {
        List<String> usual = List.of(String.valueOf(Recipe.STEPS), String.valueOf(LayerView.STEPS));
        if (dialog.getNumericFields() == null) return;
        for (Object each : dialog.getNumericFields())
            if (each instanceof TextField field && usual.contains(field.getText())) field.setText("3");
    }

    /** In place of the number that a field has at first. */
    private static void fillNumber(GenericDialog dialog, int usual, int number) {
        for (Object each : dialog.getNumericFields())
            if (each instanceof TextField field && field.getText().equals("" + usual)) field.setText("" + number);
    }

    /** A few small cells, of the slices of an image. */
    private static void fillAtlas(GenericDialog dialog, ImagePlus image) {
        OpenDialog.fill(dialog, "Stack", image.getTitle());
        fillNumber(dialog, AtlasSettings.USUAL.grid(), 2);
        fillNumber(dialog, AtlasSettings.USUAL.fewest(), 1);
        fillNumber(dialog, AtlasSettings.USUAL.cell(), 16);
        fillNumber(dialog, AtlasSettings.USUAL.steps(), 3);
    }

    /** A set of two groups, and a file for the classifier. */
    private void fillTraining(GenericDialog dialog) {
        Path set = folder.resolve("grouped.csv");
        new EmbeddingFile(set).write(grouped(), Progress.NONE);
        Path file = folder.resolve("it.classifier.json");
        OpenDialog.fill(dialog, "Save as", file);
        OpenDialog.fill(dialog, "Embeddings", set);
    }

    private Path trained() {
        Path file = folder.resolve("trained.classifier.json");
        ClassifierFile.write(
                ClassifierTraining.of(Examples.of(grouped(), List.of()))
                        .run(Progress.NONE)
                        .classifier(),
                file);
        return file;
    }

    private static EmbeddingSet grouped() {
        try (ClipModel clip = ClipModel.open(TinyModel.file(1))) {
            List<String> texts = List.of("a dot", "a bar", "dots", "bars", "the dot", "the bar");
            return EmbeddingSet.of(new Embedder(clip).texts(texts, Progress.NONE))
                    .grouped(item -> item.label().contains("dot") ? "dot" : "bar");
        }
    }

    private Path embeddings() throws IOException {
        return Files.writeString(folder.resolve("some.csv"), "Image,E1,E2\na,1,2\n");
    }

    /** A folder with an index, so that it needs none any more. */
    private Path indexed() {
        Path pictures = ConceptFolders.one(folder);
        try (ClipModel clip = ClipModel.open(TinyModel.file(1))) {
            new IndexJob(clip, IndexPlace.in(pictures), ImageFiles.below(pictures), ImageFile::picture)
                    .run(Progress.NONE);
        }
        return pictures;
    }

    private void fillSearch(GenericDialog dialog) {
        OpenDialog.fill(dialog, "Folder", indexed());
        OpenDialog.fill(dialog, "Text", "a dot");
    }
}

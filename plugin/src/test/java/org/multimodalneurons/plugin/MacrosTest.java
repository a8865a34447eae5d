package org.multimodalneurons.plugin;

import java.awt.AWTException;
import java.awt.Rectangle;
import java.awt.Robot;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.text.TextWindow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.plugin.host.VirtualImageJ;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The macros that users are shown, on the sample images, in ImageJ's windows, with the model that ships inside. */
@OnScreen
class MacrosTest {

    private static final Path MACROS = Path.of("..", "macros").toAbsolutePath().normalize();

    @BeforeEach
    void startImageJ() {
        VirtualImageJ.start();
        IJ.log("\\Clear");
    }

    @AfterEach
    void closeTables() {
        Commands.closeTextWindows();
        ResultsTable.getResultsTable().reset();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "First_Look.ijm, Probabilities of dog.tif; Cosines of concepts.tif; Overlay of scene.png; Probabilities of"
                + " labelled-apple.tif, Scores of dog.tif; Answers of dog.tif; Cosines of concepts.tif; Answers of"
                + " labelled-apple.tif",
        "Classify_with_Text.ijm, Probabilities of concepts.tif; Probabilities of dog-handwritten.png, Answers of"
                + " concepts.tif; Scores of dog-handwritten.png",
        "Embed_Images.ijm, dog.tif, Embeddings of words; Embeddings of dog.tif",
        "Compare.ijm, Cosines of dog.tif; Cosines of labelled-apple.tif, Cosines of dog.tif; Cosines of labelled-apple.tif",
        "Batch.ijm, '', Batch",
        "Similarity_Map.ijm, Similarity of scene.png; Overlay of scene.png; Dog pizza apple; Similarity of nuclei.tif, ''",
        "Find_and_Count.ijm, scene.png; Map; dog; pizza; apple, Results",
        "Caricature.ijm, Inversion of cat.jpg; Caricature of cat.jpg; Inversion of nuclei.tif, Agreement of cat.jpg; Agreement of nuclei.tif",
        "Conditional_Probability.ijm, Conditional probability of layer4.0.add:914, Shares",
        "DeepDream.ijm, Dream of cat.jpg; Dream of nuclei.tif, ''",
        "Export_Embeddings.ijm, concepts.tif, Exported of concepts.tif; Embeddings of concepts.parquet",
        "Faceted_Visualization.ijm, Drawing of 3 units by facet, Objective",
        "Feature_Visualization.ijm, Drawing of 4 units; Drawing of layer4.0.add:322 rainbow; Growth of layer4.0.add:322"
                + " rainbow; Objective of 4 units, Objective",
        "Find_Neurons.ijm, '', Units",
        "Hijacked_Neurons.ijm, Hijacked neurons of blank sign; Overview of blank sign; Hijacked neurons of dog.tif; Overview of"
                + " dog.tif, Hijacked units of blank sign; Verdict of blank sign; Hijacked units of dog.tif; Verdict of dog.tif",
        "Measure_Regions.ijm, plate; Cosines of nuclei.tif, Results; Scores of plate; Cosines of nuclei.tif",
        "Neuron_Activations.ijm, Activations of santa-flat.png; Activations of dog.tif, Responses of santa-flat.png;"
                + " Responses of dog.tif; Responses to texts",
        "Neuron_Card.ijm, Card of layer4.0.add:914, Examples",
        "Neuron_Gallery.ijm, Gallery of 4 units of layer4.0.add; Contact sheet of 4 units of layer4.0.add, Units; Responses",
        "Neuron_Families.ijm, Neurons of the built-in set, Families",
        "Strongest_Attack.ijm, Strongest attack on apple-3-d.png; Attacks on apple-3-d.png; Strongest attack on dog.tif; Course"
                + " of the attack on dog.tif, Steps of apple-3-d.png; Attacks of apple-3-d.png; Steps of dog.tif; Attacks of dog.tif",
        "Render_Text.ijm, Texts on a dog, Ink of dog",
        "Stroop_Test.ijm, Stroop stimuli; Stroop answers; Stroop matrix, Stroop trials; Stroop test",
        "Typographic_Attack.ijm, Success of attacks on dog.tif; Attacked dog.tif; Success of attacks on the built-in set; Attacked"
                + " the built-in set, Trials of dog.tif; Success of dog.tif; Trials; Success",
        "Train_Classifier.ijm, Confusion of things; Calibration of things; Answers on scene.png; Confusion of weather,"
                + " Confusion matrix of concepts.tif; Classes of concepts.tif; Held-out answers of concepts.tif; Answers of"
                + " dog.tif; Answers of scene.png; Classifier of weather",
        "Tuning_Curve.ijm, Tuning of turning, Responses of turning",
        "Activation_Atlas.ijm, Activation atlas of attnpool, Cells",
        "Choose_Model.ijm, '', Model; Layers",
        "Duplicates_and_Outliers.ijm, Duplicate pictures of emoji; Outlier pictures of emoji, Duplicates of emoji;"
                + " Duplicate groups of emoji; Outliers of emoji",
        "Embedding_Plot.ijm, Plot of emoji; Map of emoji; Plot of emotion, Points of emoji; Clusters of emoji; Points of"
                + " emotion",
        "Dissect.ijm, '', Names of concepts.tif",
        "Emotion_Arithmetic.ijm, Atlas of words, Atlas of words; Axes of the atlas; Sums of feelings; Sums of other words; Sums",
        "Search_Images.ijm, Like japan; Like cat-flat.png, Index of held-out; Found in held-out",
        "Visualize_Caption.ijm, Drawing of 3 captions; Objective of 3 captions, Objective; Cosines",
        "Which_Neurons.ijm, Unit maps of scene.png; Grad-CAM of scene.png; Integrated gradients of scene.png; Unit maps of"
                + " dog.tif; Grad-CAM of dog.tif, Scene; Contributions of dog.tif",
    })
    void theMacroShowsItsImagesAndTables(String macro, String images, String tables) throws Exception {
        run(macro);
        capture(macro);
        List<String> shown = List.of(WindowManager.getImageTitles());
        for (String title : names(images)) assertTrue(shown.contains(title), () -> title + " is not among " + shown);
        for (String title : names(tables)) assertTrue(table(title).size() > 0, title);
    }

    @Test
    void everyMacroOfTheFolderIsRun() throws Exception {
        CsvSource runs = MacrosTest.class
                .getDeclaredMethod("theMacroShowsItsImagesAndTables", String.class, String.class, String.class)
                .getAnnotation(CsvSource.class);
        List<String> run = Arrays.stream(runs.value())
                .map(line -> line.substring(0, line.indexOf(',')))
                .sorted()
                .toList();
        assertEquals(macros(), run);
    }

    @Test
    void theMapKeepsTheCalibrationOfItsSource() {
        IJ.open(sample("nuclei.tif"));
        IJ.run("Similarity Map...", "text=[a picture of a moon] method=dense");
        ImagePlus map = WindowManager.getImage("Similarity of nuclei.tif");
        assertEquals(.26, map.getCalibration().pixelWidth, 1e-3);
        assertEquals("µm", map.getCalibration().getUnit());
    }

    @Test
    void aDogIsADogInMostModalities() {
        IJ.open(sample("dog.tif"));
        IJ.run("Classify with Text...", "labels=[dog, cat, pizza, apple, santa, happy] slices=all");
        ResultsTable answers = table("Answers of dog.tif");
        long dogs = IntStream.range(0, answers.size())
                .filter(row -> answers.getStringValue("Answer", row).equals("dog"))
                .count();
        assertTrue(dogs >= 5, () -> "named dog: " + dogs + " of 6");
    }

    private static void run(String macro) {
        String result = Macros.run(MACROS.resolve(macro));
        assertNotEquals("[aborted]", result, IJ::getLog);
    }

    /** Leaves the screen for a person to look at. */
    private static void capture(String macro) throws AWTException, IOException {
        Path screens = Files.createDirectories(Path.of("target", "screens"));
        File file = screens.resolve(macro.replace(".ijm", ".png")).toFile();
        ImageIO.write(new Robot().createScreenCapture(new Rectangle(1280, 900)), "png", file);
    }

    private static String sample(String name) {
        return MACROS.resolveSibling("sample-images").resolve(name).toString();
    }

    private static List<String> macros() throws IOException {
        try (Stream<Path> files = Files.list(MACROS)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(";"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static ResultsTable table(String title) {
        assertTrue(tables().contains(title), () -> title + " is not among " + tables());
        ResultsTable table = ((TextWindow) WindowManager.getFrame(title)).getResultsTable();
        assertNotNull(table, title);
        return table;
    }

    private static List<String> tables() {
        return Arrays.stream(WindowManager.getNonImageTitles())
                .filter(title -> WindowManager.getFrame(title) instanceof TextWindow)
                .toList();
    }
}

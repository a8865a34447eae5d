package org.multimodalneurons.plugin.models;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.UserException;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.TinyModel;
import org.multimodalneurons.plugin.embed.ClassifyWithText;
import org.multimodalneurons.plugin.embed.EmbedImages;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class ChooseModelTest {

    private static Commands commands;

    @BeforeAll
    static void open() {
        commands = new Commands();
    }

    @AfterAll
    static void close() {
        commands.close();
    }

    @Test
    void aModelIsShownWithItsSizesAndLayers() throws Exception {
        CommandModule run =
                commands.run(ChooseModel.class, "model", TinyModel.file(2).toFile());
        ResultsTable properties = Commands.output(run, "properties", ResultsTable.class);
        List<String> names = List.of(properties.getColumnAsStrings("Property"));
        List<String> values = List.of(properties.getColumnAsStrings("Value"));
        assertEquals("ResNet 1-1-1-1 width 8", values.get(names.indexOf("Image encoder")));
        assertEquals("64 x 64 pixels", values.get(names.indexOf("Image size")));
        assertEquals(String.valueOf(TinyModel.EMBEDDING), values.get(names.indexOf("Embedding size")));
        assertTrue(values.get(names.indexOf("Parameters")).endsWith(" million"));
        assertTrue(values.get(names.indexOf("File size")).endsWith(" MB"));
        assertTrue(values.get(names.indexOf("Runs on")).startsWith("PyTorch"));
        ResultsTable layers = Commands.output(run, "layers", ResultsTable.class);
        assertTrue(List.of(layers.getColumnAsStrings("Layer")).contains("layer4.0.add"));
        assertTrue(WindowManager.getFrame("Model") != null && WindowManager.getFrame("Layers") != null);
        Commands.screenshot("choose");
    }

    @Test
    void theChoiceLastsAndACommandMayHaveAnother() {
        ImagePlus image = IJ.createImage("it", "RGB ramp", 80, 60, 1);
        commands.run(ChooseModel.class, "model", TinyModel.file(1).toFile());
        String first = embedding(image);
        String second = embedding(image, "model", TinyModel.file(2).toFile());
        assertNotEquals(first, second);
        assertEquals(first, embedding(image));
        commands.run(ChooseModel.class, "model", TinyModel.file(2).toFile());
        assertEquals(second, embedding(image));
    }

    @Test
    void eightBitsAreChosenByTheDialogAndByAName() throws Exception {
        File file = TinyModel.file(1).toFile();
        var run = commands.run(ChooseModel.class, "model", file, "reduced", true);
        ResultsTable properties = Commands.output(run, "properties", ResultsTable.class);
        List<String> names = List.of(properties.getColumnAsStrings("Property"));
        assertEquals(
                "8 bit for texts, 32 bit for images: a ResNet loses too much",
                properties.getStringValue("Value", names.indexOf("Precision")));
        ModelChoice chosen = Models.SESSION.chosen();
        assertEquals(file + " (8 bit)", chosen.toString());
        assertEquals(Optional.of(chosen), ModelChoice.parse(chosen.toString()));
        String reduced = scores();
        assertEquals(reduced, scores("model", new File(file + " (8 bit)")));
        assertNotEquals(reduced, scores("model", file));
        assertTrue(chosen.memory().orElseThrow().bytes()
                > chosen.full().memory().orElseThrow().bytes());
    }

    @Test
    void theEmbeddedModelHasNoReducedPrecision() {
        String message = assertThrows(UserException.class, () -> ModelChoice.parse("embedded (8 bit)"))
                .getMessage();
        assertTrue(message.startsWith("The embedded model computes at full precision only"), message);
    }

    private static String scores(Object... more) {
        ImagePlus image = IJ.createImage("it", "RGB ramp", 80, 60, 1);
        List<Object> inputs = new ArrayList<>(List.of("image", image, "labels", "dog, apple"));
        inputs.addAll(List.of(more));
        return Commands.output(commands.run(ClassifyWithText.class, inputs.toArray()), "scores", ResultsTable.class)
                .getRowAsString(0);
    }

    private static String embedding(ImagePlus image, Object... more) {
        Object[] inputs = new Object[2 + more.length];
        inputs[0] = "image";
        inputs[1] = image;
        System.arraycopy(more, 0, inputs, 2, more.length);
        return Commands.output(commands.run(EmbedImages.class, inputs), "embeddings", ResultsTable.class)
                .getRowAsString(0);
    }
}

package org.multimodalneurons.plugin.embed;

import java.io.File;
import java.nio.file.Path;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.host.VirtualImageJ;
import org.multimodalneurons.plugin.models.ChooseModel;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the model that ships inside has learned, seen through the commands. */
@OnScreen
class EmbeddedModelTest {

    private static final Path IMAGES = Path.of("..", "sample-images");
    private static final File EMBEDDED = new File("embedded");

    private static Commands commands;

    @BeforeAll
    static void open() {
        VirtualImageJ.start();
        commands = new Commands();
    }

    @AfterAll
    static void close() {
        if (commands != null) commands.close();
    }

    @Test
    void aDogIsADogInMostStyles() throws Exception {
        ImagePlus dog = image("dog.tif");
        CommandModule run = commands.run(
                ClassifyWithText.class,
                "image",
                dog,
                "slices",
                "all",
                "labels",
                "dog, cat, pizza, apple, santa, happy",
                "model",
                EMBEDDED);
        ResultsTable answers = Commands.output(run, "answers", ResultsTable.class);
        long right = java.util.Arrays.stream(answers.getColumnAsStrings("Answer"))
                .filter("dog"::equals)
                .count();
        Commands.screenshot("embedded-classify");
        assertTrue(right > dog.getStackSize() / 2, right + " of " + dog.getStackSize());
    }

    @Test
    void thePizzaIsWhereThePizzaIs() throws Exception {
        CommandModule run = commands.run(
                MapSimilarity.class,
                "image",
                image("scene.png"),
                "text",
                "a picture of a pizza",
                "against",
                "a picture of a dog, a picture of an apple",
                "window",
                112,
                "stride",
                28,
                "show",
                "both",
                "model",
                EMBEDDED);
        ImagePlus map = Commands.output(run, "map", ImagePlus.class);
        Commands.screenshot("embedded-similarity");
        assertTrue(map.getStatistics().max > map.getStatistics().mean);
    }

    @Test
    void picturesOfOneThingLieCloserThanPicturesOfTwo() throws Exception {
        CommandModule run = commands.run(
                Compare.class,
                "image",
                image("dog.tif"),
                "slices",
                "all",
                "texts",
                "a picture of a dog, a picture of a cat, a picture of a pizza",
                "model",
                EMBEDDED);
        ResultsTable table = Commands.output(run, "table", ResultsTable.class);
        Commands.screenshot("embedded-compare");
        double dog = mean(table.getColumn("a picture of a dog"));
        assertTrue(dog > mean(table.getColumn("a picture of a pizza")));
    }

    @Test
    void wordsThatItNeverLearnedAreNamedInTheLog() {
        commands.run(ClassifyWithText.class, "image", image("dog.tif"), "labels", "dog, ribosome", "model", EMBEDDED);
        assertTrue(IJ.getLog().contains("never learned: ribosome"), IJ.getLog());
    }

    @Test
    void itIsShownWithWhatItKnows() {
        CommandModule run = commands.run(ChooseModel.class, "model", EMBEDDED);
        ResultsTable properties = Commands.output(run, "properties", ResultsTable.class);
        assertEquals("Name", properties.getStringValue("Property", 0));
        assertEquals("embedded", properties.getStringValue("Value", 0));
        assertTrue(Commands.output(run, "layers", ResultsTable.class).size() > 10);
    }

    private static double mean(double[] values) {
        return java.util.Arrays.stream(values).average().orElseThrow();
    }

    private static ImagePlus image(String name) {
        return IJ.openImage(IMAGES.resolve(name).toString());
    }
}

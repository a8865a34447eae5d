package org.multimodalneurons.plugin.attack;

import java.io.File;
import java.util.Arrays;
import java.util.List;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.plugin.CommandTest;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.TinyModel;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Typographic attacks by command. */
@OnScreen
class AttackImagesTest extends CommandTest {

    private static final File EMBEDDED = new File("embedded");

    private static CommandModule dogs(Object... more) {
        Object[] usual = {"slices", "all", "words", "pizza", "classes", "dog, pizza, apple, cat", "model", EMBEDDED};
        Object[] all = Arrays.copyOf(usual, usual.length + more.length);
        System.arraycopy(more, 0, all, usual.length, more.length);
        return commands.run(AttackImages.class, all);
    }

    private static ImagePlus dog() {
        ImagePlus dog = IJ.openImage("../sample-images/dog.tif");
        dog.show();
        return dog;
    }

    @Test
    void pizzaOnTheSampleDogTurnsTheAnswer() {
        ImagePlus dog = dog();
        int[] before = ((int[]) dog.getStack().getProcessor(1).getPixels()).clone();
        CommandModule run = dogs();
        ResultsTable trials = Commands.output(run, "trials", ResultsTable.class);
        assertEquals(6 * 3, trials.size()); // slices and sizes
        assertEquals("dog", trials.getStringValue("Before", 1));
        assertEquals("pizza", trials.getStringValue("After", 1));
        assertEquals(1, trials.getValue("Success", 1));
        assertTrue(trials.getValue("P After", 1) > .9);
        assertTrue(trials.getValue("Coverage %", 0) < trials.getValue("Coverage %", 1));
        ResultsTable success = Commands.output(run, "success", ResultsTable.class);
        assertEquals(8, success.size()); // three sizes of the word and of all words, the word, all
        double rate = success.getValue("Rate", 1);
        assertTrue(success.getValue("Low", 1) < rate && rate < success.getValue("High", 1));
        assertEquals(6, success.getValue("Trials", 1));
        assertNotNull(Commands.output(run, "plot", ImagePlus.class));
        assertNotNull(Commands.output(run, "shown", ImagePlus.class));
        assertEquals(6, dog.getStackSize());
        assertArrayEquals(before, (int[]) dog.getStack().getProcessor(1).getPixels());
    }

    @Test
    void oneSizeHasNoPlotAndNoPairsAreShownWhereNoneAreWanted() {
        dog();
        CommandModule run = dogs("sizes", "80 % wide", "pairs", 0);
        assertNull(run.getOutput("plot"));
        assertNull(run.getOutput("shown"));
        assertEquals(2, Commands.output(run, "success", ResultsTable.class).size());
    }

    @Test
    void theSameSeedGivesTheSameTables() {
        List<String> tables = new java.util.ArrayList<>();
        for (int i = 0; i < 2; i++)
            tables.add(text(Commands.output(
                    commands.run(
                            AttackImages.class,
                            "folder",
                            new File(Victims.BUILT_IN),
                            "most",
                            12,
                            "pairs",
                            0,
                            "layouts",
                            "scattered 3 seed 5",
                            "sizes",
                            "30 % wide",
                            "words",
                            "pizza, shark",
                            "model",
                            EMBEDDED),
                    "trials",
                    ResultsTable.class)));
        assertEquals(tables.get(0), tables.get(1));
        assertTrue(tables.get(0).lines().count() > 20, tables.get(0));
    }

    private static String text(ResultsTable table) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < table.size(); row++)
            text.append(table.getRowAsString(row)).append('\n');
        return text.toString();
    }

    @Test
    void aFolderOfClassesTrainsAProbeThatAnswersInPlaceOfThePrompts() {
        File folder = new File("../sample-images/held-out/animal/dog");
        CommandModule run = commands.run(
                AttackImages.class,
                "folder",
                folder,
                "examples",
                folder,
                "words",
                "line",
                "sizes",
                "60 % wide",
                "model",
                EMBEDDED);
        ResultsTable trials = Commands.output(run, "trials", ResultsTable.class);
        for (int row = 0; row < trials.size(); row++)
            assertEquals(trials.getStringValue("True class", row), trials.getStringValue("Before", row));
    }

    @Test
    void everyDefenceHasItsColumns() {
        dog();
        CommandModule run = dogs(
                "slices",
                "1-2",
                "sizes",
                "80 % wide",
                "defences",
                "inpainting, blur, prompts, projection, silencing",
                "pairs",
                0);
        ResultsTable success = Commands.output(run, "success", ResultsTable.class);
        for (String defence : List.of("inpainting", "blur", "prompts", "projection", "silencing")) {
            double rate = success.getValue(defence, 0);
            assertTrue(rate >= 0 && rate <= 1, defence + " " + rate);
            assertTrue(success.getValue(defence + ": right before", 0) >= 0);
        }
        assertEquals(0, success.getValue("inpainting", 0)); // what cannot be read cannot win
    }

    @Test
    void anyModelIsAttackedWithThePapersWordsAndLayout() {
        IJ.createImage("a dog", "RGB ramp", 64, 48, 1).show();
        CommandModule run = commands.run(
                AttackImages.class,
                "truth",
                "dog",
                "layouts",
                "centred",
                "sizes",
                "fit",
                "model",
                TinyModel.file(1).toFile());
        ResultsTable trials = Commands.output(run, "trials", ResultsTable.class);
        assertEquals(9, trials.size());
        assertEquals("piggy bank", trials.getStringValue("Target", 8));
    }
}

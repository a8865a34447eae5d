package org.multimodalneurons.plugin.attack;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import ij.process.ImageProcessor;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.plugin.CommandTest;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.TinyModel;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class RunStroopTestTest extends CommandTest {

    private static CommandModule run(Object... inputs) {
        return commands.run(RunStroopTest.class, inputs);
    }

    private static ResultsTable table(CommandModule run, String name) {
        return Commands.output(run, name, ResultsTable.class);
    }

    private static ImagePlus image(CommandModule run, String name) {
        return Commands.output(run, name, ImagePlus.class);
    }

    @Test
    void theUsualTestIsAsLargeAsThePapersAndStandsBesideIt() {
        CommandModule run = run();
        ImagePlus stimuli = image(run, "stimuli");
        assertEquals(64, stimuli.getStackSize());
        assertEquals(TinyModel.IMAGE_SIZE, stimuli.getWidth());
        assertEquals("green in red", stimuli.getStack().getSliceLabel(4));
        ResultsTable trials = table(run, "trials");
        assertEquals(64, trials.size());
        assertEquals(
                "Prompt Ink Word Condition P_Ink P_Word Answer Answer_Names", String.join(" ", trials.getHeadings()));
        ResultsTable sums = table(run, "summary");
        assertEquals(
                List.of("control", "congruent", "incongruent", "control", "congruent", "incongruent"),
                Arrays.asList(sums.getColumnAsStrings("Condition")));
        assertArrayEquals(new double[] {8, 7, 49, 8, 7, 49}, sums.getColumn("Trials"));
        assertEquals("Goh et al. 2021", sums.getStringValue("Source", 5));
        assertEquals(49, sums.getValue("Word", 5));
        assertEquals(.912, sums.getValue("Mean_PWord", 5), 1e-9);
    }

    @Test
    void theSumsAreThoseOfTheTrials() {
        CommandModule run = run();
        ResultsTable trials = table(run, "trials");
        ResultsTable sums = table(run, "summary");
        for (int row = 0; row < 3; row++) {
            String condition = sums.getStringValue("Condition", row);
            int[] alike = IntStream.range(0, trials.size())
                    .filter(i -> trials.getStringValue("Condition", i).equals(condition))
                    .toArray();
            long ink = Arrays.stream(alike)
                    .filter(i -> trials.getStringValue("Answer", i).equals(trials.getStringValue("Ink", i)))
                    .count();
            long word = Arrays.stream(alike)
                    .filter(i -> trials.getStringValue("Answer", i).equals(trials.getStringValue("Word", i)))
                    .count();
            assertEquals((double) ink, sums.getValue("Ink", row));
            assertEquals((double) word, sums.getValue("Word", row));
            assertEquals(
                    Arrays.stream(alike)
                            .mapToDouble(i -> trials.getValue("P_Ink", i))
                            .average()
                            .orElseThrow(),
                    sums.getValue("Mean_PInk", row),
                    1e-9);
        }
    }

    @Test
    void theMatrixHoldsWhatTheTrialsTell() {
        CommandModule run = run("inks", "red, green=#104010", "words", "red, green", "control", "hello");
        ResultsTable trials = table(run, "trials");
        ImagePlus matrix = image(run, "matrix");
        assertEquals(32, matrix.getBitDepth());
        for (int i = 0; i < 6; i++) {
            double value = cell(matrix, i % 3, i / 3);
            if (trials.getStringValue("Condition", i).equals("congruent")) assertTrue(Double.isNaN(value));
            else if (i % 3 == 2) assertEquals(-trials.getValue("P_Ink", i), value, 1e-6);
            else assertEquals(trials.getValue("P_Word", i) - trials.getValue("P_Ink", i), value, 1e-6);
        }
    }

    /** The middle of a cell, found through the image's calibration in cells. */
    private static double cell(ImagePlus matrix, int column, int row) {
        ImageProcessor pixels = matrix.getProcessor();
        int x = (int) matrix.getCalibration().getRawX(column + .5);
        int y = (int) matrix.getCalibration().getRawY(row + .5);
        return pixels.getf(x, y);
    }

    @Test
    void separateQuestionsHaveRowsAndSlicesOfTheirOwn() {
        CommandModule run =
                run("inks", "red, green", "words", "", "prompt", "{} | a picture of {}", "together", "separate");
        assertEquals(12, table(run, "trials").size());
        assertEquals("a picture of {}", table(run, "trials").getStringValue("Prompt", 11));
        assertEquals(2, image(run, "matrix").getStackSize());
        assertEquals(2, image(run, "answers").getStackSize());
        assertEquals("a picture of {}", image(run, "answers").getStack().getSliceLabel(2));
        assertEquals(6, image(run, "stimuli").getStackSize());
        CommandModule averaged = run("inks", "red, green", "words", "", "prompt", "{} | a picture of {}");
        assertEquals(6, table(averaged, "trials").size());
    }

    @Test
    void theSameTestGivesTheSameDigits() {
        assertArrayEquals(
                table(run(), "trials").getColumn("P_Ink"),
                table(run(), "trials").getColumn("P_Ink"));
    }
}

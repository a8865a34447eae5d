package org.multimodalneurons.plugin.attack;

import java.io.File;
import java.util.List;
import java.util.stream.IntStream;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.plugin.CommandTest;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.TinyModel;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The commands that look for the units that an attack hijacks, and for the strongest attack. */
@OnScreen
class SearchingCommandsTest extends CommandTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void hijackedUnitsAreListedAndMappedInEveryKindOfModel(boolean transformer) {
        calibrated("it");
        CommandModule run =
                commands.run(FindHijackedNeurons.class, "units", 3, "model", transformer ? transformer() : tiny());
        ResultsTable units = Commands.output(run, "hijacked", ResultsTable.class);
        assertEquals(3, units.size());
        assertTrue(units.getStringValue("Unit", 0).startsWith(transformer ? "resblocks.2.mlp:" : "layer4.0.add:"));
        double most = Math.abs(units.getValue("Change", 0));
        for (int row = 1; row < 3; row++) assertTrue(Math.abs(units.getValue("Change", row)) <= most);
        ImagePlus maps = Commands.output(run, "maps", ImagePlus.class);
        assertArrayEquals(new int[] {100, 80, 3, 3, 1}, maps.getDimensions());
        assertEquals(.5, maps.getCalibration().pixelWidth);
        assertTrue(maps.getStack().getSliceLabel(2).endsWith(" after"));
        assertEquals(
                maps.getStack().getProcessor(2).getf(50, 40)
                        - maps.getStack().getProcessor(1).getf(50, 40),
                maps.getStack().getProcessor(3).getf(50, 40),
                1e-5);
    }

    @Test
    void theVerdictHoldsEachRankingAgainstEachWayToTellTheUnitsOfTheConcept() {
        calibrated("it");
        CommandModule run = commands.run(FindHijackedNeurons.class, "units", 5);
        ResultsTable verdict = Commands.output(run, "verdict", ResultsTable.class);
        assertEquals(6, verdict.size()); // no unit of the tiny model is known for pizza
        for (int row = 0; row < verdict.size(); row++) {
            assertEquals(5, verdict.getValue("First", row));
            double p = verdict.getValue("P", row);
            assertTrue(p > 0 && p <= 1, "p = " + p);
        }
    }

    @Test
    void anAttackThatTheModelDoesNotKnowAsAConceptIsComparedWithTheWrittenWordAlone() {
        calibrated("it");
        CommandModule run =
                commands.run(FindHijackedNeurons.class, "units", 2, "attack", "$$$ = piggy bank", "size", "fit");
        assertEquals(3, Commands.output(run, "verdict", ResultsTable.class).size());
        ResultsTable units = Commands.output(run, "hijacked", ResultsTable.class);
        assertTrue(Double.isNaN(units.getValue("Concept_Auc", 0)));
    }

    @Test
    void anOpenImageMayBeTheAttackedOne() {
        ImagePlus attacked = calibrated("attacked");
        attacked.getProcessor().invert();
        ImagePlus clean = calibrated("clean");
        CommandModule run = commands.run(FindHijackedNeurons.class, "image", clean, "units", 2, "attacked", "attacked");
        assertNotEquals(0, Commands.output(run, "hijacked", ResultsTable.class).getValue("Change", 0));
        CommandModule same = commands.run(FindHijackedNeurons.class, "image", clean, "attacked", "clean");
        assertEquals(0, Commands.output(same, "hijacked", ResultsTable.class).getValue("Change", 0));
        ImagePlus small = IJ.createImage("small", "RGB ramp", 40, 40, 1);
        CommandModule wrong = commands.run(FindHijackedNeurons.class, "image", small, "attacked", "clean");
        assertTrue(wrong.getCancelReason().contains("40 x 40"), wrong.getCancelReason());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theAttackedImageLiesOnItsSource(boolean transformer) {
        ImagePlus source = calibrated("it");
        source.setRoi(new Roi(10, 20, 60, 50));
        int[] before = ((int[]) source.getProcessor().getPixels()).clone();
        CommandModule run =
                commands.run(SearchStrongestAttack.class, "budget", 30, "model", transformer ? transformer() : tiny());
        ImagePlus attacked = Commands.output(run, "attacked", ImagePlus.class);
        assertEquals(60, attacked.getWidth());
        assertEquals(.5, attacked.getCalibration().pixelWidth);
        assertEquals(-10, attacked.getCalibration().xOrigin);
        assertArrayEquals(before, (int[]) source.getProcessor().getPixels());
        assertFalse(((String) attacked.getProperty("Info")).isBlank());
    }

    @Test
    void theStepsLeadToTheBestLabelAndTheSameSeedRepeatsThem() {
        ImagePlus it = calibrated("it");
        CommandModule run =
                commands.run(SearchStrongestAttack.class, "image", it, "budget", 40, "words", "pizza, cat, money");
        ResultsTable steps = Commands.output(run, "steps", ResultsTable.class);
        for (int row = 1; row < steps.size(); row++)
            assertTrue(steps.getValue("Probability", row) >= steps.getValue("Probability", row - 1));
        ResultsTable attacks = Commands.output(run, "attacks", ResultsTable.class);
        assertEquals("clean", attacks.getStringValue("Attack", 0));
        assertEquals(
                steps.getStringValue("Text", steps.size() - 1), attacks.getStringValue("Text", attacks.size() - 1));
        CommandModule again =
                commands.run(SearchStrongestAttack.class, "image", it, "budget", 40, "words", "pizza, cat, money");
        assertEquals(text(steps), text(Commands.output(again, "steps", ResultsTable.class)));
    }

    private static List<String> text(ResultsTable table) {
        return IntStream.range(0, table.size()).mapToObj(table::getRowAsString).toList();
    }

    private static ImagePlus calibrated(String title) {
        ImagePlus image = IJ.createImage(title, "RGB ramp", 100, 80, 1);
        image.getCalibration().pixelWidth = .5;
        image.getCalibration().pixelHeight = .5;
        image.getCalibration().setUnit("um");
        image.show();
        return image;
    }

    private static File tiny() {
        return TinyModel.file(1).toFile();
    }

    private static File transformer() {
        return TinyModel.transformer().toFile();
    }
}

package org.multimodalneurons.plugin;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.plugin.attack.AttackImages;
import org.multimodalneurons.plugin.attack.FindHijackedNeurons;
import org.multimodalneurons.plugin.probe.Dissect;
import org.multimodalneurons.plugin.probe.TuningCurve;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** Tables tell how values were seen, where that is not as shown. */
@OnScreen
class SeenTablesTest extends CommandTest {

    @ParameterizedTest
    @CsvSource({"values, values shown", "0-200, 0-200", "shown, "})
    void ofSlices(String display, String told) {
        ImagePlus stack = IJ.createImage("dog", "8-bit noise", 40, 30, 5);
        assertTold(told, run(TuningCurve.class, stack, display, "units", "layer4.0.add:3"), "responses");
        assertTold(told, run(Dissect.class, stack, display, "words", "dog, cat", "top", 1), "names");
        assertTold(
                told,
                run(AttackImages.class, stack, display, "words", "pizza", "classes", "dog, pizza", "pairs", 0),
                "trials",
                "success");
    }

    @ParameterizedTest
    @CsvSource({"values, values shown", "shown, "})
    void ofOneImage(String display, String told) {
        CommandModule run = commands.run(
                FindHijackedNeurons.class,
                "image",
                IJ.createImage("dog", "8-bit ramp", 40, 30, 1),
                "units",
                2,
                "display",
                display);
        assertTold(told, run, "hijacked", "verdict");
    }

    private static CommandModule run(
            Class<? extends Command> command, ImagePlus stack, String display, Object... inputs) {
        Object[] all = new Object[inputs.length + 6];
        System.arraycopy(new Object[] {"image", stack, "slices", "all", "display", display}, 0, all, 0, 6);
        System.arraycopy(inputs, 0, all, 6, inputs.length);
        return commands.run(command, all);
    }

    private static void assertTold(String told, CommandModule run, String... names) {
        assertFalse(run.isCanceled(), run.getCancelReason());
        for (String name : names) {
            ResultsTable table = Commands.output(run, name, ResultsTable.class);
            if (told == null) assertFalse(table.columnExists("Display"), name);
            else
                for (int row = 0; row < table.size(); row++)
                    assertEquals(told, table.getStringValue("Display", row), name);
        }
    }
}

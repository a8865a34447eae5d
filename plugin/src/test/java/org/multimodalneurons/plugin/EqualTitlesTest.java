package org.multimodalneurons.plugin;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import ij.process.ImageProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.plugin.attack.FindHijackedNeurons;
import org.multimodalneurons.plugin.embed.Compare;
import org.multimodalneurons.plugin.embed.EmbedImages;
import org.multimodalneurons.plugin.visualize.MakeDeepDream;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Images that are open under one title: the one that is looked at is meant, or none is guessed. */
@OnScreen
class EqualTitlesTest extends CommandTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMaskIsTheImageThatIsLookedAtWhereItHasThatTitle(boolean openedFirst) {
        ImagePlus looked = particles("a", 1);
        if (openedFirst) looked.show();
        particles("a", 3).show();
        if (!openedFirst) looked.show();
        CommandModule run = commands.run(EmbedImages.class, "image", looked, "regions", "particles", "mask", "a");
        assertFalse(run.isCanceled(), run.getCancelReason());
        assertEquals(1, Commands.output(run, "embeddings", ResultsTable.class).size(), "those of this image alone");
    }

    @Test
    void aMaskOfTwoTitlesAlikeIsRefused() {
        particles("a", 3).show();
        particles("a", 1).show();
        ImagePlus active = IJ.createImage("it", "8-bit ramp", 60, 40, 1);
        active.show();
        assertRefused(commands.run(EmbedImages.class, "image", active, "regions", "particles", "mask", "a"));
    }

    @ParameterizedTest
    @ValueSource(classes = {Compare.class, FindHijackedNeurons.class, MakeDeepDream.class})
    void anotherImageOfTwoTitlesAlikeIsRefused(Class<? extends Command> command) {
        ImagePlus active = particles("a", 1);
        particles("a", 3).show();
        active.show();
        String parameter = command == Compare.class ? "other" : command == MakeDeepDream.class ? "guide" : "attacked";
        assertRefused(commands.run(command, "image", active, parameter, "a"));
    }

    @Test
    void aMacroInBatchModeFindsTheActiveOneOfEqualTitles() {
        String rows =
                Macros.run("setBatchMode(true); newImage('a', '8-bit ramp', 60, 40, 1); run('Multiply...', 'value=0');"
                        + "for (i = 0; i < 3; i++) { makeRectangle(20 * i, 5, 9, 9); run('Add...', 'value=200'); }"
                        + "run('Select None'); setThreshold(100, 255);"
                        + "newImage('a', '8-bit ramp', 60, 40, 1); setThreshold(200, 255);"
                        + "run('Embed Images...', 'regions=particles mask=a append'); return '' + nResults;");
        assertEquals("1", rows, IJ::getLog);
    }

    private static void assertRefused(CommandModule run) {
        assertTrue(run.isCanceled());
        assertTrue(
                run.getCancelReason()
                        .contains("There are 2 open images \"a\"; give the one that is meant another title"),
                run.getCancelReason());
    }

    private static ImagePlus particles(String title, int count) {
        ImagePlus image = IJ.createImage(title, "8-bit black", 60, 40, 1);
        image.getProcessor().setColor(255);
        for (int i = 0; i < count; i++) image.getProcessor().fillRect(20 * i + 1, 5, 9, 9);
        image.getProcessor().setThreshold(128, 255, ImageProcessor.NO_LUT_UPDATE);
        return image;
    }
}

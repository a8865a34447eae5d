package org.multimodalneurons.plugin.probe;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import ij.measure.ResultsTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.plugin.CommandTest;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.OnScreen;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The commands that tell what neurons say: attribution, arithmetic, names. */
@OnScreen
class ReadingCommandsTest extends CommandTest {

    @TempDir
    Path folder;

    @Test
    void theTableOfContributionsAddsUpForEverySlice() {
        IJ.createImage("it", "RGB ramp", 80, 60, 2).show();
        CommandModule run =
                commands.run(WhichNeurons.class, "slices", "all", "units", 4, "against", "a cat", "steps", 2);
        ResultsTable table = Commands.output(run, "contributions", ResultsTable.class);
        assertEquals(2 * (4 + 3), table.size());
        for (int slice = 0; slice < 2; slice++) {
            double sum = 0;
            for (int row = 7 * slice; row < 7 * slice + 6; row++) sum += table.getValue("Contribution", row);
            assertEquals("similarity", table.getStringValue("Unit", 7 * slice + 6));
            assertEquals(table.getValue("Contribution", 7 * slice + 6), sum, 1e-4);
        }
    }

    @Test
    void mapsLieOnTheSourceAndHaveNoValueWhereTheModelDoesNotLook() {
        ImagePlus image = IJ.createImage("it", "8-bit ramp", 100, 60, 1);
        image.getCalibration().pixelWidth = .5;
        image.getCalibration().setUnit("um");
        image.show();
        CommandModule run = commands.run(WhichNeurons.class, "units", 3, "steps", 2);
        for (String name : List.of("unitMaps", "gradCam", "integratedGradients")) {
            ImagePlus map = Commands.output(run, name, ImagePlus.class);
            assertEquals(name.equals("unitMaps") ? 3 : 1, map.getStackSize());
            assertEquals(100, map.getWidth());
            assertEquals(.5, map.getCalibration().pixelWidth);
            assertTrue(Float.isNaN(map.getProcessor().getf(19, 30)), name);
            assertFalse(Float.isNaN(map.getProcessor().getf(20, 30)), name);
        }
        ImagePlus units = Commands.output(run, "unitMaps", ImagePlus.class);
        assertTrue(units.getStack().getSliceLabel(1).startsWith("layer4.0:"));
        assertEquals(-units.getDisplayRangeMax(), units.getDisplayRangeMin(), .02 * units.getDisplayRangeMax());
    }

    @Test
    void withoutStepsThereAreNoIntegratedGradientsAndOverlaysAreCopiesOfTheSource() {
        ImagePlus image = IJ.createImage("it", "RGB ramp", 80, 60, 1);
        image.show();
        CommandModule run = commands.run(WhichNeurons.class, "steps", 0, "show", "overlay");
        assertNull(run.getOutput("integratedGradients"));
        ImagePlus overlay = Commands.output(run, "gradCam", ImagePlus.class);
        assertEquals(1, overlay.getOverlay().size());
        int rgb = 0xFFFFFF;
        assertEquals(
                image.getProcessor().get(70, 30) & rgb, overlay.getProcessor().get(70, 30) & rgb);
    }

    @Test
    void phrasesAreSpelledByWordsOfAFile() throws Exception {
        Path list = Files.writeString(folder.resolve("words.txt"), "happy\nsad\nangry\ntired\n");
        CommandModule run = commands.run(
                EmotionArithmetic.class,
                "model",
                new File("embedded"),
                "phrases",
                "bored, sad",
                "words",
                list.toString(),
                "count",
                2,
                "factors",
                1);
        ResultsTable sums = Commands.output(run, "sums", ResultsTable.class);
        assertEquals(4, sums.size());
        assertEquals("bored", sums.getStringValue("Phrase", 0));
        assertTrue(sums.getValue("Explained", 1) >= sums.getValue("Explained", 0));
        assertEquals("sad", sums.getStringValue("Phrase", 3));
        assertNull(run.getOutput("atlas"), "one axis makes no map");
        assertNotNull(run.getOutput("axes"));
    }

    @Test
    void phrasesAreSpelledByNeuronsThatAreNamedByWords() {
        CommandModule run = commands.run(
                EmotionArithmetic.class,
                "phrases",
                "bored",
                "terms",
                "neurons",
                "method",
                "LASSO",
                "weights",
                "non-negative",
                "factors",
                0);
        ResultsTable sums = Commands.output(run, "sums", ResultsTable.class);
        assertTrue(sums.size() > 0 && sums.size() <= 3);
        for (int row = 0; row < sums.size(); row++) {
            assertTrue(sums.getStringValue("Term", row).startsWith("layer4.0:"));
            assertTrue(sums.getValue("Weight", row) > 0);
            assertFalse(sums.getStringValue("Words", row).isBlank());
        }
    }

    @Test
    void aFolderIsDissectedPastADamagedFileAndTheNamesAreSaved() throws Exception {
        Path images = Files.createDirectory(folder.resolve("images"));
        for (int i = 0; i < 8; i++) {
            ImagePlus image = IJ.createImage("it", "RGB noise", 40, 40, 1);
            new FileSaver(image).saveAsPng(images.resolve("image" + i + ".png").toString());
        }
        Path damaged = images.resolve("image3.png");
        Files.write(damaged, Arrays.copyOf(Files.readAllBytes(damaged), 60));
        File saved = folder.resolve("names.csv").toFile();
        CommandModule run = commands.run(
                Dissect.class, "folder", images.toFile(), "words", "dog, cat, sun", "top", 1, "save", saved);
        ResultsTable names = Commands.output(run, "names", ResultsTable.class);
        assertEquals(256, names.size());
        assertTrue(names.getValue("Score", 0) >= names.getValue("Score", 255));
        ResultsTable faults = Commands.output(run, "unreadable", ResultsTable.class);
        assertEquals(List.of("image3.png"), List.of(faults.getColumnAsStrings("File")));
        List<String> lines = Files.readAllLines(saved.toPath());
        assertEquals("Unit,Word,Score,Next_Words,Images", lines.get(0));
        assertEquals(257, lines.size());
        try (var files = Files.list(folder)) {
            assertEquals(2, files.count(), "nothing but the images and the names is left");
        }
    }
}

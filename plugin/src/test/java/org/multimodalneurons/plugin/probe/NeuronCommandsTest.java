package org.multimodalneurons.plugin.probe;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import ij.process.ImageProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.PluginCommand;
import org.multimodalneurons.plugin.TinyModel;
import org.multimodalneurons.plugin.host.VirtualImageJ;
import org.multimodalneurons.plugin.models.ModelChoice;
import org.multimodalneurons.plugin.models.Models;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The commands that look for neurons: activations, concepts, families, tuning. */
@OnScreen
class NeuronCommandsTest {

    private static Commands commands;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        VirtualImageJ.start();
        commands = new Commands();
        Models.SESSION.choose(ModelChoice.embedded());
    }

    @AfterAll
    static void close() {
        commands.close();
    }

    @AfterEach
    void closeWindows() {
        Commands.closeWindows();
    }

    @Test
    void aUnitIsMappedWhereItResponds() {
        ImagePlus image = IJ.createImage("it", "8-bit ramp", 100, 60, 2);
        image.getCalibration().pixelWidth = .5;
        image.show();
        CommandModule run = commands.run(NeuronActivations.class, "units", "layer4.0.add:7, dog", "slices", "all");
        ResultsTable table = Commands.output(run, "responses", ResultsTable.class);
        assertEquals(4, table.size());
        assertEquals("layer4.0.add:7", table.getStringValue("Unit", 0));
        assertTrue(Double.isFinite(table.getValue("Z", 0)));
        ImagePlus maps = Commands.output(run, "maps", ImagePlus.class);
        assertEquals(4, maps.getStackSize());
        assertEquals(32, maps.getBitDepth());
        assertEquals(100, maps.getWidth());
        assertEquals(.5, maps.getCalibration().pixelWidth);
        assertTrue(maps.getStack().getSliceLabel(1).endsWith("layer4.0.add:7"));
    }

    @Test
    void theUnitsThatStandOutAreListedFirst() {
        IJ.createImage("it", "RGB ramp", 64, 64, 1).show();
        CommandModule run =
                commands.run(NeuronActivations.class, "top", 3, "layer", "layer3.1.add, stem", "show", "table");
        ResultsTable table = Commands.output(run, "responses", ResultsTable.class);
        assertEquals(6, table.size());
        assertTrue(table.getValue("Z", 0) >= table.getValue("Z", 1));
        assertNull(run.getOutput("maps"));
    }

    @Test
    void aFolderIsReadPastADamagedPicture() throws IOException {
        Path pictures = ConceptFolders.one(folder).resolve("red");
        Files.write(pictures.resolve("broken.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0});
        CommandModule run = commands.run(NeuronActivations.class, "folder", pictures.toFile(), "top", 1);
        assertEquals(3, Commands.output(run, "responses", ResultsTable.class).size());
        ResultsTable faults = Commands.output(run, "unreadable", ResultsTable.class);
        assertEquals("broken.png", faults.getStringValue("File", 0));
    }

    @Test
    void unitsAreRankedByTheirWorstModality() {
        CommandModule run = commands.run(
                FindNeurons.class, "folder", ConceptFolders.one(folder).toFile(), "units", 4, "rank", 2);
        ResultsTable table = Commands.output(run, "found", ResultsTable.class);
        assertEquals(4, table.size());
        for (int row = 0; row < 4; row++)
            assertEquals(
                    Math.min(table.getValue("AUC(red)", row), table.getValue("AUC(blue)", row)),
                    table.getValue("Multimodality", row));
        assertTrue(table.getStringValue("Chosen_On", 0).contains("scored on the other"));
        ImagePlus card = Commands.output(run, "card", ImagePlus.class);
        assertEquals("Card of " + table.getStringValue("Unit", 1), card.getTitle());
    }

    @Test
    void aCardShowsWhatExcitesAndSuppressesAUnit() throws IOException {
        Path pictures = ConceptFolders.one(folder);
        Path page = folder.resolve("card.html");
        CommandModule run = commands.run(
                ShowNeuronCard.class,
                "unit",
                "layer4.0.add:7",
                "folder",
                pictures.toFile(),
                "examples",
                3,
                "words",
                "dog, <cat>",
                "save",
                page.toFile());
        ResultsTable table = Commands.output(run, "table", ResultsTable.class);
        List<String> kinds = List.of(table.getColumnAsStrings("Kind"));
        assertEquals(3, Collections.frequency(kinds, "excites"));
        assertEquals(3, Collections.frequency(kinds, "suppresses"));
        assertEquals(2, Collections.frequency(kinds, "written word"));
        assertTrue(table.getValue("Deviations", 0) >= table.getValue("Deviations", 1));
        assertTrue(table.getValue("Deviations", 3) <= table.getValue("Deviations", 4));
        ImagePlus card = Commands.output(run, "card", ImagePlus.class);
        int[] pixels = (int[]) card.getProcessor().getPixels();
        assertTrue(
                Arrays.stream(pixels)
                                .filter(pixel -> (pixel & 0xFFFFFF) == 0xB2182B)
                                .count()
                        > 300,
                "frames");
        String html = Files.readString(page);
        assertTrue(html.contains("data:image/png;base64,iVBOR") && html.contains("&lt;cat&gt;"), "the page");
        assertFalse(html.contains("<cat>"));
    }

    @Test
    void aCardHasRoomForAPictureThatIsDrawnForTheUnit() {
        assertEquals(card(false).getWidth(), card(true).getWidth());
        assertTrue(card(true).getHeight() > card(false).getHeight() + 100);
    }

    private ImagePlus card(boolean drawn) {
        CommandModule run = commands.run(
                ShowNeuronCard.class,
                "unit",
                "layer3.0.add:1",
                "folder",
                ConceptFolders.one(folder).toFile(),
                "words",
                "dog",
                "drawn",
                drawn);
        return Commands.output(run, "card", ImagePlus.class);
    }

    @Test
    void aFamilyHasATableAndAMontage() {
        CommandModule run = commands.run(
                NeuronFamilies.class, "folder", ConceptFolders.several(folder).toFile());
        assertEquals(2, Commands.output(run, "families", ResultsTable.class).size());
        ImagePlus montage = Commands.output(run, "montage", ImagePlus.class);
        assertEquals(1, montage.getStackSize());
        assertEquals("shape", montage.getStack().getSliceLabel(1));
    }

    @Test
    void theKnownUnitsAreListed() {
        CommandModule run = commands.run(NeuronFamilies.class, "known", true);
        ResultsTable table = Commands.output(run, "families", ResultsTable.class);
        assertEquals(559, table.size());
        int row = 0;
        while (!table.getStringValue("Concept", row).equals("dog")) row++;
        assertEquals("animal", table.getStringValue("Family", row));
        assertEquals("layer4.0.add:328", table.getStringValue("Unit", row));
        assertNull(run.getOutput("montage"));
        String message = message(
                NeuronFamilies.class, "known", true, "model", TinyModel.file(1).toFile());
        assertTrue(message.contains("not known"), message);
    }

    @Test
    void withoutAFolderThePicturesAreThoseThatShipWithThePlugin() {
        CommandModule run = commands.run(FindNeurons.class, "concept", "happy", "units", 2);
        ResultsTable table = Commands.output(run, "found", ResultsTable.class);
        assertEquals(2, table.size());
        assertEquals("happy", table.getStringValue("Concept", 0));
        assertTrue(table.getStringValue("Chosen_On", 0).contains("the built-in set"));
        String unknown = message(FindNeurons.class, "concept", "hapy");
        assertTrue(unknown.contains("'hapy'") && unknown.contains("\nanimal: ant, bat"), unknown);
        String none = message(FindNeurons.class);
        assertTrue(
                none.contains("several concepts in the built-in set") && none.contains("\nemotion: angry, blush"),
                none);
        run = commands.run(
                PlotConditionalProbability.class,
                "unit",
                "layer4.0.add:3",
                "concept",
                "dog",
                "labels",
                "concept",
                "pictures",
                5000);
        table = Commands.output(run, "shares", ResultsTable.class);
        assertEquals("the built-in set", table.getStringValue("Pictures", 0));
        assertTrue(List.of(table.getColumnAsStrings("Label")).contains("dog, drawing"));
    }

    @Test
    void textsAreReadByTheUnitsOfTheTextEncoder() throws IOException {
        CommandModule run = commands.run(
                NeuronActivations.class, "texts", "a dog, a cat, the sun", "top", 3, "layer", "text.resblocks.0.mlp");
        ResultsTable table = Commands.output(run, "responses", ResultsTable.class);
        assertEquals(9, table.size());
        assertEquals("a cat", table.getStringValue("Text", 3));
        assertTrue(table.getStringValue("Unit", 0).startsWith("text.resblocks.0.mlp:"));
        for (int row = 0; row < 9; row++) assertTrue(Double.isFinite(table.getValue("Z", row)), "row " + row);
        assertTrue(table.getValue("Z", 0) >= table.getValue("Z", 1));
        assertNull(run.getOutput("maps"));
        Path usual = Files.writeString(folder.resolve("usual.txt"), "a dog\na cat\n");
        run = commands.run(
                NeuronActivations.class,
                "texts",
                "a dog, a cat",
                "units",
                "text.resblocks.0.mlp.act:5, text.resblocks.0:2",
                "reference",
                usual.toFile());
        table = Commands.output(run, "responses", ResultsTable.class);
        assertEquals(4, table.size());
        assertEquals(0, table.getValue("Z", 0) + table.getValue("Z", 2), 1e-3);
    }

    @Test
    void everyLayerOfTheTextEncoderCanBeRead() {
        CommandModule run =
                commands.run(NeuronActivations.class, "texts", "a dog, a cat", "top", 1, "layer", "all", "slices", "9");
        ResultsTable table = Commands.output(run, "responses", ResultsTable.class);
        List<String> layers = List.of(table.getColumnAsStrings("Unit")).subList(0, table.size() / 2).stream()
                .map(unit -> unit.replaceFirst(":\\d+$", ""))
                .toList();
        try (ClipModel clip = ClipModel.embedded()) {
            assertEquals(
                    clip.text().layers().stream().map(layer -> "text." + layer).toList(), layers);
        }
    }

    @Test
    void layersOfTheWrongEncoderAreNamed() {
        IJ.createImage("it", "8-bit ramp", 40, 40, 1).show();
        String message = message(NeuronActivations.class, "units", "text.resblocks.0.mlp:3");
        assertTrue(message.contains("texts=[a dog, a cat]"), message);
        message = message(NeuronActivations.class, "texts", "a dog", "layer", "layer4.0.add");
        assertTrue(
                message.contains("does not exist in the text encoder") && message.contains("text.ln_final"), message);
        message = message(NeuronActivations.class, "texts", "a dog", "units", "text.resblocks.0.mlp:99999");
        assertTrue(message.contains("no unit 99999"), message);
    }

    @Test
    void theCurveFollowsTheSlices() {
        ImagePlus image = IJ.createImage("it", "8-bit black", 64, 64, 5);
        for (int slice = 1; slice <= 5; slice++) {
            ImageProcessor pixels = image.getStack().getProcessor(slice);
            pixels.setValue(255);
            pixels.fillOval(20, 20, 4 * slice, 4 * slice);
        }
        image.show();
        CommandModule run = commands.run(
                TuningCurve.class,
                "slices",
                "all",
                "units",
                "layer4.0.add:3",
                "quantity",
                "Diameter",
                "from",
                4.,
                "step",
                4.);
        ResultsTable table = Commands.output(run, "responses", ResultsTable.class);
        assertEquals(20, table.getValue("Diameter", 4));
        assertTrue(table.getValue("layer4.0.add:3", 0) != table.getValue("layer4.0.add:3", 4));
        assertNotNull(run.getOutput("curve"));
    }

    @Test
    void mistakesAreNamed() {
        IJ.createImage("it", "8-bit ramp", 40, 40, 1).show();
        assertMessage("layer4.0.add:1024", NeuronActivations.class, "0 to 1023", "units");
        assertMessage("dog7", NeuronActivations.class, "layer4.0.add:89", "units");
        assertMessage("layer9:1", TuningCurve.class, "at least two pictures", "units");
        File several = ConceptFolders.several(folder).toFile();
        String message = message(FindNeurons.class, "folder", several);
        assertTrue(message.contains("bar, dot"), message);
        message = message(FindNeurons.class, "folder", new File("nowhere"));
        assertTrue(message.contains("nowhere"), message);
    }

    private static void assertMessage(String value, Class<? extends Command> command, String part, String key) {
        String message = message(command, key, value);
        assertTrue(message.contains(part), message);
    }

    private static String message(Class<? extends Command> command, Object... inputs) {
        return ((PluginCommand) commands.run(command, inputs).getDelegateObject()).getCancelReason();
    }
}

package org.multimodalneurons.plugin.probe;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import ij.measure.ResultsTable;
import ij.plugin.FolderOpener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.plugin.CommandTest;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.PluginCommand;
import org.multimodalneurons.plugin.attack.AttackImages;
import org.multimodalneurons.plugin.attack.FindHijackedNeurons;
import org.multimodalneurons.plugin.visualize.DrawAtlas;
import org.multimodalneurons.plugin.visualize.VisualizeFacets;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the commands say of pictures, units and layers that will not do. */
@OnScreen
class BadInputTest extends CommandTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(classes = {FindNeurons.class, ShowNeuronCard.class, PlotConditionalProbability.class})
    void anEmptyModalityFolderIsNamed(Class<? extends Command> command) throws IOException {
        Path set = ConceptFolders.one(folder);
        Files.createDirectory(set.resolve("sketch"));
        String message = message(command, "folder", set.toFile(), "labels", "modality");
        assertTrue(message.contains("The modality folder " + set.resolve("sketch") + " is empty"), message);
    }

    @Test
    void anEmptyModalityFolderOfAFamilyIsNamed() throws IOException {
        Path set = ConceptFolders.several(folder);
        Path empty = Files.createDirectories(set.resolve("shape/dot/sketch"));
        String message = message(NeuronFamilies.class, "folder", set.toFile());
        assertTrue(message.contains("The modality folder " + empty + " is empty"), message);
    }

    @ParameterizedTest
    @ValueSource(classes = {FindNeurons.class, ShowNeuronCard.class, PlotConditionalProbability.class})
    void aSetWithAnUnreadablePictureIsReadPastIt(Class<? extends Command> command) throws IOException {
        Path set = ConceptFolders.one(folder);
        damage(set.resolve("red/broken.png"));
        CommandModule run = run(command, "folder", set.toFile(), "labels", "modality", "unit", "layer4.0.add:3");
        assertListed(run, "red/broken.png");
    }

    @Test
    void familiesWithAnUnreadablePictureAreReadPastIt() throws IOException {
        Path set = ConceptFolders.several(folder);
        damage(set.resolve("shape/dot/red/broken.png"));
        CommandModule run = run(NeuronFamilies.class, "folder", set.toFile());
        assertListed(run, "shape/dot/red/broken.png");
        assertEquals(2, Commands.output(run, "families", ResultsTable.class).size());
    }

    @ParameterizedTest
    @ValueSource(classes = {NeuronActivations.class, TuningCurve.class, Dissect.class})
    void aFolderWithAnUnreadablePictureIsReadPastIt(Class<? extends Command> command) throws IOException {
        Path pictures = ConceptFolders.one(folder).resolve("negative");
        damage(pictures.resolve("a broken.png"));
        CommandModule run =
                run(command, "folder", pictures.toFile(), "units", "layer4.0.add:3", "words", "dog, cat", "top", 1);
        assertListed(run, "a broken.png");
    }

    @ParameterizedTest
    @ValueSource(classes = {NeuronActivations.class, FindHijackedNeurons.class})
    void aReferenceWithAnUnreadablePictureIsReadPastIt(Class<? extends Command> command) throws IOException {
        Path reference = ConceptFolders.one(folder).resolve("negative");
        damage(reference.resolve("a broken.png"));
        CommandModule run = run(
                command,
                "image",
                IJ.createImage("it", "8-bit ramp", 40, 40, 1),
                "reference",
                reference.toFile(),
                "layer",
                "layer1.0.add",
                "show",
                "table");
        assertListed(run, "negative/a broken.png");
        CommandModule again = run(command, "image", IJ.createImage("it", "8-bit ramp", 40, 40, 1), "show", "table");
        assertNull(again.getOutput("unreadable"), "nothing is read of it");
    }

    @Test
    void conceptsWithAnUnreadablePictureAreReadPastIt() throws IOException {
        Path set = ConceptFolders.several(folder);
        damage(set.resolve("shape/dot/red/broken.png"));
        CommandModule run = run(
                FindHijackedNeurons.class,
                "image",
                IJ.createImage("it", "8-bit ramp", 40, 40, 1),
                "attack",
                "dot",
                "concepts",
                set.toFile());
        assertListed(run, "shape/dot/red/broken.png");
    }

    @Test
    void facetsWithAnUnreadablePictureAreTrainedPastIt() throws IOException {
        Path kinds = ConceptFolders.several(folder).resolve("shape/dot");
        damage(kinds.resolve("red/broken.png"));
        CommandModule run = run(
                VisualizeFacets.class,
                "units",
                "layer4.0.add:3",
                "source",
                kinds.toFile(),
                "size",
                16,
                "steps",
                1,
                "preview",
                false);
        assertListed(run, "red/broken.png");
        assertNotNull(run.getOutput("drawing"));
    }

    @ParameterizedTest
    @ValueSource(classes = {NeuronActivations.class, WhichNeurons.class})
    void aSliceWhoseFileIsGoneHasNoMapsAndTheOthersHaveTheirs(Class<? extends Command> command) throws IOException {
        Path slices = Files.createDirectory(folder.resolve("slices"));
        for (int i = 1; i <= 4; i++)
            new FileSaver(IJ.createImage("a", "8-bit ramp", 40, 30, 1))
                    .saveAsTiff(slices.resolve(i + ".tif").toString());
        ImagePlus image = FolderOpener.open(slices.toString(), "virtual");
        image.setDimensions(1, 2, 2);
        for (int i : new int[] {2, 4}) Files.delete(slices.resolve(i + ".tif"));
        Object units = command == WhichNeurons.class ? (Object) 2 : "layer4.0.add:3, layer4.0.add:5";
        CommandModule run = run(command, "image", image, "slices", "all", "units", units);
        assertListed(run, "slices:2", "slices:4");
        ImagePlus maps = Commands.output(run, command == WhichNeurons.class ? "unitMaps" : "maps", ImagePlus.class);
        String seen = Arrays.toString(maps.getStack().getSliceLabels());
        assertEquals(4, maps.getStackSize(), seen);
        assertTrue(seen.contains("slices:1 ") && seen.contains("slices:3 "), seen);
        assertEquals(1, maps.getNFrames(), "two maps of each of two slices are not one of each of four");
    }

    @ParameterizedTest
    @ValueSource(classes = {DrawAtlas.class, AttackImages.class})
    void soDoCommandsThatDrawAndAttack(Class<? extends Command> command) throws IOException {
        Path pictures = ConceptFolders.one(folder).resolve("negative");
        damage(pictures.resolve("a broken.png"));
        CommandModule run = run(
                command,
                "folder",
                pictures.toFile(),
                "truth",
                "dog",
                "words",
                "pizza, cat",
                "pairs",
                0,
                "places",
                2,
                "projection",
                "PCA",
                "grid",
                1,
                "fewest",
                1,
                "cell",
                16,
                "steps",
                1,
                "preview",
                false);
        assertListed(run, "a broken.png");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                NeuronActivations.class,
                TuningCurve.class,
                ShowNeuronCard.class,
                PlotConditionalProbability.class
            })
    void unitsThatDoNotExistAreNamed(Class<? extends Command> command) {
        IJ.createImage("it", "8-bit ramp", 40, 40, 2).show();
        String folderOf = ConceptFolders.one(folder).toString();
        for (String[] mistake : new String[][] {
            {"layer4.0.add:9999", "Layer layer4.0.add of ", "has no unit 9999; its units are 0 to "},
            {"layer4.0.add-7", "Unit 'layer4.0.add-7'", "expected a layer's name, a colon and the channel's number"},
            {"resblocks.3.mlp:1", "Layer 'resblocks.3.mlp' does not exist in this model", "layer4.0.add"}
        }) {
            String key = command == NeuronActivations.class || command == TuningCurve.class ? "units" : "unit";
            String message = key.equals("units")
                    ? message(command, key, mistake[0], "slices", "all")
                    : message(command, key, mistake[0], "folder", new File(folderOf), "labels", "modality");
            assertTrue(message.contains(mistake[1]) && message.contains(mistake[2]), message);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {NeuronActivations.class, FindNeurons.class, NeuronFamilies.class, Dissect.class})
    void aLayerOfAnotherModelIsNamed(Class<? extends Command> command) {
        IJ.createImage("it", "8-bit ramp", 40, 40, 2).show();
        boolean one = command == FindNeurons.class;
        boolean several = command == NeuronFamilies.class;
        String message = one || several
                ? message(
                        command,
                        "layer",
                        "resblocks.11.mlp",
                        "folder",
                        (one ? ConceptFolders.one(folder) : ConceptFolders.several(folder)).toFile())
                : message(command, "layer", "resblocks.11.mlp", "slices", "all");
        assertTrue(message.contains("Layer 'resblocks.11.mlp' does not exist in this model"), message);
        assertTrue(message.contains("layer4.0.add"), message);
    }

    @Test
    void oneSinglePictureIsTooFew() throws IOException {
        Path set = ConceptFolders.one(folder);
        for (String name : List.of("red/1.png", "red/2.png", "blue/1.png", "blue/2.png"))
            Files.delete(set.resolve(name));
        String message = message(FindNeurons.class, "folder", set.toFile());
        assertTrue(message.contains("Each modality has one single picture of"), message);
        Path alone = set.resolve("red");
        message = message(ShowNeuronCard.class, "unit", "layer4.0.add:3", "folder", alone.toFile());
        assertTrue(message.contains("At least 2 readable pictures are needed, found 1"), message);
        message = message(TuningCurve.class, "units", "layer4.0.add:3", "folder", alone.toFile());
        assertTrue(message.contains("at least two pictures"), message);
        message = message(
                NeuronActivations.class, "folder", alone.toFile(), "reference", alone.toFile(), "layer", "stem.relu3");
        assertTrue(message.contains("Reference statistics need at least two readable pictures, found 1"), message);
    }

    private static void damage(Path file) throws IOException {
        Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0});
    }

    /** In the table that macros, batches and the exit status go by. */
    private static void assertListed(CommandModule run, String... files) {
        assertFalse(run.isCanceled(), run.getCancelReason());
        ResultsTable table = Commands.output(run, "unreadable", ResultsTable.class);
        assertNotNull(table, "no table Unreadable");
        assertEquals(List.of("File", "Error"), List.of(table.getHeadings()));
        assertEquals(List.of(files), List.of(table.getColumnAsStrings("File")));
        assertFalse(table.getStringValue("Error", 0).isBlank());
    }

    /** Runs a command with those of the inputs that it has. */
    private static CommandModule run(Class<? extends Command> command, Object... inputs) {
        List<Object> its = new ArrayList<>();
        for (int i = 0; i < inputs.length; i += 2)
            if (has(command, (String) inputs[i]))
                its.addAll(Arrays.asList(inputs).subList(i, i + 2));
        return commands.run(command, its.toArray());
    }

    private static boolean has(Class<?> command, String input) {
        for (Class<?> type = command; type != null; type = type.getSuperclass())
            if (Arrays.stream(type.getDeclaredFields())
                    .anyMatch(field -> field.getName().equals(input))) return true;
        return false;
    }

    private static String message(Class<? extends Command> command, Object... inputs) {
        return ((PluginCommand) run(command, inputs).getDelegateObject()).getCancelReason();
    }
}

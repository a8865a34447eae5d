package org.multimodalneurons.plugin;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.multimodalneurons.plugin.attack.AttackImages;
import org.multimodalneurons.plugin.attack.FindHijackedNeurons;
import org.multimodalneurons.plugin.attack.RenderText;
import org.multimodalneurons.plugin.attack.RunStroopTest;
import org.multimodalneurons.plugin.attack.SearchStrongestAttack;
import org.multimodalneurons.plugin.embed.ClassifyWithText;
import org.multimodalneurons.plugin.embed.Compare;
import org.multimodalneurons.plugin.embed.EmbedImages;
import org.multimodalneurons.plugin.embed.IndexFolder;
import org.multimodalneurons.plugin.embed.MapSimilarity;
import org.multimodalneurons.plugin.embed.SearchImages;
import org.multimodalneurons.plugin.models.ChooseModel;
import org.multimodalneurons.plugin.models.ModelChoice;
import org.multimodalneurons.plugin.models.Models;
import org.multimodalneurons.plugin.probe.Dissect;
import org.multimodalneurons.plugin.probe.EmotionArithmetic;
import org.multimodalneurons.plugin.probe.PlotConditionalProbability;
import org.multimodalneurons.plugin.probe.ShowNeuronCard;
import org.multimodalneurons.plugin.probe.WhichNeurons;
import org.multimodalneurons.plugin.visualize.ViewThroughLayers;
import org.multimodalneurons.plugin.visualize.VisualizeCaption;
import org.multimodalneurons.plugin.visualize.VisualizeFacets;
import org.multimodalneurons.plugin.visualize.VisualizeFeatures;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
public class FaultsTest extends CommandTest {

    private static final String UNIT = "layer4.0.add:3";
    private static final File EMOJI = new File("../sample-images/emoji");

    private static final File KINDS = new File("../sample-images/held-out/emotion/happy");

    private static final Path EMPTY = Path.of("target", "no-words.txt").toAbsolutePath();

    private static String marks;

    @BeforeAll
    static void writeEmptyList() throws IOException {
        Files.writeString(EMPTY, "# nothing but a remark");
    }

    /** Command, inputs, and what the message must name. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(ClassifyWithText.class, new Object[] {"labels", " , "}, "no label"),
                Arguments.of(ClassifyWithText.class, new Object[] {"prompt", "a picture"}, "{}"),
                Arguments.of(ClassifyWithText.class, new Object[] {"slices", "7"}, "slice 7"),
                Arguments.of(ClassifyWithText.class, new Object[] {"model", new File("gone.safetensors")}, "gone"),
                Arguments.of(ClassifyWithText.class, new Object[] {"folder", new File("no/folder")}, "no folder"),
                Arguments.of(EmbedImages.class, new Object[] {"display", "bright"}, "\"display\" is \"bright\""),
                Arguments.of(EmbedImages.class, new Object[] {"channels", "7"}, "channel 7"),
                Arguments.of(MapSimilarity.class, new Object[] {"channels", "red"}, "\"channels\" is \"red\""),
                Arguments.of(EmbedImages.class, new Object[] {"regions", "rois"}, "selection, manager, particles"),
                Arguments.of(EmbedImages.class, new Object[] {"regions", "particles", "smallest", -1.}, "smallest"),
                Arguments.of(
                        EmbedImages.class, new Object[] {"regions", "particles", "mask", "nothing"}, "\"nothing\""),
                Arguments.of(Compare.class, new Object[] {"folder", EMOJI, "filter", "*.txt"}, "no file named *.txt"),
                Arguments.of(EmbedImages.class, new Object[] {"model", new File("pom.xml")}, "pom.xml"),
                Arguments.of(EmbedImages.class, new Object[] {"filter", "*.tif"}, "\"filter\" is for the files"),
                Arguments.of(EmbedImages.class, new Object[] {"recursive", true}, "\"recursive\" is for the folders"),
                Arguments.of(EmbedImages.class, new Object[] {"mask", "it"}, "regions=particles"),
                Arguments.of(EmbedImages.class, new Object[] {"smallest", 5.}, "regions=particles"),
                Arguments.of(
                        EmbedImages.class,
                        new Object[] {"folder", EMOJI, "regions", "manager"},
                        "\"regions\" is of an image"),
                Arguments.of(Compare.class, new Object[] {"other", "nothing"}, "\"nothing\""),
                Arguments.of(Compare.class, new Object[] {"append", true}, "\"append\" is for cosines with texts"),
                Arguments.of(MapSimilarity.class, new Object[0], "text=[a picture of a dog]"),
                Arguments.of(MapSimilarity.class, new Object[] {"text", " "}, "no text"),
                Arguments.of(MapSimilarity.class, new Object[] {"method", "dense", "window", 8}, "The window is 8"),
                Arguments.of(MapSimilarity.class, new Object[] {"method", "dense", "stride", 8}, "The stride is 8"),
                Arguments.of(MapSimilarity.class, new Object[] {"show", "heat"}, "map, overlay, both"),
                Arguments.of(MapSimilarity.class, new Object[] {"window", 4, "stride", 8}, "stride"),
                Arguments.of(IndexFolder.class, new Object[] {"folder", new File("")}, "No folder is given"),
                Arguments.of(IndexFolder.class, new Object[] {"folder", new File("no/folder")}, "no folder"),
                Arguments.of(IndexFolder.class, new Object[] {"folder", EMOJI, "filter", "{a"}, "\"{a\""),
                Arguments.of(
                        IndexFolder.class,
                        new Object[] {"folder", EMOJI, "kept", new File("pom.xml")},
                        "another folder"),
                Arguments.of(SearchImages.class, new Object[] {"folder", new File("")}, "No folder is given"),
                Arguments.of(SearchImages.class, new Object[] {"folder", EMOJI}, "nothing to search for"),
                Arguments.of(
                        SearchImages.class,
                        new Object[] {"folder", EMOJI, "text", "a dog", "count", 0},
                        "\"count\" is 0"),
                Arguments.of(
                        SearchImages.class,
                        new Object[] {"folder", EMOJI, "text", "a dog"},
                        "Run Index Folder... first"),
                Arguments.of(
                        SearchImages.class,
                        new Object[] {"folder", EMOJI, "less", "dog-flat.png", "weight", 0.},
                        "must be above 0"),
                Arguments.of(WhichNeurons.class, new Object[] {"text", ""}, "no text"),
                Arguments.of(WhichNeurons.class, new Object[] {"units", 0}, "\"units\" is 0"),
                Arguments.of(WhichNeurons.class, new Object[] {"layer", "resblocks.3"}, "'resblocks.3' does not exist"),
                Arguments.of(WhichNeurons.class, new Object[] {"layer", "attnpool"}, "Grad-CAM needs"),
                Arguments.of(WhichNeurons.class, new Object[] {"steps", 5000}, "5000 steps"),
                Arguments.of(EmotionArithmetic.class, new Object[] {"phrases", " , "}, "no phrase"),
                Arguments.of(EmotionArithmetic.class, new Object[] {"count", 60}, "sum of 60 terms"),
                Arguments.of(EmotionArithmetic.class, new Object[] {"words", "sad", "factors", 0}, "one word"),
                Arguments.of(EmotionArithmetic.class, new Object[] {"words", "gone.txt"}, "gone.txt"),
                Arguments.of(EmotionArithmetic.class, new Object[] {"factors", 99}, "99 factors"),
                Arguments.of(EmotionArithmetic.class, new Object[] {"method", "magic"}, "OMP, LASSO"),
                Arguments.of(Dissect.class, new Object[] {"layer", "layer9"}, "layer9"),
                Arguments.of(Dissect.class, new Object[] {"words", "dog"}, "1 words"),
                Arguments.of(Dissect.class, new Object[0], "Only 1 image"),
                Arguments.of(Dissect.class, new Object[] {"save", new File("no/folder/names.csv")}, "no folder"),
                Arguments.of(PlotConditionalProbability.class, new Object[] {"folder", EMOJI}, "no file to keep"),
                Arguments.of(
                        PlotConditionalProbability.class,
                        new Object[] {"folder", EMOJI, "categories", "one"},
                        "2 to 9 categories"),
                Arguments.of(
                        PlotConditionalProbability.class,
                        new Object[] {"folder", EMOJI, "unit", UNIT, "labels", "modality"},
                        "no folder of a modality"),
                Arguments.of(
                        PlotConditionalProbability.class,
                        new Object[] {"folder", EMOJI, "unit", UNIT, "file", new File("pom.xml")},
                        "no columns"),
                Arguments.of(
                        PlotConditionalProbability.class,
                        new Object[] {"folder", EMOJI, "unit", UNIT, "labels", "modality", "width", 0.},
                        "must be above 0"),
                Arguments.of(
                        ShowNeuronCard.class, new Object[] {"folder", new File("no/folder")}, "There is no folder"),
                Arguments.of(ShowNeuronCard.class, new Object[] {"folder", EMOJI, "unit", "happiness"}, "'happiness'"),
                Arguments.of(ShowNeuronCard.class, new Object[] {"folder", EMOJI, "examples", 0}, "\"examples\" is 0"),
                Arguments.of(
                        ShowNeuronCard.class,
                        new Object[] {"folder", EMOJI, "unit", UNIT, "save", new File("no/folder/card.html")},
                        "no folder"),
                Arguments.of(VisualizeFeatures.class, new Object[] {"units", " , "}, "no unit"),
                Arguments.of(VisualizeFeatures.class, new Object[] {"units", "happiness"}, "'happiness'"),
                Arguments.of(
                        VisualizeFeatures.class,
                        new Object[] {"units", UNIT + ", layer4.0.add:9999"},
                        "has no unit 9999"),
                Arguments.of(VisualizeFeatures.class, new Object[] {"units", UNIT, "size", 0}, "0 x 0 pixels"),
                Arguments.of(VisualizeFeatures.class, new Object[] {"units", UNIT, "steps", 0}, "Steps: found 0"),
                Arguments.of(
                        VisualizeFeatures.class, new Object[] {"units", UNIT, "pictures", 0}, "found 0, expected 1"),
                Arguments.of(VisualizeFeatures.class, new Object[] {"units", UNIT, "movie", -1}, "\"movie\" is -1"),
                Arguments.of(VisualizeFeatures.class, new Object[] {"units", UNIT, "what", "draw"}, "excite, suppress"),
                Arguments.of(
                        VisualizeFeatures.class,
                        new Object[] {"units", UNIT, "size", 8000, "pictures", 256},
                        "GB of memory"),
                Arguments.of(
                        VisualizeFeatures.class, new Object[] {"units", UNIT, "channels", "rgb, cyan"}, "is no colour"),
                Arguments.of(VisualizeFeatures.class, new Object[] {"units", UNIT, "basis", "wavelets"}, "maco, cppn"),
                Arguments.of(VisualizeFeatures.class, new Object[] {"units", UNIT, "colours", "wild"}, "learned"),
                Arguments.of(
                        VisualizeFeatures.class,
                        new Object[] {"units", UNIT, "colours", "learned", "learn", "no such image"},
                        "\"no such image\""),
                Arguments.of(
                        VisualizeFeatures.class,
                        new Object[] {"units", UNIT, "colours", "learned", "channels", "cyan, yellow"},
                        "Fit colours to images of as many channels"),
                Arguments.of(
                        VisualizeFeatures.class,
                        new Object[] {"units", UNIT, "basis", "maco", "channels", "gray"},
                        "magnitude was learned from images of 3 channels"),
                Arguments.of(
                        VisualizeFeatures.class,
                        new Object[] {"units", UNIT, "pictures", 2, "diversity", -1.},
                        "Diversity: found -1"),
                Arguments.of(
                        VisualizeFeatures.class, new Object[] {"units", UNIT, "patience", -1}, "\"patience\" is -1"),
                Arguments.of(VisualizeCaption.class, new Object[] {"caption", " | "}, "no caption"),
                Arguments.of(VisualizeCaption.class, new Object[] {"wordings", "a picture"}, "{}"),
                Arguments.of(
                        VisualizeCaption.class, new Object[] {"caption", "very ".repeat(80) + "long"}, "83 tokens"),
                Arguments.of(ViewThroughLayers.class, new Object[] {"layers", "layer9"}, "layer9"),
                Arguments.of(ViewThroughLayers.class, new Object[] {"what", "paint"}, "invert, caricature"),
                Arguments.of(ViewThroughLayers.class, new Object[] {"start", "grey"}, "noise, image"),
                Arguments.of(ViewThroughLayers.class, new Object[] {"size", 0}, "0 x 0 pixels"),
                Arguments.of(ViewThroughLayers.class, new Object[] {"steps", 0}, "Steps: found 0"),
                Arguments.of(ViewThroughLayers.class, new Object[] {"smoothness", -1.}, "Smoothness: found -1"),
                Arguments.of(
                        ViewThroughLayers.class,
                        new Object[] {"what", "caricature", "power", -1.},
                        "Power of the cosine: found -1"),
                faceted("no unit", "units", " , "),
                faceted("'happiness'", "units", "happiness"),
                faceted("found -1.0", "strength", -1.),
                faceted("'layer9' does not exist", "layer", "layer9"),
                faceted("maps or tokens", "layer", "attnpool"),
                faceted("does not look through", "units", "layer2.0.add:1"),
                faceted("There is no folder", "source", new File("no/folder")),
                faceted("has 0 subfolder(s)", "source", EMOJI),
                faceted("does not hold facets", "source", new File("pom.xml")),
                faceted("'logo' is not among the facets", "facets", "none, logo"),
                faceted("no folder", "save", new File("no/folder/facets.json")),
                hijacked("nothing to write", "attack", " "),
                hijacked("no open image \"nothing\"", "attacked", "nothing"),
                hijacked("no layout", "layout", "spiral"),
                hijacked("too wide", "size", "200 px"),
                hijacked("\"fill\" is \"reddish\"", "fill", "reddish"),
                hijacked("change, rise, logit", "rank", "size"),
                hijacked("0 units", "units", 0),
                hijacked("'layer9' does not exist", "layer", "layer9"),
                hijacked("by change or by rise", "layer", "layer2.0.add", "rank", "logit"),
                hijacked("There is no folder", "concepts", new File("no/folder")),
                searched("no label", "classes", " , "),
                searched("one class only", "classes", "pizza"),
                searched("not among the classes", "target", "train"),
                searched("holds no word", "words", EMPTY.toString()),
                searched("gone.txt", "words", "gone.txt"),
                searched("more than 0", "ink", 0.),
                searched("budget is 0", "budget", 0),
                searched("{}", "prompt", "a picture"),
                attacked("not known what", "truth", ""),
                attacked("not among the classes", "classes", "cat, apple"),
                attacked("not among the classes", "classes", "dog, pizza", "truth", "cat"),
                attacked("one class only", "classes", "pizza", "truth", "pizza"),
                attacked("nothing to write", "words", "= pizza"),
                attacked("has no target", "words", "iPod ="),
                attacked("cannot draw \u72ac (U+72AC)", "words", "\u72ac"),
                attacked("is the largest that fits", "words", "typographic", "layouts", "centred", "sizes", "60 %"),
                attacked("no layout \"top\"", "layouts", "top"),
                attacked("\"large\" cannot be read", "sizes", "large"),
                attacked("\"defences\" is \"luck\"", "defences", "luck"),
                attacked(
                        "have no captions",
                        "defences",
                        "blur, prompts",
                        "examples",
                        new File("../sample-images/held-out/animal")),
                attacked("\"fill\" is \"reddish\"", "fill", "reddish"),
                attacked("no font \"Comic Roman\"", "font", "Comic Roman"),
                attacked("\"most\" is 0", "most", 0),
                attacked("\"pairs\" is -1", "pairs", -1),
                attacked("{}", "prompt", "a picture"),
                attacked("gone", "folder", new File("gone")),
                attacked("gone", "examples", new File("gone")),
                attacked("has 0 subfolder(s)", "examples", new File("../sample-images/emoji")),
                Arguments.of(RenderText.class, new Object[] {"text", " "}, "text to draw is empty"),
                Arguments.of(RenderText.class, new Object[] {"text", "\u72ac"}, "cannot draw \u72ac (U+72AC)"),
                Arguments.of(RenderText.class, new Object[] {"text", "typographic attack"}, "is the largest that fits"),
                Arguments.of(RenderText.class, new Object[] {"layout", "top"}, "paper, centred, below"),
                Arguments.of(RenderText.class, new Object[] {"layout", "roi"}, "no area selected on \"it\""),
                Arguments.of(RenderText.class, new Object[] {"size", "large"}, "\"large\" cannot be read"),
                Arguments.of(RenderText.class, new Object[] {"size", "95 % cover"}, "cannot cover 95.00 %"),
                Arguments.of(RenderText.class, new Object[] {"font", "Comic Roman"}, "no font \"Comic Roman\""),
                Arguments.of(RenderText.class, new Object[] {"fill", "reddish"}, "\"fill\" is \"reddish\""),
                Arguments.of(RenderText.class, new Object[] {"plate", "#12"}, "\"plate\" is \"#12\""),
                Arguments.of(RenderText.class, new Object[] {"opacity", 0.}, "must be above 0"),
                Arguments.of(RenderText.class, new Object[] {"layout", "scatter", "copies", 0}, "at least 1"),
                Arguments.of(RenderText.class, new Object[] {"slices", "7"}, "slice 7"),
                Arguments.of(RunStroopTest.class, new Object[] {"inks", "red"}, "at least two inks"),
                Arguments.of(RunStroopTest.class, new Object[] {"inks", "red, mauve"}, "\"mauve\" has no colour"),
                Arguments.of(RunStroopTest.class, new Object[] {"control", " "}, "one of them is empty"),
                Arguments.of(RunStroopTest.class, new Object[] {"control", "brown"}, "is one of the colours"),
                Arguments.of(RunStroopTest.class, new Object[] {"prompt", "the colour"}, "{}"),
                Arguments.of(RunStroopTest.class, new Object[] {"together", "mixed"}, "averaged, separate"),
                Arguments.of(RunStroopTest.class, new Object[] {"ground", "greenish"}, "\"ground\" is \"greenish\""),
                Arguments.of(RunStroopTest.class, new Object[] {"ground", "#2EA338"}, "cannot be seen"),
                Arguments.of(ChooseModel.class, new Object[] {"model", new File("gone")}, "gone"));
    }

    private static Arguments hijacked(String named, Object... inputs) {
        return Arguments.of(FindHijackedNeurons.class, inputs, named);
    }

    private static Arguments attacked(String named, Object... inputs) {
        List<Object> all = new ArrayList<>(List.of(inputs));
        if (!all.contains("truth")) all.addAll(List.of("truth", "dog"));
        if (!all.contains("words")) all.addAll(List.of("words", "pizza"));
        return Arguments.of(AttackImages.class, all.toArray(), named);
    }

    private static Arguments searched(String named, Object... inputs) {
        List<Object> all = new ArrayList<>(List.of(inputs));
        if (!all.contains("budget")) all.addAll(List.of("budget", 20));
        return Arguments.of(SearchStrongestAttack.class, all.toArray(), named);
    }

    private static Arguments faceted(String named, Object... inputs) {
        List<Object> all = new ArrayList<>(List.of(inputs));
        if (!all.contains("units")) all.addAll(List.of("units", UNIT));
        if (!all.contains("source")) all.addAll(List.of("source", KINDS));
        return Arguments.of(VisualizeFacets.class, all.toArray(), named);
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("mistakes")
    void aMistakeFromTheMenuIsToldAndLeavesNothing(Class<? extends Command> command, Object[] inputs, String named) {
        IJ.createImage("it", "8-bit ramp", 40, 30, 1).show();
        ModelChoice before = Models.SESSION.chosen();
        CommandModule run = commands.run(command, inputs);
        assertTrue(run.isCanceled());
        assertTrue(run.getCancelReason().contains(named), run.getCancelReason());
        assertTrue(run.getOutputs().values().stream().allMatch(output -> output == null));
        assertEquals(1, WindowManager.getImageCount());
        assertEquals(before, Models.SESSION.chosen());
    }

    @Test
    void withoutAnImageTheUserIsToldWhatToDo() {
        CommandModule run = commands.run(EmbedImages.class);
        assertTrue(run.getCancelReason().contains("no open image"), run.getCancelReason());
    }

    @Test
    void aDamagedModelNamesItsFile(@TempDir Path folder) throws Exception {
        byte[] bytes = Files.readAllBytes(TinyModel.file(1));
        Path cut = folder.resolve("cut.safetensors");
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        CommandModule run = commands.run(ChooseModel.class, "model", cut.toFile());
        assertTrue(run.getCancelReason().contains("cut.safetensors"), run.getCancelReason());
    }

    @Test
    void aMacroInBatchModeStopsAndLogsTheMessage() {
        marks = "";
        String macro = "setBatchMode(true); newImage('it', '8-bit ramp', 40, 30, 1);"
                + " call('org.multimodalneurons.plugin.FaultsTest.mark', 'before');"
                + " call('org.multimodalneurons.plugin.FaultsTest.classifyWithoutLabels');"
                + " call('org.multimodalneurons.plugin.FaultsTest.mark', 'after');";
        Macros.run(macro);
        assertEquals("before", marks);
        assertTrue(IJ.getLog().contains("no label"), IJ.getLog());
        assertFalse(IJ.isMacro());
    }

    @Test
    void whatAMacroLeavesOutHasItsDefault() {
        marks = "";
        Macros.run("setBatchMode(true); newImage('it', '8-bit ramp', 40, 30, 1);"
                + " call('org.multimodalneurons.plugin.FaultsTest.classify');");
        assertEquals("3 dog pizza apple", marks);
    }

    @Test
    void escapeCancelsWithoutAMessage() {
        ImagePlus image = IJ.createImage("it", "8-bit ramp", 40, 30, 1);
        ClassifyWithText command = new ClassifyWithText() {
            @Override
            protected void run(
                    org.multimodalneurons.model.ClipModel clip,
                    org.multimodalneurons.plugin.imagej.Pictures pictures,
                    org.multimodalneurons.Progress progress) {
                IJ.setKeyDown(java.awt.event.KeyEvent.VK_ESCAPE);
                super.run(clip, pictures, progress);
            }
        };
        image.show();
        command.run();
        IJ.resetEscape();
        assertEquals("", command.getCancelReason());
        assertNull(WindowManager.getFrame("Scores"));
    }

    /** Called by a macro. */
    public static void mark(String text) {
        marks += text;
    }

    /** Called by a macro. */
    public static void classifyWithoutLabels() {
        commands.run(ClassifyWithText.class, "labels", "");
    }

    /** Called by a macro. */
    public static void classify() {
        var scores = Commands.output(commands.run(ClassifyWithText.class), "scores", ij.measure.ResultsTable.class);
        String[] labels = scores.getColumnAsStrings("Label");
        marks += labels.length;
        for (String label : new String[] {"dog", "pizza", "apple"})
            if (java.util.List.of(labels).contains(label)) marks += " " + label;
    }
}

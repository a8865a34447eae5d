package org.multimodalneurons.plugin.visualize;

import java.awt.Color;
import java.awt.Frame;
import java.awt.event.KeyEvent;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.process.ColorProcessor;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.op.VisualizeOps;
import org.multimodalneurons.plugin.CommandTest;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.Macros;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.OpenDialog;
import org.multimodalneurons.plugin.TinyModel;
import org.multimodalneurons.plugin.models.ModelChoice;
import org.multimodalneurons.plugin.models.Models;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The commands that draw, on a small model: what comes out, not how it looks. */
@OnScreen
class VisualizeCommandsTest extends CommandTest {

    private static final String UNIT = "layer4.0.add:3";
    private static final String OTHER = "layer3.0.add:1";

    @TempDir
    Path folder;

    @Test
    void severalUnitsMakeALabelledStackWithTheRecipeInItsInfo() {
        CommandModule run = draw("units", UNIT + ", " + OTHER, "seed", 5);
        ImagePlus drawing = Commands.output(run, "drawing", ImagePlus.class);
        assertEquals("Drawing of 2 units", drawing.getTitle());
        assertEquals(2, drawing.getStackSize());
        assertEquals(24, drawing.getBitDepth());
        assertEquals(32, drawing.getWidth());
        assertEquals(UNIT, drawing.getStack().getSliceLabel(1));
        assertEquals(OTHER, drawing.getStack().getSliceLabel(2));
        String info = (String) drawing.getProperty("Info");
        assertTrue(info.contains("unit " + OTHER) && info.contains("seed 5") && info.contains("3 of 3 steps"), info);
        ResultsTable table = Commands.output(run, "objective", ResultsTable.class);
        assertEquals(3, table.size());
        assertEquals(List.of("Step", UNIT, OTHER), List.of(table.getHeadings()));
        assertNotNull(run.getOutput("curve"));
        assertNull(run.getOutput("growth"));
    }

    @Test
    void aKnownUnitIsNamedByItsConcept() {
        Models.SESSION.choose(ModelChoice.embedded());
        try {
            ImagePlus drawing = Commands.output(draw("units", "dog", "steps", 1), "drawing", ImagePlus.class);
            assertEquals("Drawing of layer4.0.add:328 dog", drawing.getTitle());
            ImagePlus shared = Commands.output(draw("units", "santa", "steps", 1), "drawing", ImagePlus.class);
            assertEquals("Drawing of layer4.0.add:359 santa", shared.getTitle());
        } finally {
            Models.SESSION.choose(ModelChoice.parse(TinyModel.file(1).toFile()).orElseThrow());
        }
    }

    @Test
    void theUnitsOfAStackAreDrawnAsIfEachWereAlone() {
        ImagePlus both = Commands.output(draw("units", UNIT + ", " + OTHER), "drawing", ImagePlus.class);
        ImagePlus alone = Commands.output(draw("units", OTHER), "drawing", ImagePlus.class);
        assertArrayEquals((int[]) alone.getProcessor().getPixels(), (int[])
                both.getStack().getPixels(2));
    }

    @Test
    void severalPicturesOfAUnitMakeAMontageOrASliceEach() {
        ImagePlus montage = Commands.output(draw("units", UNIT, "pictures", 3), "drawing", ImagePlus.class);
        assertEquals(1, montage.getStackSize());
        assertEquals(UNIT, montage.getStack().getSliceLabel(1));
        assertEquals(2 * 32 + 4, montage.getWidth());
        assertEquals(2 * 32 + 4, montage.getHeight());
        ImagePlus stack =
                Commands.output(draw("units", UNIT, "pictures", 3, "layout", "stack"), "drawing", ImagePlus.class);
        assertEquals(3, stack.getStackSize());
        assertEquals(UNIT + " (2 of 3)", stack.getStack().getSliceLabel(2));
        ColorProcessor cut = (ColorProcessor) montage.getProcessor();
        cut.setRoi(36, 0, 32, 32);
        assertArrayEquals(
                (int[]) stack.getStack().getPixels(2), (int[]) cut.crop().getPixels());
    }

    @Test
    void whatIsFreeAndItsColoursChangeThePicture() {
        List<int[]> pictures = new ArrayList<>();
        for (String basis : List.of("fourier", "pyramid", "pixels", "maco", "cppn"))
            for (String colours : List.of("natural", "independent"))
                pictures.add(pixels(draw("units", UNIT, "basis", basis, "colours", colours)));
        assertEquals(10, pictures.stream().map(Arrays::hashCode).distinct().count());
    }

    @Test
    void theMovieHasAFrameEverySoManySteps() {
        CommandModule run = draw("units", UNIT, "steps", 5, "movie", 2);
        ImagePlus growth = Commands.output(run, "growth", ImagePlus.class);
        assertEquals("Growth of " + UNIT, growth.getTitle());
        assertEquals(4, growth.getStackSize());
        assertEquals(UNIT + " step 5", growth.getStack().getSliceLabel(4));
        assertArrayEquals(pixels(run), (int[]) growth.getStack().getPixels(4));
    }

    @Test
    void whatSuppressesAUnitStartsFromTheOppositeValueAndBecomesAnotherPicture() {
        CommandModule exciting = draw("units", UNIT);
        int[] excites = pixels(exciting);
        ResultsTable excited = Commands.output(exciting, "objective", ResultsTable.class);
        CommandModule run = draw("units", UNIT, "what", "suppress");
        ResultsTable suppressed = Commands.output(run, "objective", ResultsTable.class);
        assertEquals(-excited.getValue(UNIT, 0), suppressed.getValue(UNIT + " suppressed", 0));
        assertFalse(Arrays.equals(excites, pixels(run)));
    }

    @Test
    void diversityChangesPicturesOnlyWhereThereAreSeveral() {
        assertArrayEquals(pixels(draw("units", UNIT)), pixels(draw("units", UNIT, "diversity", 9.)));
        assertFalse(Arrays.equals(
                pixels(draw("units", UNIT, "pictures", 2)),
                pixels(draw("units", UNIT, "pictures", 2, "diversity", 0.))));
    }

    @Test
    void channelsMakeACompositeInTheirColours() {
        CommandModule run =
                draw("units", UNIT + ", " + OTHER, "channels", "cyan, magenta, yellow", "pictures", 2, "movie", 2);
        for (String output : List.of("drawing", "growth")) {
            CompositeImage image = Commands.output(run, output, CompositeImage.class);
            assertEquals(3, image.getNChannels());
            assertEquals(8, image.getBitDepth());
            assertEquals(CompositeImage.COMPOSITE, image.getMode());
            assertEquals(0xFFFF00FF, image.getChannelLut(2).getRGB(255));
        }
        ImagePlus drawing = Commands.output(run, "drawing", ImagePlus.class);
        assertEquals(2, drawing.getNSlices());
        assertEquals(UNIT, drawing.getStack().getSliceLabel(3));
        assertEquals(OTHER, drawing.getStack().getSliceLabel(4));
        assertTrue(((String) drawing.getProperty("Info")).contains("3 channels"));
    }

    @Test
    void oneChannelMakesAnEightBitStack() {
        ImagePlus drawing =
                Commands.output(draw("units", UNIT + ", " + OTHER, "channels", "gray"), "drawing", ImagePlus.class);
        assertEquals(8, drawing.getBitDepth());
        assertEquals(2, drawing.getStackSize());
        assertEquals(0xFFFFFFFF, drawing.getProcessor().getLut().getRGB(255));
    }

    @Test
    void coloursAndTheSpectrumAreLearnedFromAnOpenStackOrAFolder() throws Exception {
        ImagePlus samples = IJ.createImage("samples", "RGB ramp", 40, 40, 3);
        samples.getStack().getProcessor(2).noise(60);
        samples.getStack().getProcessor(3).setColor(Color.RED);
        samples.getStack().getProcessor(3).fillOval(5, 5, 20, 20);
        samples.show();
        CommandModule learned = draw("units", UNIT, "colours", "learned");
        String info =
                (String) Commands.output(learned, "drawing", ImagePlus.class).getProperty("Info");
        assertTrue(info.contains("colours of 3 images"), info);
        assertFalse(Arrays.equals(pixels(learned), pixels(draw("units", UNIT))));
        CommandModule spectrum = draw("units", UNIT, "colours", "learned", "learn", "samples", "basis", "maco");
        info = (String) Commands.output(spectrum, "drawing", ImagePlus.class).getProperty("Info");
        assertTrue(info.contains("phases (3 images)"), info);
        IJ.saveAs(samples, "png", folder.resolve("sample").toString());
        CommandModule folders = draw("units", UNIT, "colours", "learned", "learn", folder.toString());
        info = (String) Commands.output(folders, "drawing", ImagePlus.class).getProperty("Info");
        assertTrue(info.contains("colours of 1 images"), info);
    }

    @Test
    void theChannelsOfACompositeAreLearnedAsTheyAre() {
        ImagePlus cells = IJ.createHyperStack("cells", 40, 40, 2, 2, 1, 8);
        for (int slice = 1; slice <= 4; slice++)
            cells.getStack().getProcessor(slice).noise(90);
        new CompositeImage(cells, CompositeImage.COMPOSITE).show();
        CommandModule run = draw("units", UNIT, "colours", "learned", "channels", "magenta, green", "basis", "maco");
        assertEquals(2, Commands.output(run, "drawing", ImagePlus.class).getNChannels());
    }

    @Test
    void aPictureThatGetsNoBetterEndsEarly() {
        CommandModule run = draw("units", UNIT, "steps", 400, "patience", 2);
        assertTrue(Commands.output(run, "objective", ResultsTable.class).size() < 400);
    }

    @Test
    void severalCaptionsMakeAStackAndTheirCosinesATable() {
        CommandModule run = run(VisualizeCaption.class, "caption", "a dog, asleep | a cat", "pictures", 2);
        ImagePlus drawing = Commands.output(run, "drawing", ImagePlus.class);
        assertEquals("Drawing of 2 captions", drawing.getTitle());
        assertEquals("a dog, asleep", drawing.getStack().getSliceLabel(1));
        assertEquals("a cat", drawing.getStack().getSliceLabel(2));
        ResultsTable cosines = Commands.output(run, "cosines", ResultsTable.class);
        assertEquals(4, cosines.size());
        assertEquals("a cat", cosines.getStringValue("Caption", 2));
        assertEquals(2, cosines.getValue("Picture", 3));
        String reached = String.format(Locale.ROOT, "%.3f", cosines.getValue("Cosine", 0));
        assertTrue(((String) drawing.getProperty("Info")).contains("cosine to the text " + reached));
    }

    @Test
    void wordingsChangeWhatACaptionIsDrawnAs() {
        int[] bare = pixels(run(VisualizeCaption.class, "caption", "dog"));
        int[] worded = pixels(run(VisualizeCaption.class, "caption", "dog", "wordings", "{} | a drawing of a {}"));
        assertFalse(Arrays.equals(bare, worded));
    }

    @Test
    void everyCommandWorksOnATransformer() {
        File model = TinyModel.transformer().toFile();
        ImagePlus image = IJ.createImage("it", "RGB ramp", 60, 50, 1);
        assertNotNull(draw("units", "resblocks.1.mlp:3", "pictures", 2, "model", model)
                .getOutput("drawing"));
        assertNotNull(
                run(VisualizeCaption.class, "caption", "a dog", "model", model).getOutput("drawing"));
        for (String what : List.of("invert", "caricature")) {
            CommandModule view = run(ViewThroughLayers.class, "image", image, "what", what, "model", model);
            assertEquals(5, Commands.output(view, "view", ImagePlus.class).getStackSize());
        }
        assertNotNull(commands.run(
                        MakeDeepDream.class,
                        "image",
                        image,
                        "target",
                        "resblocks.1",
                        "iterations",
                        1,
                        "octaves",
                        1,
                        "model",
                        model)
                .getOutput("dream"));
    }

    @Test
    void theSameSeedGivesTheSamePictureFromCommandMacroAndOp() {
        int[] command = pixels(draw("units", UNIT, "seed", 8));
        int[] text = pixels(run(VisualizeCaption.class, "caption", "a dog", "seed", 8));
        Commands.closeWindows();
        String options = "size=32 steps=3 seed=8 model=[" + TinyModel.file(1) + "]";
        Macros.run("run('Feature Visualization...', 'units=" + UNIT + " " + options + "');"
                + "run('Visualize a Caption...', 'caption=[a dog] " + options + "');");
        assertArrayEquals(command, (int[])
                WindowManager.getImage("Drawing of " + UNIT).getProcessor().getPixels());
        assertArrayEquals(text, (int[])
                WindowManager.getImage("Drawing of a dog").getProcessor().getPixels());
        try (ClipModel clip = ClipModel.open(TinyModel.file(1))) {
            assertArrayEquals(command, shown(VisualizeOps.visualize(UNIT, 32, 3, 8L, clip)));
            assertArrayEquals(text, shown(VisualizeOps.visualizeCaption("a dog", 32, 3, 8L, clip)));
        }
        assertFalse(Arrays.equals(command, pixels(draw("units", UNIT, "seed", 9))));
    }

    @Test
    void escapeKeepsTheBestPictureSoFarAndThePreviewIsClosed() throws Exception {
        await(false); // that of an earlier test
        var later = CompletableFuture.supplyAsync(() -> draw("units", UNIT + ", " + OTHER, "steps", 100_000));
        await(true);
        IJ.setKeyDown(KeyEvent.VK_ESCAPE);
        CommandModule run = later.get(60, TimeUnit.SECONDS);
        IJ.resetEscape();
        ImagePlus drawing = Commands.output(run, "drawing", ImagePlus.class);
        assertEquals(1, drawing.getStackSize());
        assertTrue(((String) drawing.getProperty("Info")).contains("of 100000 steps done"));
        assertTrue(Commands.output(run, "objective", ResultsTable.class).size() < 100_000);
        await(false);
    }

    /** Waits until the preview is shown, or gone. */
    static void await(boolean shown) {
        OpenDialog.await(shown ? "a preview" : "the end of the preview", () -> shown == isPreviewed() ? true : null);
    }

    private static boolean isPreviewed() {
        return Arrays.stream(Frame.getFrames())
                .anyMatch(frame -> frame.isShowing() && frame.getTitle().equals("Drawing " + UNIT));
    }

    private static CommandModule draw(Object... inputs) {
        return run(VisualizeFeatures.class, inputs);
    }

    /** Small pictures after few steps, but for what is asked. */
    private static CommandModule run(Class<? extends Command> command, Object... inputs) {
        List<Object> all = new ArrayList<>(List.of("size", 32));
        if (!Arrays.asList(inputs).contains("steps")) all.addAll(List.of("steps", 3));
        all.addAll(Arrays.asList(inputs));
        return commands.run(command, all.toArray());
    }

    private static int[] pixels(CommandModule run) {
        return (int[])
                Commands.output(run, "drawing", ImagePlus.class).getProcessor().getPixels();
    }

    /** The pixels of an Op's picture, rounded as a drawing on grey is. */
    static int[] shown(Img<FloatType> picture) {
        int[] pixels = new int[32 * 32];
        for (int at = 0; at < pixels.length; at++) {
            int colour = 0xFF;
            for (int channel = 0; channel < 3; channel++)
                colour = colour << 8
                        | Math.round(255
                                * (.5f
                                        + (picture.getAt(at % 32, at / 32, channel)
                                                        .get()
                                                - .5f)));
            pixels[at] = colour;
        }
        return pixels;
    }
}

package org.multimodalneurons.plugin.visualize;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.OvalRoi;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.op.VisualizeOps;
import org.multimodalneurons.plugin.CommandTest;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.Macros;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.TinyModel;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Inversions and caricatures of all kinds of images, with the tiny model: what comes out, not how it looks. */
@OnScreen
class ViewThroughLayersTest extends CommandTest {

    private static final String LAYER = "layer2.0.add";

    @ParameterizedTest
    @CsvSource({"8-bit ramp, 8", "16-bit ramp, 8", "32-bit ramp, 8", "RGB ramp, 24"})
    void aSliceForEachLayerOfAnyKindOfImageWhichStaysAsItIs(String kind, int bits) {
        ImagePlus image = IJ.createImage("it", kind, 90, 70, 2);
        image.show();
        List<Object> before = pixels(image);
        CommandModule run = run("layers", LAYER + ", attnpool", "slices", "all");
        ImagePlus view = Commands.output(run, "view", ImagePlus.class);
        assertEquals("Inversion of it", view.getTitle());
        assertEquals(bits, view.getBitDepth());
        assertEquals(32, view.getWidth());
        assertEquals(4, view.getStackSize());
        assertEquals("it:2 attnpool", view.getStack().getSliceLabel(4));
        assertTrue(view.getInfoProperty().contains("inversion of " + LAYER), view.getInfoProperty());
        assertTrue(view.getInfoProperty().contains("3 of 3 steps"), view.getInfoProperty());
        ResultsTable agreement = Commands.output(run, "agreement", ResultsTable.class);
        assertEquals(List.of("Image", "Layer", "Cosine"), List.of(agreement.getHeadings()));
        assertEquals("attnpool", agreement.getStringValue("Layer", 3));
        assertTrue(Math.abs(agreement.getValue("Cosine", 3)) <= 1.0001);
        assertTrue(Arrays.deepEquals(before.toArray(), pixels(image).toArray()), "the source was changed");
        assertFalse(image.changes);
    }

    private static List<Object> pixels(ImagePlus image) {
        List<Object> copies = new ArrayList<>();
        for (int slice = 1; slice <= image.getStackSize(); slice++)
            copies.add(image.getStack().getProcessor(slice).getPixelsCopy());
        return copies;
    }

    @Test
    void theDrawingLiesWhereTheModelLooked() {
        ImagePlus image = IJ.createImage("it", "16-bit ramp", 200, 100, 1);
        Calibration calibration = image.getCalibration();
        calibration.pixelWidth = .5;
        calibration.pixelHeight = .5;
        calibration.xOrigin = 10;
        calibration.setUnit("um");
        image.show();
        assertSquare(50, 0, 100, view("image", image, "layers", LAYER));
        image.setRoi(new Rectangle(20, 10, 120, 80));
        assertSquare(40, 10, 80, view("image", image, "layers", LAYER));
        image.setRoi(new OvalRoi(30, 0, 40, 50));
        assertSquare(30, 5, 40, view("image", image, "layers", LAYER));
    }

    /** A square of the image above, in its pixels, but for the model's rounding. */
    private static void assertSquare(double left, double top, double side, ImagePlus view) {
        Calibration calibration = view.getCalibration();
        assertEquals("µm", calibration.getUnit());
        assertEquals(.5 * (left - 10), calibration.getX(0), .6);
        assertEquals(.5 * top, calibration.getY(0), .6);
        assertEquals(.5 * side / 32, calibration.pixelWidth, .02);
    }

    @Test
    void mergedChannelsAreDrawnEachInItsColour() {
        ImagePlus image = IJ.createHyperStack("it", 70, 60, 2, 1, 1, 16);
        for (int slice = 1; slice <= 2; slice++)
            image.getStack().getProcessor(slice).noise(80);
        CompositeImage composite = new CompositeImage(image, CompositeImage.COMPOSITE);
        composite.show();
        ImagePlus view = view("layers", LAYER);
        assertEquals(2, view.getNChannels());
        assertEquals(
                composite.getChannelLut(2).getRGB(255),
                ((CompositeImage) view).getChannelLut(2).getRGB(255));
    }

    @Test
    void whatAndWhereToStartChangeThePicture() {
        ImagePlus image = IJ.createImage("it", "RGB ramp", 64, 64, 1);
        List<Object> pictures = new ArrayList<>();
        for (String what : List.of("invert", "caricature"))
            for (String start : List.of("noise", "image"))
                pictures.add(view("image", image, "layers", LAYER, "what", what, "start", start)
                        .getProcessor()
                        .getPixels());
        pictures.add(view("image", image, "layers", LAYER, "what", "caricature", "power", 3.)
                .getProcessor()
                .getPixels());
        pictures.add(view("image", image, "layers", LAYER, "smoothness", 9.)
                .getProcessor()
                .getPixels());
        assertEquals(
                6,
                pictures.stream()
                        .map(pixels -> Arrays.hashCode((int[]) pixels))
                        .distinct()
                        .count());
    }

    @Test
    void theSameSeedGivesTheSamePictureFromCommandMacroAndOp() {
        ImagePlus source = IJ.createImage("it", "RGB ramp", 64, 64, 1);
        source.show();
        int[] command = (int[]) view("layers", LAYER, "seed", 4).getProcessor().getPixels();
        int[] pixels = (int[]) source.getProcessor().getPixelsCopy();
        Commands.closeWindows();
        IJ.createImage("it", "RGB ramp", 64, 64, 1).show();
        Macros.run("run('Caricature / Invert...', 'layers=" + LAYER + " size=32 steps=3 seed=4 model=["
                + TinyModel.file(1) + "]');");
        assertArrayEquals(command, (int[])
                WindowManager.getImage("Inversion of it").getProcessor().getPixels());
        try (ClipModel clip = ClipModel.open(TinyModel.file(1))) {
            Img<FloatType> drawn = VisualizeOps.invert(ArrayImgs.argbs(pixels, 64, 64), LAYER, 32, 3, 4L, clip);
            for (int at = 0; at < command.length; at++) {
                int red = Math.round(255 * drawn.getAt(at % 32, at / 32, 0).get());
                assertEquals(command[at] >> 16 & 255, red, 1);
            }
        }
    }

    private static ImagePlus view(Object... inputs) {
        return Commands.output(run(inputs), "view", ImagePlus.class);
    }

    private static CommandModule run(Object... inputs) {
        List<Object> all = new ArrayList<>(List.of("size", 32, "steps", 3));
        all.addAll(Arrays.asList(inputs));
        return commands.run(ViewThroughLayers.class, all.toArray());
    }
}

package org.multimodalneurons.plugin.visualize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.OvalRoi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.plugin.CommandTest;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.OnScreen;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** DeepDream on all kinds of images, with the tiny model. */
@OnScreen
class MakeDeepDreamTest extends CommandTest {

    @ParameterizedTest
    @ValueSource(strings = {"8-bit ramp", "16-bit ramp", "32-bit ramp", "RGB ramp"})
    void aDreamIsOfTheSourcesKindAndTheSourceStaysAsItIs(String kind) {
        ImagePlus image = IJ.createImage("it", kind, 90, 70, 2);
        image.getCalibration().pixelWidth = .5;
        image.getCalibration().setUnit("um");
        image.show();
        List<Object> before = pixels(image);
        ImagePlus dream = dream("slices", "all", "iterations", 2);
        assertEquals(image.getBitDepth(), dream.getBitDepth());
        assertEquals(90, dream.getWidth());
        assertEquals(70, dream.getHeight());
        assertEquals(2, dream.getStackSize());
        assertEquals(.5, dream.getCalibration().pixelWidth);
        assertEquals(image.getCalibration().getUnit(), dream.getCalibration().getUnit());
        assertEquals(image.getDisplayRangeMax(), dream.getDisplayRangeMax());
        assertTrue(Arrays.deepEquals(before.toArray(), pixels(image).toArray()), "the source was changed");
        assertFalse(Arrays.deepEquals(before.toArray(), pixels(dream).toArray()), "nothing was dreamt");
        String info = dream.getInfoProperty();
        assertTrue(info.contains("layer") && info.contains("4 octaves x 1.4") && info.contains("seed 1"), info);
    }

    private static List<Object> pixels(ImagePlus image) {
        List<Object> copies = new ArrayList<>();
        for (int slice = 1; slice <= image.getStackSize(); slice++)
            copies.add(image.getStack().getProcessor(slice).getPixelsCopy());
        return copies;
    }

    @Test
    void valuesOfSixteenBitsStayInTheDisplayRangeAndThoseBeyondKeepTheirDistance() {
        ImagePlus image = IJ.createImage("it", "16-bit black", 80, 60, 1);
        for (int i = 0; i < 80 * 60; i++) image.getProcessor().set(i, 1000 + i % 80 * 10);
        image.getProcessor().set(0, 60000);
        image.setDisplayRange(1000, 1800);
        image.show();
        ImagePlus dream = dream("iterations", 3, "strength", 8);
        assertEquals(60000, dream.getProcessor().get(0), 800);
        for (int i = 1; i < 80 * 60; i++) {
            int value = dream.getProcessor().get(i);
            assertTrue(value >= 1000 && value <= 1800, "value " + value);
        }
    }

    @Test
    void mergedChannelsAreDreamtTogetherAndKeepTheirColours() {
        ImagePlus image = IJ.createHyperStack("it", 70, 60, 2, 3, 1, 8);
        for (int slice = 1; slice <= 6; slice++)
            image.getStack().getProcessor(slice).noise(80);
        CompositeImage composite = new CompositeImage(image, CompositeImage.COMPOSITE);
        composite.show();
        ImagePlus dream = dream("slices", "all", "octaves", 1, "iterations", 1);
        assertEquals(2, dream.getNChannels());
        assertEquals(3, dream.getNSlices());
        assertEquals(CompositeImage.COMPOSITE, ((CompositeImage) dream).getMode());
        assertEquals(composite.getChannelLut(2), ((CompositeImage) dream).getChannelLut(2));
        ImagePlus one = dream("slices", "2", "octaves", 1, "iterations", 1);
        assertEquals(2, one.getStackSize());
        assertEquals(2, one.getNChannels());
    }

    @Test
    void outsideASelectionNothingChanges() {
        ImagePlus image = IJ.createImage("it", "RGB ramp", 100, 80, 1);
        image.show();
        image.setRoi(new OvalRoi(20, 10, 60, 50));
        ImagePlus dream = dream("octaves", 2, "iterations", 3);
        assertEquals(100, dream.getWidth());
        int changed = 0;
        for (int y = 0; y < 80; y++)
            for (int x = 0; x < 100; x++) {
                boolean same =
                        image.getProcessor().get(x, y) == dream.getProcessor().get(x, y);
                if (!image.getRoi().contains(x, y)) assertTrue(same, "changed at " + x + ", " + y);
                else if (!same) changed++;
            }
        assertTrue(changed > 1000, "changed: " + changed);
    }

    @Test
    void framesMakeAMovieOfTheSameKind() {
        IJ.createImage("it", "16-bit ramp", 64, 48, 1).show();
        ImagePlus movie = dream("frames", 3, "octaves", 1, "iterations", 1, "zoom", .1);
        assertEquals(3, movie.getStackSize());
        assertEquals(16, movie.getBitDepth());
        assertEquals("frame 3, 1.21 x", movie.getStack().getSliceLabel(3));
    }

    @Test
    void aGuideChangesTheDreamAndDoesNotGoWithAUnit(@TempDir Path folder) throws IOException {
        IJ.createImage("guide", "RGB noise", 80, 80, 1).show();
        ImagePlus image = IJ.createImage("it", "RGB ramp", 64, 64, 1);
        image.show();
        ImagePlus alone = dream("image", image, "octaves", 1, "iterations", 2);
        ImagePlus guided = dream("image", image, "octaves", 1, "iterations", 2, "guide", "guide");
        assertFalse(Arrays.deepEquals(pixels(alone).toArray(), pixels(guided).toArray()));
        assertFault("a guide needs a layer", "target", "layer4.0.add:3", "guide", "guide");
        assertFault("nowhere.png", "guide", "nowhere.png");
        Path cut = folder.resolve("cut.pgm");
        Files.writeString(cut, "P5 8 8 255\n and no more");
        assertFault("cut.pgm cannot be opened as an image: its end is missing", "guide", cut.toString());
        assertFault(
                "made of one slice",
                "image",
                IJ.createImage("two", "8-bit ramp", 40, 30, 2),
                "slices",
                "all",
                "frames",
                2);
    }

    private static void assertFault(String part, Object... inputs) {
        CommandModule run = commands.run(MakeDeepDream.class, inputs);
        assertTrue(run.getCancelReason().contains(part), run.getCancelReason());
    }

    private static ImagePlus dream(Object... inputs) {
        CommandModule run = commands.run(MakeDeepDream.class, inputs);
        return Commands.output(run, "dream", ImagePlus.class);
    }
}

package org.multimodalneurons.plugin.attack;

import java.awt.Rectangle;
import java.util.Arrays;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import ij.process.ImageProcessor;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.plugin.CommandTest;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.OnScreen;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class RenderTextTest extends CommandTest {

    private static ImagePlus grey(int bits, int slices) {
        ImagePlus image = IJ.createImage("it", bits + "-bit black", 288, 288, slices);
        for (int i = 1; i <= slices; i++) image.getStack().getProcessor(i).add(100);
        image.setDisplayRange(0, 255);
        image.show();
        return image;
    }

    private static ImagePlus text(Object... inputs) {
        return Commands.output(commands.run(RenderText.class, inputs), "result", ImagePlus.class);
    }

    /** Where a picture is no longer the grey that it was. */
    private static Rectangle changed(ImageProcessor pixels, int grey) {
        Rectangle box = new Rectangle(-1, -1);
        for (int y = 0; y < pixels.getHeight(); y++)
            for (int x = 0; x < pixels.getWidth(); x++)
                if ((pixels.get(x, y) & 0xffffff) != grey * 0x010101) box.add(new Rectangle(x, y, 1, 1));
        return box;
    }

    @Test
    void thePapersEightCopiesCoverEightPercent() {
        grey(8, 1);
        CommandModule run = commands.run(RenderText.class);
        ImagePlus attacked = Commands.output(run, "result", ImagePlus.class);
        assertEquals("Text on it", attacked.getTitle());
        assertEquals(ImagePlus.COLOR_RGB, attacked.getType());
        ResultsTable ink = Commands.output(run, "ink", ResultsTable.class);
        assertEquals(
                "Image Text Layout Font Font_Size Size_Percent Coverage_Percent", String.join(" ", ink.getHeadings()));
        assertEquals(8.0, ink.getValue("Coverage_Percent", 0), .05);
        assertEquals(21, ink.getValue("Font_Size", 0), 1e-9);
        assertEquals("paper", ink.getStringValue("Layout", 0));
        assertTrue(attacked.getInfoProperty().contains("covers 8.01 % of the pixels"), attacked.getInfoProperty());
        Rectangle box = changed(attacked.getProcessor(), 100);
        assertEquals(21, box.x);
        assertEquals(24, box.y);
    }

    @Test
    void theSourceItsSelectionAndItsSliceStayAsTheyWere() {
        ImagePlus source = grey(16, 3);
        source.setSlice(2);
        Roi roi = new OvalRoi(30, 200, 120, 60);
        source.setRoi(roi);
        short[] before = ((short[]) source.getProcessor().getPixels()).clone();
        text("layout", "roi", "text", "cat", "slices", "all");
        assertArrayEquals(before, (short[]) source.getProcessor().getPixels());
        assertSame(roi, source.getRoi());
        assertEquals(new Rectangle(30, 200, 120, 60), roi.getBounds());
        assertEquals(2, source.getCurrentSlice());
        assertEquals(16, source.getBitDepth());
        assertFalse(source.changes);
    }

    @Test
    void aTextInTheSelectionFillsItsBoundsAboutItsMiddle() {
        ImagePlus source = grey(8, 1);
        source.setRoi(new OvalRoi(30, 200, 120, 60));
        Rectangle box =
                changed(text("layout", "roi", "text", "cat", "outline", "none").getProcessor(), 100);
        assertTrue(new Rectangle(30, 200, 120, 60).contains(box), box.toString());
        assertTrue(box.width >= 118 || box.height >= 58, box.toString());
        assertEquals(90, box.getCenterX(), 1);
        assertEquals(230, box.getCenterY(), 1);
    }

    @Test
    void aStackKeepsItsCalibrationLabelsAndAxes() {
        ImagePlus source = grey(8, 6);
        source.setDimensions(1, 3, 2);
        source.setOpenAsHyperStack(true);
        Calibration calibration = source.getCalibration();
        calibration.pixelWidth = .25;
        calibration.pixelDepth = 2;
        calibration.setUnit("um");
        source.getStack().setSliceLabel("first", 1);
        ImagePlus all = text("slices", "all");
        assertArrayEquals(new int[] {288, 288, 1, 3, 2}, all.getDimensions());
        assertEquals("first", all.getStack().getSliceLabel(1));
        assertEquals(.25, all.getCalibration().pixelWidth);
        assertEquals(2, all.getCalibration().pixelDepth);
        for (int i = 1; i <= 6; i++)
            assertArrayEquals(
                    (int[]) all.getStack().getPixels(1), (int[]) all.getStack().getPixels(i));
        ImagePlus two = text("slices", "2-3");
        assertEquals(2, two.getStackSize());
    }

    @Test
    void mergedChannelsAreWrittenOnAsTheyAreShown() {
        ImagePlus stack = grey(8, 2);
        stack.setDimensions(2, 1, 1);
        CompositeImage composite = new CompositeImage(stack, CompositeImage.COMPOSITE);
        composite.setTitle("composite");
        composite.show();
        ImagePlus attacked = text("image", composite, "fill", "red", "layout", "centred", "outline", "");
        assertEquals(1, attacked.getStackSize());
        int[] pixels = (int[]) attacked.getProcessor().getPixels();
        int shown = composite.flatten().getProcessor().get(0, 0) & 0xffffff;
        assertEquals(shown, pixels[0] & 0xffffff);
        assertTrue(Arrays.stream(pixels).anyMatch(pixel -> (pixel & 0xffffff) == 0xff0000));
    }

    @Test
    void theSameSeedScattersAlike() {
        grey(8, 1);
        int[] first = (int[])
                text("layout", "scatter", "seed", 5, "copies", 3).getProcessor().getPixels();
        IJ.selectWindow("it");
        int[] again = (int[])
                text("layout", "scatter", "seed", 5, "copies", 3).getProcessor().getPixels();
        IJ.selectWindow("it");
        int[] other = (int[])
                text("layout", "scatter", "seed", 6, "copies", 3).getProcessor().getPixels();
        assertArrayEquals(first, again);
        assertFalse(Arrays.equals(first, other));
    }
}

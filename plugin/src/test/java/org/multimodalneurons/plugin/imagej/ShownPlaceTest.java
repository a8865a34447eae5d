package org.multimodalneurons.plugin.imagej;

import java.awt.Rectangle;
import java.util.List;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import ij.process.ImageProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.host.VirtualImageJ;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class ShownPlaceTest {

    @BeforeEach
    void start() {
        VirtualImageJ.start();
        IJ.log("\\Clear");
    }

    @AfterEach
    void close() {
        Commands.closeWindows();
    }

    /** Two channels, three slices, two frames. */
    private static ImagePlus hyperstack(String mode) {
        ImagePlus image = new ImagePlus(
                "it", IJ.createImage("it", "8-bit ramp", 40, 30, 12).getStack());
        image.setDimensions(2, 3, 2);
        if (!mode.equals("none"))
            image = new CompositeImage(
                    image,
                    switch (mode) {
                        case "composite" -> CompositeImage.COMPOSITE;
                        case "color" -> CompositeImage.COLOR;
                        default -> CompositeImage.GRAYSCALE;
                    });
        image.setOpenAsHyperStack(true);
        image.show();
        return image;
    }

    @ParameterizedTest
    @CsvSource({
        "composite, shown, shown, 6, 4, 1 2 2",
        "color, shown, shown, 12, 9, 2 2 2",
        "grayscale, shown, shown, 12, 4, 1 3 1",
        "none, shown, shown, 12, 11, 2 3 2",
        "composite, values, shown, 12, 9, 2 2 2",
        "composite, shown, 2, 6, 5, 2 3 2",
        "color, values, '2,1', 6, 3, 2 1 2",
        "none, shown, 1, 6, 2, 1 3 1"
    })
    void everyPictureIsFoundAgainInEveryMode(
            String mode, String display, String channels, int count, int index, String position) {
        ImagePlus image = hyperstack(mode);
        Pictures pictures = new ShownImage(image, "all", PixelMeaning.parse(display, channels));
        assertEquals(count, pictures.size());
        pictures.show(index);
        assertEquals(position, image.getC() + " " + image.getZ() + " " + image.getT());
    }

    @Test
    void aPictureIsFoundAgainThoughTheModeWasChanged() {
        ImagePlus image = hyperstack("composite");
        Pictures pictures = new ShownImage(image, "all");
        image.setDisplayMode(IJ.GRAYSCALE);
        pictures.show(5);
        assertEquals("1 3 2", image.getC() + " " + image.getZ() + " " + image.getT());
    }

    @Test
    void ofTwoImagesOfOneTitleTheOneThatWasLookedAtIsShown() {
        ImagePlus other = IJ.createImage("it", "8-bit ramp", 40, 30, 5);
        ImagePlus image = IJ.createImage("it", "8-bit ramp", 40, 30, 5);
        ImagePlus third = IJ.createImage("it", "8-bit ramp", 40, 30, 5);
        for (ImagePlus each : List.of(other, image, third)) each.show();
        new ShownImage(image, "all").only(List.of(1, 3)).show(1);
        assertEquals(4, image.getCurrentSlice());
        assertEquals(1, other.getCurrentSlice());
        assertEquals(1, third.getCurrentSlice());
    }

    @Test
    void aParticleIsSelectedAndNoRegionOfItsNameInTheManager() {
        RoiManager manager = RoiManager.getRoiManager();
        try {
            Roi stranger = new Roi(0, 0, 3, 3);
            stranger.setName("1");
            manager.addRoi(stranger);
            ImagePlus image = IJ.createImage("it", "8-bit black", 40, 30, 2);
            for (int slice = 1; slice <= 2; slice++) {
                ImageProcessor pixels = image.getStack().getProcessor(slice);
                pixels.setColor(255);
                pixels.fill(new Roi(10, 5 * slice, 8, 6));
            }
            image.show();
            Pictures particles = RoiPictures.ofParticles(
                    new ShownImage(image, "all"),
                    new ParticleMask(new ShownImage(image, "all"), image),
                    0,
                    Progress.NONE);
            assertEquals("1", particles.region(1));
            particles.show(1);
            assertEquals(2, image.getCurrentSlice());
            assertEquals(new Rectangle(10, 10, 8, 6), image.getRoi().getBounds());
            image.getRoi().setLocation(0, 0);
            particles.show(1);
            assertEquals(new Rectangle(10, 10, 8, 6), image.getRoi().getBounds(), "a copy is selected");
        } finally {
            manager.reset();
            manager.close();
        }
    }

    @Test
    void theSelectionIsSelectedAgain() {
        ImagePlus image = IJ.createImage("it", "8-bit ramp", 40, 30, 3);
        image.setRoi(4, 5, 6, 7);
        image.show();
        Pictures pictures = new ShownImage(image, "all");
        image.getRoi().setLocation(20, 20);
        image.deleteRoi();
        pictures.show(2);
        assertEquals(3, image.getCurrentSlice());
        assertEquals(new Rectangle(4, 5, 6, 7), image.getRoi().getBounds());
    }

    @Test
    void anImageThatWasClosedIsToldAndNoOtherOfItsTitleTouched() {
        ImagePlus image = IJ.createImage("it", "8-bit ramp", 40, 30, 3);
        image.setRoi(4, 5, 6, 7);
        image.show();
        Pictures pictures = new ShownImage(image, "all");
        image.changes = false;
        image.close();
        ImagePlus other = IJ.createImage("it", "8-bit ramp", 40, 30, 3);
        other.show();
        pictures.show(1);
        assertTrue(IJ.getLog().contains("\"it\" is not open any more"), IJ.getLog());
        assertEquals(1, other.getCurrentSlice());
        assertNull(other.getRoi());
    }
}

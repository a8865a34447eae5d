package org.multimodalneurons.plugin.imagej;

import com.github.caciocavallosilano.cacio.ctc.junit.CacioTest;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.plugin.frame.RoiManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.TinyModel;
import org.multimodalneurons.plugin.embed.EmbedImages;
import org.multimodalneurons.plugin.host.VirtualImageJ;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@CacioTest
class RoiPicturesTest {

    private RoiManager manager;
    private ImagePlus image;

    @BeforeEach
    void open() {
        VirtualImageJ.start();
        manager = RoiManager.getRoiManager();
        manager.reset();
        image = IJ.createImage("it", "8-bit ramp", 40, 30, 3);
        image.getStack().getProcessor(2).invert();
        image.show();
    }

    @AfterEach
    void close() {
        manager.reset();
        Commands.closeWindows();
    }

    private void add(Roi roi, String name, int slice) {
        roi.setName(name);
        roi.setPosition(slice);
        manager.addRoi(roi);
    }

    @Test
    void everyRegionIsItsOwnCropOfItsOwnSlice() {
        add(new Roi(5, 6, 10, 8), "square", 2);
        add(new OvalRoi(20, 2, 30, 12), "edge", 3);
        var pictures = new RoiPictures(image);
        assertEquals(2, pictures.size());
        assertEquals("it:square:2", pictures.label(0));
        assertEquals(3, pictures.slice(1));
        PixelRows first = pictures.picture(0);
        assertEquals(10, first.width());
        assertEquals(8, first.height());
        assertEquals(20, pictures.picture(1).width(), "what lies outside is cut off");
        image.setSlice(2);
        image.setRoi(5, 6, 10, 8);
        PixelRows selected = new ShownImage(image, "current").picture(0);
        byte[] expected = new byte[30];
        byte[] found = new byte[30];
        selected.read(3, expected);
        first.read(3, found);
        assertArrayEquals(expected, found);
    }

    @Test
    void aCommandTakesThem() throws Exception {
        add(new Roi(5, 6, 10, 8), "one", 1);
        add(new Roi(5, 6, 10, 8), "two", 2);
        try (var commands = new Commands()) {
            var run = commands.run(
                    EmbedImages.class,
                    "slices",
                    "rois",
                    "model",
                    TinyModel.file(1).toFile());
            ResultsTable table = Commands.output(run, "embeddings", ResultsTable.class);
            assertEquals(2, table.size());
        }
    }

    @Test
    void whatCannotBeLookedAtIsNamed() {
        assertMessage("no region in the ROI Manager");
        add(new Line(1, 1, 9, 9), "line", 1);
        assertMessage("line is no area");
        manager.reset();
        add(new Roi(50, 60, 5, 5), "far", 1);
        assertMessage("far lies outside");
        manager.reset();
        add(new Roi(5, 6, 5, 5), "late", 9);
        assertMessage("late belongs to slice 9");
    }

    private void assertMessage(String part) {
        String message =
                assertThrows(UserException.class, () -> new RoiPictures(image)).getMessage();
        assertTrue(message.contains(part), message);
    }
}

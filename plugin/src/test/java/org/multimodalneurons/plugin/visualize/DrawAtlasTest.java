package org.multimodalneurons.plugin.visualize;

import java.awt.Frame;
import java.awt.event.KeyEvent;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.TextRoi;
import ij.measure.ResultsTable;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.plugin.CommandTest;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.Macros;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.OpenDialog;
import org.multimodalneurons.plugin.TinyModel;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Atlases by command and by macro, on a small model. */
@OnScreen
class DrawAtlasTest extends CommandTest {

    @Test
    void theSlicesOfAStackMakeALabelledAtlasAndATable() {
        stack();
        CommandModule run = draw("stack", "it", "words", "dog, pizza, sun");
        ImagePlus atlas = Commands.output(run, "atlas", ImagePlus.class);
        assertEquals("Activation atlas of layer4.0.add", atlas.getTitle());
        assertEquals(2 * 24, atlas.getWidth());
        assertEquals(2 * 24, atlas.getHeight());
        assertEquals(24, atlas.getBitDepth());
        ResultsTable cells = Commands.output(run, "cells", ResultsTable.class);
        assertEquals(cells.size(), atlas.getOverlay().size());
        String word = ((TextRoi) atlas.getOverlay().get(0)).getText().strip();
        assertTrue(cells.getStringValue("Words", 0).startsWith(word.substring(0, 1)), word);
        double sum = Arrays.stream(cells.getColumn("Activations")).sum();
        assertEquals(16, sum);
        String info = atlas.getInfoProperty();
        assertTrue(info.contains("16 activations") && info.contains("PCA") && info.contains("seed 1"), info);
        assertNull(Commands.output(draw("stack", "it", "labels", false), "atlas", ImagePlus.class)
                .getOverlay());
    }

    @Test
    void aFolderIsLookedAt() {
        CommandModule run = draw("folder", new File("../sample-images/emoji"), "images", 6);
        String info = Commands.output(run, "atlas", ImagePlus.class).getInfoProperty();
        assertTrue(info.contains("12 activations"), info);
    }

    @Test
    void theMacroDrawsTheSame() {
        stack();
        ImagePlus atlas = Commands.output(draw("stack", "it", "seed", 3), "atlas", ImagePlus.class);
        Macros.run(
                "run('Activation Atlas...', 'layer=layer4.0.add stack=it places=2 projection=PCA grid=2 fewest=1 cell=24 steps=2 seed=3"
                        + " model=[" + TinyModel.file(1) + "]');");
        assertArrayEquals((int[]) atlas.getProcessor().getPixels(), (int[])
                WindowManager.getImage("Activation atlas of layer4.0.add")
                        .getProcessor()
                        .getPixels());
    }

    @Test
    void escapeKeepsTheCellsThatAreDrawnAndThePreviewIsClosed() throws Exception {
        stack();
        await(false); // that of an earlier test
        var later = CompletableFuture.supplyAsync(() -> draw("stack", "it", "steps", 100_000));
        await(true);
        IJ.setKeyDown(KeyEvent.VK_ESCAPE);
        CommandModule run = later.get(60, TimeUnit.SECONDS);
        IJ.resetEscape();
        ImagePlus atlas = Commands.output(run, "atlas", ImagePlus.class);
        assertEquals(48, atlas.getWidth());
        assertTrue(atlas.getOverlay().size() > 0);
        await(false);
    }

    /** Waits until the preview is shown, or gone. */
    private static void await(boolean shown) {
        OpenDialog.await(shown ? "a preview" : "the end of the preview", () -> shown == isPreviewed() ? true : null);
    }

    private static boolean isPreviewed() {
        return Arrays.stream(Frame.getFrames())
                .anyMatch(frame -> frame.isShowing() && frame.getTitle().equals("Drawing an atlas"));
    }

    @Test
    void mistakesAreToldAndLeaveNothing() {
        stack();
        assertFault("Grid: found 0", "stack", "it", "grid", 0);
        assertFault("Cell: found 0", "stack", "it", "cell", 0);
        assertFault("none of the 9 x 9 cells has 16", "stack", "it", "grid", 9, "fewest", 16);
        assertFault("there are 2", "stack", "it", "images", 1);
        assertFault("no open image \"gone\"", "stack", "gone");
        assertFault("no folder", "folder", new File("gone"));
        assertFault("'layer9' does not exist", "stack", "it", "layer", "layer9");
        assertFault("t-SNE, UMAP, PCA", "stack", "it", "projection", "Isomap");
        assertFault("Power of the cosine", "stack", "it", "power", -1.);
    }

    private static void stack() {
        ImagePlus image = IJ.createImage("it", "RGB noise", 40, 40, 8);
        for (int slice = 1; slice <= 8; slice++)
            image.getStack().getProcessor(slice).multiply(.2 + .1 * slice);
        image.show();
    }

    private static void assertFault(String part, Object... inputs) {
        CommandModule run = draw(inputs);
        assertTrue(run.isCanceled());
        assertTrue(run.getCancelReason().contains(part), run.getCancelReason());
        assertTrue(run.getOutputs().values().stream().allMatch(output -> output == null));
    }

    /** A few small cells after few steps, but for what is asked. */
    private static CommandModule draw(Object... inputs) {
        List<Object> all = new ArrayList<>(Arrays.asList(inputs));
        List<Object> usual = List.of(
                "layer",
                "layer4.0.add",
                "places",
                2,
                "projection",
                "PCA",
                "grid",
                2,
                "fewest",
                1,
                "cell",
                24,
                "steps",
                2);
        for (int i = 0; i < usual.size(); i += 2) if (!all.contains(usual.get(i))) all.addAll(usual.subList(i, i + 2));
        return commands.run(DrawAtlas.class, all.toArray());
    }
}

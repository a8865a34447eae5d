package org.multimodalneurons.plugin.visualize;

import java.awt.Frame;
import java.awt.event.KeyEvent;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

/** Galleries by command and by macro, on a small model. */
@OnScreen
class DrawGalleryTest extends CommandTest {

    @TempDir
    private Path folder;

    @Test
    void aRangeMakesALabelledStackAndASheet() {
        CommandModule run = draw("units", "layer4.0.add:1-3", "sheet", true);
        ImagePlus gallery = Commands.output(run, "gallery", ImagePlus.class);
        assertEquals("Gallery of 3 units of layer4.0.add", gallery.getTitle());
        assertEquals(3, gallery.getStackSize());
        assertEquals("layer4.0.add:2", gallery.getStack().getSliceLabel(2));
        ImagePlus sheet = Commands.output(run, "contactSheet", ImagePlus.class);
        assertEquals(2 * (104 + 8) + 8, sheet.getWidth());
        assertEquals(2 * (32 + 28 + 8) + 8, sheet.getHeight());
        ResultsTable responses = Commands.output(run, "responses", ResultsTable.class);
        assertEquals(3, responses.size());
        assertNull(draw("units", "layer4.0.add:1").getOutput("contactSheet"));
    }

    @Test
    void aPictureIsThatOfFeatureVisualization() {
        ImagePlus gallery = gallery("units", "layer4.0.add:1-3", "seed", 4);
        CommandModule alone =
                commands.run(VisualizeFeatures.class, "units", "layer4.0.add:3", "size", 32, "steps", 3, "seed", 4);
        assertArrayEquals(
                (int[]) Commands.output(alone, "drawing", ImagePlus.class)
                        .getProcessor()
                        .getPixels(),
                (int[]) gallery.getStack().getPixels(3));
    }

    @Test
    void theUnitsOfATablesColumnAreDrawn() {
        ResultsTable table = new ResultsTable();
        for (String unit : List.of("layer4.0.add:5", "layer3.0.add:1", "layer4.0.add:5")) {
            table.addRow();
            table.addValue("Neuron", unit);
        }
        table.show("Mine");
        ImagePlus gallery = gallery("table", "Mine", "column", "Neuron");
        assertEquals(2, gallery.getStackSize());
        assertEquals("layer4.0.add:5", gallery.getStack().getSliceLabel(1));
        assertEquals("layer3.0.add:1", gallery.getStack().getSliceLabel(2));
        assertEquals("Gallery of 2 units", gallery.getTitle());
    }

    @Test
    void whatIsInTheFolderIsTakenFromThere() throws Exception {
        ImagePlus first = gallery("units", "layer4.0.add:1-2", "folder", folder.toFile());
        CommandModule run = draw("units", "layer4.0.add:1-3", "folder", folder.toFile());
        ResultsTable responses = Commands.output(run, "responses", ResultsTable.class);
        assertArrayEquals(new String[] {"before", "before", "now"}, responses.getColumnAsStrings("Drawn"));
        ImagePlus second = Commands.output(run, "gallery", ImagePlus.class);
        assertArrayEquals(
                (int[]) first.getStack().getPixels(2), (int[]) second.getStack().getPixels(2));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(4, files.count());
        }
    }

    @Test
    void escapeReturnsThePicturesThatAreFinishedAndTheyAreKept() throws Exception {
        gallery("units", "layer4.0.add:1", "folder", folder.toFile(), "steps", 2);
        var later = CompletableFuture.supplyAsync(
                () -> draw("units", "layer3.0.add:1-3", "steps", 100_000, "folder", folder.toFile()));
        OpenDialog.await("a preview", () -> isPreviewed() ? true : null);
        IJ.setKeyDown(KeyEvent.VK_ESCAPE);
        CommandModule run = later.get(60, TimeUnit.SECONDS);
        IJ.resetEscape();
        assertTrue(run.isCanceled());
        assertNull(run.getOutput("gallery"));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void theRecordedLineDrawsTheSame() {
        ImagePlus gallery = gallery("units", "layer4.0.add:1-2", "seed", 3);
        Macros.run("run('Neuron Gallery...', 'units=layer4.0.add:1-2 size=32 steps=3 seed=3 model=[" + TinyModel.file(1)
                + "]');");
        ImagePlus replayed = WindowManager.getImage("Gallery of 2 units of layer4.0.add");
        assertArrayEquals((int[]) gallery.getStack().getPixels(2), (int[])
                replayed.getStack().getPixels(2));
    }

    @Test
    void mistakesAreToldAndLeaveNothing() throws Exception {
        assertFault("has no unit 9999", "units", "layer4.0.add:0-9999");
        assertFault("There is no unit", "units", " ");
        assertFault("no open table \"Gone\"", "table", "Gone");
        ResultsTable table = new ResultsTable();
        table.addRow();
        table.addValue("Unit", "");
        table.addValue("Word", "dog");
        table.show("Words");
        assertFault("names no unit", "table", "Words");
        assertFault("no column \"Neuron\"", "table", "Words", "column", "Neuron");
        assertFault("'dog'", "table", "Words", "column", "Word");
        Path file = Files.writeString(folder.resolve("file"), "");
        assertFault("cannot be kept", "units", "layer4.0.add:1", "folder", file.toFile());
        File made = folder.resolve("made").toFile();
        assertFault("0 x 0", "units", "layer4.0.add:1", "size", 0, "folder", made);
    }

    private static boolean isPreviewed() {
        return Arrays.stream(Frame.getFrames())
                .anyMatch(frame -> frame.isShowing() && frame.getTitle().equals("Drawing layer3.0.add:1"));
    }

    private static void assertFault(String part, Object... inputs) {
        CommandModule run = draw(inputs);
        assertTrue(run.isCanceled());
        assertTrue(run.getCancelReason().contains(part), run.getCancelReason());
        assertTrue(run.getOutputs().values().stream().allMatch(output -> output == null));
    }

    private static ImagePlus gallery(Object... inputs) {
        return Commands.output(draw(inputs), "gallery", ImagePlus.class);
    }

    /** Small pictures after few steps, but for what is asked. */
    private static CommandModule draw(Object... inputs) {
        List<Object> all = new ArrayList<>();
        if (!Arrays.asList(inputs).contains("size")) all.addAll(List.of("size", 32));
        if (!Arrays.asList(inputs).contains("steps")) all.addAll(List.of("steps", 3));
        all.addAll(Arrays.asList(inputs));
        return commands.run(DrawGallery.class, all.toArray());
    }
}

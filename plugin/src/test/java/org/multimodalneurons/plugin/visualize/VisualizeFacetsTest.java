package org.multimodalneurons.plugin.visualize;

import java.awt.Rectangle;
import java.awt.event.KeyEvent;
import java.io.File;
import java.io.IOException;
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
import ij.process.ImageProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.op.FacetOps;
import org.multimodalneurons.plugin.CommandTest;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.Macros;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.TinyModel;
import org.multimodalneurons.plugin.probe.ConceptFolders;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Faceted Visualization on a small model: what comes out, not how it looks. */
@OnScreen
class VisualizeFacetsTest extends CommandTest {

    private static final String UNIT = "layer4.0.add:3";
    private static final String OTHER = "layer4.0.add:1";
    private static final int SIZE = 32;

    @TempDir
    private Path folder;

    /** Red and blue dots. */
    private Path kinds() {
        return ConceptFolders.several(folder).resolve("shape/dot");
    }

    private CommandModule draw(Object... inputs) {
        List<Object> all = new ArrayList<>(List.of("size", SIZE));
        if (!Arrays.asList(inputs).contains("steps")) all.addAll(List.of("steps", 3));
        if (!Arrays.asList(inputs).contains("source")) all.addAll(List.of("source", kinds().toFile()));
        all.addAll(Arrays.asList(inputs));
        return commands.run(VisualizeFacets.class, all.toArray());
    }

    private static ImagePlus drawing(CommandModule run) {
        return Commands.output(run, "drawing", ImagePlus.class);
    }

    @Test
    void unitsAreRowsAndFacetsColumnsOfALabelledMontageWithTheRecipeInItsInfo() {
        ImagePlus stack = drawing(draw("units", UNIT + ", " + OTHER, "facets", "none, red, blue", "layout", "stack"));
        assertEquals(6, stack.getStackSize());
        assertEquals(UNIT, stack.getStack().getSliceLabel(1));
        assertEquals(OTHER + ", blue", stack.getStack().getSliceLabel(6));
        ImagePlus montage = drawing(draw("units", UNIT + ", " + OTHER, "facets", "none, red, blue"));
        assertEquals("Drawing of 2 units by facet", montage.getTitle());
        assertEquals(1, montage.getStackSize());
        assertEquals(24, montage.getBitDepth());
        for (int i = 0; i < 6; i++)
            assertArrayEquals((int[]) stack.getStack().getPixels(i + 1), cell(montage, i / 3, i % 3), "cell " + i);
        int cells = SIZE + 4;
        int left = montage.getWidth() - 3 * cells;
        int top = montage.getHeight() - 2 * cells;
        for (int row = 0; row < 2; row++)
            assertFalse(isWhite(montage, new Rectangle(0, top + row * cells, left, cells)), "no name of row " + row);
        for (int column = 0; column < 3; column++)
            assertFalse(
                    isWhite(montage, new Rectangle(left + column * cells, 0, cells, top)),
                    "no name of column " + column);
        String info = montage.getInfoProperty();
        assertTrue(info.contains("linear probes in layer3.0, right about 100 %"), info);
        assertTrue(info.contains(OTHER + ", red: unit " + OTHER + " + 1.5 facet red in layer3.0"), info);
        assertTrue(info.contains("seed 1") && info.contains("3 of 3 steps"), info);
    }

    private static int[] cell(ImagePlus montage, int row, int column) {
        int cell = SIZE + 4;
        ImageProcessor pixels = montage.getProcessor();
        pixels.setRoi(montage.getWidth() - (3 - column) * cell, montage.getHeight() - (2 - row) * cell, SIZE, SIZE);
        return (int[]) pixels.crop().getPixels();
    }

    private static boolean isWhite(ImagePlus image, Rectangle place) {
        ImageProcessor processor = image.getProcessor();
        processor.setRoi(place);
        int[] pixels = (int[]) processor.crop().getPixels();
        return Arrays.stream(pixels).allMatch(pixel -> (pixel & 0xFFFFFF) == 0xFFFFFF);
    }

    @Test
    void facetsAndTheirStrengthChangeThePictureAndNoneIsThatWithout() {
        List<int[]> pictures = new ArrayList<>();
        for (Object[] inputs : new Object[][] {{"red", 1.5}, {"red", 3.}, {"blue", 1.5}, {"none", 1.5}})
            pictures.add(
                    (int[]) drawing(draw("units", UNIT, "facets", inputs[0], "strength", inputs[1], "layout", "stack"))
                            .getProcessor()
                            .getPixels());
        assertEquals(4, pictures.stream().map(Arrays::hashCode).distinct().count());
        CommandModule plain = commands.run(VisualizeFeatures.class, "units", UNIT, "size", SIZE, "steps", 3);
        assertArrayEquals((int[]) drawing(plain).getProcessor().getPixels(), pictures.get(3));
    }

    @Test
    void savedFacetsDrawTheSameWithoutTheirPicturesAndAreRefusedByAnotherModel() {
        Path file = folder.resolve("facets.json");
        ImagePlus trained = drawing(draw("units", UNIT, "save", file.toFile()));
        ImagePlus opened = drawing(draw("units", UNIT, "source", file.toFile()));
        assertArrayEquals((int[]) trained.getProcessor().getPixels(), (int[])
                opened.getProcessor().getPixels());
        CommandModule refused = draw(
                "units",
                UNIT,
                "source",
                file.toFile(),
                "model",
                TinyModel.file(2).toFile());
        assertTrue(refused.getCancelReason().contains("were trained for the model tiny1"), refused.getCancelReason());
        CommandModule twice = draw("units", UNIT, "source", file.toFile(), "layer", "layer2.0");
        assertTrue(twice.getCancelReason().contains("Leave the layer empty"), twice.getCancelReason());
        assertNull(refused.getOutput("drawing"));
    }

    @Test
    void anEmptyFolderOfAFacetIsNamed() throws IOException {
        Files.createDirectories(kinds().resolve("green"));
        CommandModule run = draw("units", UNIT);
        assertTrue(run.getCancelReason().contains("green holds 0 picture(s)"), run.getCancelReason());
    }

    @Test
    void theBuiltInFacetsAreTrainedOnceForAModelAndKept() throws IOException {
        String home = System.getProperty("user.home");
        System.setProperty("user.home", folder.toString());
        try {
            Object[] inputs = {"units", UNIT, "facets", "text, line art", "steps", 1, "source", new File("")};
            ImagePlus first = drawing(draw(inputs));
            Path kept = folder.resolve(".multimodal-neurons/facets");
            List<Path> files;
            try (Stream<Path> list = Files.list(kept)) {
                files = list.toList();
            }
            assertEquals(1, files.size());
            var written = Files.getLastModifiedTime(files.get(0));
            ImagePlus second = drawing(draw(inputs));
            assertEquals(written, Files.getLastModifiedTime(files.get(0)));
            assertArrayEquals((int[]) first.getProcessor().getPixels(), (int[])
                    second.getProcessor().getPixels());
            Files.writeString(files.get(0), "{");
            ImagePlus third = drawing(draw(inputs));
            assertTrue(Files.size(files.get(0)) > 1000, "a damaged file is made anew");
            assertArrayEquals((int[]) first.getProcessor().getPixels(), (int[])
                    third.getProcessor().getPixels());
        } finally {
            System.setProperty("user.home", home);
        }
    }

    @Test
    void theSameSeedGivesTheSamePictureFromCommandMacroAndOp() {
        int[] expected = (int[]) drawing(draw("units", UNIT, "facets", "red", "seed", 8, "layout", "stack"))
                .getProcessor()
                .getPixels();
        Commands.closeWindows();
        Macros.run("run('Faceted Visualization...', 'units=" + UNIT + " facets=red source=[" + kinds()
                + "] size=32 steps=3 seed=8 layout=stack model=[" + TinyModel.file(1) + "]');");
        ImagePlus macro = WindowManager.getImage("Drawing of " + UNIT + " by facet");
        assertArrayEquals(expected, (int[]) macro.getProcessor().getPixels());
        try (ClipModel clip = ClipModel.open(TinyModel.file(1))) {
            var facets = FacetOps.facets(kinds().toFile(), "", clip);
            assertArrayEquals(
                    expected,
                    VisualizeCommandsTest.shown(FacetOps.faceted(UNIT, "red", facets, 1.5, SIZE, 3, 8L, clip)));
        }
    }

    @Test
    void escapeKeepsWhatIsDrawnAndLeavesTheOtherPlacesWhite() throws Exception {
        VisualizeCommandsTest.await(false);
        var later =
                CompletableFuture.supplyAsync(() -> draw("units", UNIT, "steps", 100_000, "facets", "none, red, blue"));
        VisualizeCommandsTest.await(true);
        IJ.setKeyDown(KeyEvent.VK_ESCAPE);
        ImagePlus montage = drawing(later.get(60, TimeUnit.SECONDS));
        IJ.resetEscape();
        int cell = SIZE + 4;
        int left = montage.getWidth() - 3 * cell;
        int top = montage.getHeight() - cell;
        String info = montage.getInfoProperty();
        assertFalse(isWhite(montage, new Rectangle(left, top, SIZE, SIZE)), info);
        assertTrue(isWhite(montage, new Rectangle(left + cell, top, 2 * cell, SIZE)), info);
        assertTrue(info.contains("of 100000 steps done") && !info.contains("facet red in"), info);
    }
}

package org.multimodalneurons.plugin.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.UserException;
import org.multimodalneurons.plugin.OnScreen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class OutputFolderTest {

    @TempDir
    private Path folder;

    @Test
    void picturesArePngAndWhatPngWouldLoseIsTiffToo() {
        OutputFolder out = new OutputFolder(folder);
        out.write("grey", new ImagePlus("", new ByteProcessor(4, 3)));
        out.write("grey", new ImagePlus("", new ByteProcessor(4, 3)));
        out.write("map: a/b.tif", new ImagePlus("", new FloatProcessor(4, 3)));
        ImagePlus marked = new ImagePlus("", new ByteProcessor(4, 3));
        marked.setOverlay(new Overlay(new Roi(0, 0, 2, 2)));
        out.write("marked", marked);
        assertEquals(
                List.of("grey.png", "grey-2.png", "map_ a_b.tif", "map_ a_b.png", "marked.tif", "marked.png"),
                out.written().stream()
                        .map(file -> file.getFileName().toString())
                        .toList());
        assertEquals(32, IJ.openImage(out.written().get(2).toString()).getBitDepth());
    }

    @Test
    void aTableThatHasGrownIsWrittenToTheSameFileAgain() throws IOException {
        OutputFolder out = new OutputFolder(folder);
        ResultsTable table = new ResultsTable();
        for (int i = 1; i <= 2; i++) {
            table.addRow();
            table.addValue("a", i);
            out.write("Results", table);
        }
        out.write("Results", new ResultsTable());
        assertEquals(
                List.of("Results.csv", "Results-2.csv"),
                out.written().stream()
                        .map(file -> file.getFileName().toString())
                        .toList());
        assertEquals(3, Files.readAllLines(out.written().get(0)).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"it.png", ".it.png.tmp", ".it.tif.tmp"})
    void aPictureThatCannotBeWrittenIsToldAndNothingHalfIsLeft(String taken) throws IOException {
        Files.createDirectories(folder.resolve(taken).resolve("of another"));
        OutputFolder out = new OutputFolder(folder);
        ImagePlus image =
                new ImagePlus("", taken.endsWith(".tif.tmp") ? new FloatProcessor(4, 3) : new ByteProcessor(4, 3));
        UserException fault = assertThrows(UserException.class, () -> out.write("it", image));
        String file =
                folder.resolve(taken.contains("tif") ? "it.tif" : "it.png").toString();
        assertTrue(fault.getMessage().contains("The image " + file + " cannot be written"), fault.getMessage());
        assertEquals(List.of(), out.written());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(folder.resolve(taken)), left.toList());
        }
    }
}

package org.multimodalneurons.embed.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.multimodalneurons.StoppingAfter;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.embed.file.EmbeddingFile.Format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CancelledFileTest {

    private static final int NEVER = Integer.MAX_VALUE;

    private static final EmbeddingSet OLD = set(5);
    private static final EmbeddingSet NEW = set(7);

    @TempDir
    Path folder;

    private static EmbeddingSet set(int size) {
        return EmbeddingSet.of(new Embeddings(
                "a model",
                IntStream.range(0, size).mapToObj(i -> "image " + i).toList(),
                IntStream.range(0, size).mapToObj(i -> new float[] {size, i}).toArray(float[][]::new)));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aCancelledExportLeavesNoFile(Format format) throws IOException {
        int reports = write(format, NEW, NEVER).told();
        assertTrue(reports >= 7, "each of few rows is told");
        empty();
        for (int i = 1; i <= reports; i++) {
            int stop = i;
            assertThrows(CancellationException.class, () -> write(format, NEW, stop));
            assertEquals(Map.of(), files(), "after report " + i);
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aCancelledExportLeavesTheOldFile(Format format) throws IOException {
        write(format, OLD, NEVER);
        Map<String, String> old = files();
        for (int i = 1; i <= 7; i++) {
            int stop = i;
            assertThrows(CancellationException.class, () -> write(format, NEW, stop));
            assertEquals(old, files());
        }
        write(format, NEW, NEVER);
        assertEquals(7, file(format).read("", new StoppingAfter(NEVER)).size());
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aCancelledImportGivesNothing(Format format) {
        write(format, NEW, NEVER);
        StoppingAfter whole = new StoppingAfter(NEVER);
        file(format).read("", whole);
        for (int i = 1; i <= whole.told(); i++) {
            StoppingAfter stop = new StoppingAfter(i);
            assertThrows(CancellationException.class, () -> file(format).read("", stop));
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void theLastReportIsOfTheEnd(Format format) {
        assertTrue(write(format, NEW, NEVER).isAtTheEnd());
        StoppingAfter reading = new StoppingAfter(NEVER);
        file(format).read("", reading);
        assertTrue(reading.isAtTheEnd());
    }

    private EmbeddingFile file(Format format) {
        return new EmbeddingFile(folder.resolve("set." + format.ending()));
    }

    private StoppingAfter write(Format format, EmbeddingSet set, int stop) {
        StoppingAfter progress = new StoppingAfter(stop);
        file(format).write(set, progress);
        return progress;
    }

    private void empty() throws IOException {
        for (String name : files().keySet()) Files.delete(folder.resolve(name));
    }

    /** All files, with their bytes. */
    private Map<String, String> files() throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.list(folder)) {
            all = paths.toList();
        }
        Map<String, String> files = new TreeMap<>();
        for (Path each : all) files.put(each.getFileName().toString(), Arrays.toString(Files.readAllBytes(each)));
        return files;
    }
}

package org.multimodalneurons.plugin.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.Progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class GivenFilesTest {

    @TempDir
    Path folder;

    private String state(Path given) {
        return GivenFiles.state(List.of(given), folder.resolve("results"), Progress.NONE);
    }

    @Test
    void aFileIsAnotherWhenItsSizeOrTimeIs() throws IOException {
        Path file = Files.writeString(folder.resolve("words.txt"), "dog");
        String before = state(file);
        assertEquals(before, state(file));
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, "a dog");
        Files.setLastModifiedTime(file, time);
        assertNotEquals(before, state(file));
        Files.writeString(file, "cat");
        Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 5000));
        assertNotEquals(before, state(file));
    }

    @Test
    void aFolderAmongTheResultsDoesNotCountButAFileThereDoes() throws IOException {
        Path index = Files.createDirectories(folder.resolve("results/index"));
        Files.writeString(index.resolve("segments_1"), "1");
        assertEquals("", state(index));
        assertEquals("", state(folder.resolve("results")));
        assertNotEquals("", state(Files.writeString(folder.resolve("results/words.txt"), "dog")));
    }

    @Test
    void aFolderIsAnotherWhenAFileInItComesGoesOrChangesButNotByTheResults() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("a/b"));
        String empty = state(folder);
        Path file = Files.writeString(deep.resolve("words.txt"), "dog");
        String one = state(folder);
        assertNotEquals(empty, one);
        Files.writeString(Files.createDirectories(folder.resolve("results")).resolve("Scores.csv"), "1");
        assertEquals(one, state(folder));
        Files.writeString(file, "a dog");
        assertNotEquals(one, state(folder));
        Files.delete(file);
        assertEquals(empty, state(folder));
    }

    @Test
    void whatLiesBehindALinkCounts(@TempDir Path elsewhere) throws IOException {
        Path file = Files.writeString(elsewhere.resolve("words.txt"), "dog");
        Path link = folder.resolve("link");
        assumeTrue(linked(link, elsewhere), "this system makes no links");
        Files.createSymbolicLink(elsewhere.resolve("circle"), elsewhere);
        String given = state(link);
        String around = state(folder);

        Files.writeString(file, "a dog");

        assertNotEquals(given, state(link));
        assertNotEquals(around, state(folder));
    }

    private static boolean linked(Path link, Path target) {
        try {
            return Files.isSymbolicLink(Files.createSymbolicLink(link, target));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}

package org.multimodalneurons;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class WholeFileTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void anOldFile() throws IOException {
        file = Files.writeString(folder.resolve("file"), "old");
    }

    @Test
    void theNewFileTakesThePlaceOfTheOldAndOfADraftThatWasLeft() throws IOException {
        Files.writeString(folder.resolve(".file.tmp"), "half");
        WholeFile.write(file, draft -> Files.writeString(draft, "new"));
        assertEquals(List.of("file: new"), left());
    }

    @Test
    void twoThatWriteTheSameAtOnceDoNotMixIt() throws IOException {
        WholeFile.share(file, draft -> {
            Files.writeString(draft, "first");
            WholeFile.share(file, other -> Files.writeString(other, "second"));
            assertEquals("second", Files.readString(file));
        });
        assertEquals(List.of("file: first"), left());
    }

    @Test
    void aSharedFileThatCannotBeFinishedLeavesTheOldOneAndNoDraft() throws IOException {
        assertThrows(
                IOException.class,
                () -> WholeFile.share(file, draft -> {
                    Files.writeString(draft, "half");
                    throw new IOException("disk full");
                }));
        assertEquals(List.of("file: old"), left());
        WholeFile.share(folder.resolve("new/inside"), draft -> Files.writeString(draft, "new"));
        assertEquals("new", Files.readString(folder.resolve("new/inside")));
    }

    @Test
    void whatEndsBeforeItIsWholeLeavesTheOldFileAndNoDraft() throws IOException {
        assertThrows(
                IOException.class,
                () -> WholeFile.write(file, draft -> {
                    Files.writeString(draft, "half");
                    throw new IOException("disk full");
                }));
        assertThrows(
                CancellationException.class,
                () -> WholeFile.write(file, draft -> {
                    Files.writeString(draft, "half");
                    throw new CancellationException();
                }));
        assertEquals(List.of("file: old"), left());
    }

    @Test
    void noDraftIsLeftWhereItCannotTakeItsPlace() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("taken/inside")).getParent();
        assertThrows(IOException.class, () -> WholeFile.write(taken, draft -> Files.writeString(draft, "new")));
        Files.delete(taken.resolve("inside"));
        Files.delete(taken);
        assertEquals(List.of("file: old"), left());
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> each.getFileName() + ": " + content(each)).toList();
        }
    }

    private static String content(Path each) {
        try {
            return Files.readString(each);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aReasonIsInWordsAndNotThePathAlone() {
        var full = new IOException("No space left on device");
        assertEquals("No space left on device", WholeFile.reason(full));
        assertEquals("No space left", WholeFile.reason(new FileSystemException("/a/b", null, "No space left")));
        assertEquals("access is denied", WholeFile.reason(new AccessDeniedException("/a/b")));
        assertEquals("there is no such file or folder", WholeFile.reason(new NoSuchFileException("/a/b")));
        assertEquals("its end is missing", WholeFile.reason(new EOFException()));
        assertEquals("No space left on device", WholeFile.reason(new IOException("I/O error writing PNG file!", full)));
        assertEquals("IO", WholeFile.reason(new IOException()));
    }
}

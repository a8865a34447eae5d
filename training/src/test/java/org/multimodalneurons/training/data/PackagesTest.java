package org.multimodalneurons.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PackagesTest {

    @Test
    void aTarballWithAnotherChecksumIsRefused(@TempDir Path folder) throws IOException {
        Source source = Source.all().get(1);
        Files.writeString(folder.resolve(source.fileName()), "not what was pinned");
        String message = assertThrows(UserException.class, () -> new Packages(folder).tarball(source))
                .getMessage();
        assertTrue(message.contains(source.fileName()), message);
        assertTrue(message.contains("expected " + source.sha256()), message);
    }

    @Test
    void tarballsAreNamedAsTheClientNamesThem() {
        Source source = new Source("@a/b", "1.2.3", "-", "-", "MIT", "train", "0");
        assertEquals("a-b-1.2.3.tgz", source.fileName());
    }
}

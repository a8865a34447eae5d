package org.multimodalneurons.visualize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FacetFileTest {

    @TempDir
    Path folder;

    @Test
    void whereItCannotBeSavedNothingIsLeft() throws IOException {
        Facets facets = new Facets(
                "a model", List.of("face"), List.of(new Facets.InLayer("layer3.0", 1, new float[][] {{1, -1}})));
        Path taken =
                Files.createDirectories(folder.resolve("taken.json/inside")).getParent();
        var fault = assertThrows(UserException.class, () -> facets.save(taken));
        assertTrue(fault.getMessage().contains(taken.toString()), fault::getMessage);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(taken), files.toList());
        }
    }
}

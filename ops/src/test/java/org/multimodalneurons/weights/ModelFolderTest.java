package org.multimodalneurons.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ModelFolderTest {

    @TempDir
    Path folder;

    @Test
    void aFolderWithoutWeightsSaysWhatItHolds() throws IOException {
        assertTrue(refusal(folder.resolve("absent")).contains("there is no such file or folder"));
        file("notes.txt");
        assertTrue(refusal(folder).contains("found notes.txt"), refusal(folder));
    }

    @Test
    void aFolderWithSeveralWeightsAsksWhichIsMeant() throws IOException {
        file("a.safetensors");
        file("b.safetensors");
        assertTrue(refusal(folder).contains("choose one of a.safetensors, b.safetensors"), refusal(folder));
    }

    @Test
    void usualNamesAreFoundInTheirOrder() throws IOException {
        file("a.safetensors");
        String[] names = {
            "model.safetensors.index.json",
            "model.safetensors",
            "open_clip_pytorch_model.safetensors",
            "open_clip_model.safetensors"
        };
        for (String name : names) assertEquals(file(name), ModelFolder.weights(folder));
    }

    private Path file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "x");
    }

    private static String refusal(Path path) {
        return assertThrows(InvalidModelException.class, () -> ModelFolder.weights(path))
                .getMessage();
    }
}

package org.multimodalneurons.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
        file("a.pt");
        String[] names = {
            "a.safetensors",
            "pytorch_model.bin.index.json",
            "pytorch_model.bin",
            "open_clip_pytorch_model.bin",
            "model.safetensors.index.json",
            "model.safetensors",
            "open_clip_pytorch_model.safetensors",
            "open_clip_model.safetensors"
        };
        for (String name : names) assertEquals(file(name), ModelFolder.weights(folder));
    }

    @Test
    void theOnlyArchiveIsFoundBesideWhatTrainingLeaves() throws IOException {
        for (String name : List.of("optimizer.pt", "training_args.bin", "scheduler.pt", "rng_state.pth", "log.txt"))
            file(name);
        assertEquals(file("RN50x4.pt"), ModelFolder.weights(folder));
        file("epoch_2.pth");
        assertTrue(refusal(folder).contains("choose one of RN50x4.pt, epoch_2.pth"), refusal(folder));
    }

    @Test
    void shardsWithoutTheirIndexAskForIt() throws IOException {
        file("model-00001-of-00002.safetensors");
        file("model-00002-of-00002.safetensors");
        assertTrue(refusal(folder).contains("lies in 2 files, but their index is missing"), refusal(folder));
    }

    private Path file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "x");
    }

    private static String refusal(Path path) {
        return assertThrows(InvalidModelException.class, () -> ModelFolder.weights(path))
                .getMessage();
    }
}

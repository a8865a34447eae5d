package org.multimodalneurons.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.Fixtures;
import org.multimodalneurons.weights.DType;
import org.multimodalneurons.weights.InvalidModelException;
import org.multimodalneurons.weights.SafetensorsWriter;
import org.multimodalneurons.weights.WeightFile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What was read is examined to the last number, and a file is let go of once its model is loaded. */
class WeightLoaderTest {

    @TempDir
    Path folder;

    /** Saved embeddings carry these numbers: they must never change for the same weights. */
    @ParameterizedTest
    @CsvSource({
        "rn-openclip, 521277ea",
        "vit-openclip-gelu, fbe5fcaa",
        "vit-customtext, fbe5fcaa",
        "vit-hf, fbe5fcaa",
        "vit-hf-sharded, fbe5fcaa",
        "vit-openclip-quickgelu, d1adf15f",
        "vit-hf-f16, 5759e2a9"
    })
    void theIdentityOfAModelIsKeptForGood(String model, String digest) {
        try (ClipModel clip = ClipModel.open(Fixtures.model(model))) {
            assertTrue(clip.identity().endsWith(" " + digest), clip.identity());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "visual.conv1.weight, 80, 81",
        "visual.layer2.0.conv2.weight, 700, 1296",
        "visual.layer4.0.bn3.weight, 0, 192",
        "visual.layer4.0.bn3.running_mean, 191, 192",
        "token_embedding.weight, 65535, 65536",
        "transformer.resblocks.1.attn.in_proj_weight, 40000, 49152",
        "logit_scale, 0, 1"
    })
    void oneNumberThatIsNotFiniteIsFoundInAnyTensor(String tensor, int index, int count) throws IOException {
        Path changed = withNaN(tensor, index);
        String message = assertThrows(InvalidModelException.class, () -> ClipModel.open(changed))
                .getMessage();
        assertTrue(
                message.contains("tensor " + tensor + " holds NaN (1 of " + count
                        + " numbers are not finite, the first at index " + index + ")"),
                message);
    }

    @Test
    void theFileCanBeReplacedWhileItsModelIsOpen() throws IOException {
        Path copy = folder.resolve("open_clip_model.safetensors");
        Path original = Fixtures.model("rn-openclip");
        Files.copy(original.resolve(copy.getFileName()), copy);
        try (ClipModel clip = ClipModel.open(copy);
                NDManager manager = clip.newManager()) {
            int size = clip.image().size();
            NDArray pixels = manager.ones(new Shape(1, 3, size, size));
            NDArray before = clip.image().embed(pixels);
            Files.write(copy, new byte[] {1});
            Files.delete(copy);
            assertFalse(Files.exists(copy));
            assertEquals(before, clip.image().embed(pixels));
        }
    }

    private Path withNaN(String tensor, int index) throws IOException {
        Path original = Fixtures.model("rn-openclip");
        try (WeightFile file = WeightFile.open(original);
                NDManager manager = PyTorch.newManager()) {
            Map<String, NDArray> tensors = new LinkedHashMap<>();
            file.tensors().forEach((name, info) -> {
                if (!info.dtype().isFloating()) return;
                float[] values = file.floats(name);
                if (name.equals(tensor)) values[index] = Float.NaN;
                tensors.put(name, manager.create(values, info.shape()));
            });
            Path changed = folder.resolve("open_clip_model.safetensors");
            SafetensorsWriter.write(changed, DType.F32, tensors, Map.of());
            Files.copy(original.resolve("open_clip_config.json"), folder.resolve("open_clip_config.json"));
            return changed;
        }
    }
}

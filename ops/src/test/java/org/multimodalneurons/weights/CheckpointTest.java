package org.multimodalneurons.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.model.PyTorch;
import org.multimodalneurons.model.Reference;
import org.multimodalneurons.weights.Architecture.ResNet;
import org.multimodalneurons.weights.Architecture.Text;
import org.multimodalneurons.weights.Architecture.ViT;
import org.multimodalneurons.weights.ModelSettings.PixelSettings.Crop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Models are recognised by their tensors, and those that do not fit are refused with all that is wrong. */
class CheckpointTest {

    @TempDir
    Path folder;

    @Test
    void theArchitectureIsReadOffShapesAndConfig() {
        try (Checkpoint checkpoint = Checkpoint.open(Reference.path("models/rn-openclip"))) {
            var image = new ResNet(6, List.of(1, 2, 1, 1), 64, 3);
            var text = new Text(128, 2, 2, 512, 16, 512, Gelu.QUICK);
            assertEquals(new Architecture(image, text, 64), checkpoint.architecture());
        }
        try (Checkpoint checkpoint = Checkpoint.open(Reference.path("models/vit-hf"))) {
            var image = new ViT(64, 3, 2, 256, 16, 64, Gelu.EXACT);
            var text = new Text(64, 2, 2, 256, 16, 512, Gelu.EXACT);
            assertEquals(new Architecture(image, text, 64), checkpoint.architecture());
            assertEquals(Crop.HUGGING_FACE, checkpoint.settings().pixels().crop());
        }
    }

    @Test
    void allNamingsGiveTheSameTensors() {
        try (Checkpoint plain = Checkpoint.open(Reference.path("models/vit-openclip-gelu"));
                Checkpoint custom = Checkpoint.open(Reference.path("models/vit-customtext"));
                Checkpoint transformers = Checkpoint.open(Reference.path("models/vit-hf"))) {
            for (String name : plain.architecture().tensors().keySet()) {
                assertArrayEquals(plain.floats(name), custom.floats(name), name);
                assertArrayEquals(plain.floats(name), transformers.floats(name), name);
            }
        }
    }

    @Test
    void oneReportListsEverythingThatDoesNotFit() {
        Path file = change("rn-openclip", tensors -> {
            tensors.remove("visual.layer3.0.bn1.bias");
            tensors.remove("transformer.resblocks.1.ln_1.weight");
            tensors.put("ln_final.bias", tensors.get("ln_final.bias").get("1:"));
            tensors.put("visual.layer9.surplus", tensors.get("logit_scale"));
        });
        String message = refusal(file);
        assertTrue(message.contains("4 tensors"), message);
        assertTrue(message.contains("missing: visual.layer3.0.bn1.bias, expected shape [24]"), message);
        assertTrue(message.contains("missing: transformer.resblocks.1.ln_1.weight, expected shape [128]"), message);
        assertTrue(message.contains("ln_final.bias: found shape [127], expected [128]"), message);
        assertTrue(message.contains("unexpected: visual.layer9.surplus []"), message);
    }

    @Test
    void theReportUsesTheFilesOwnNames() throws IOException {
        String keys = "text_model.encoder.layers.0.self_attn.k_proj.weight";
        Path file = change("vit-hf", tensors -> {
            tensors.remove(keys);
            tensors.put(
                    "visual_projection.weight",
                    tensors.get("visual_projection.weight").get(":, 1:"));
        });
        Files.copy(Reference.path("models/vit-hf/config.json"), folder.resolve("config.json"));
        String message = refusal(file);
        assertTrue(message.contains("missing: " + keys + ", expected shape [64, 64]"), message);
        assertTrue(message.contains("visual_projection.weight: found shape [64, 63], expected [64, 64]"), message);
    }

    @Test
    void tensorsWithoutWhichTheArchitectureIsUnknownAreListedTogether() {
        Path file = change("rn-openclip", tensors -> {
            tensors.remove("positional_embedding");
            tensors.put(
                    "visual.attnpool.positional_embedding",
                    tensors.get("visual.attnpool.positional_embedding").get(":4"));
        });
        String message = refusal(file);
        assertTrue(message.contains("missing: positional_embedding"), message);
        assertTrue(message.contains("attnpool.positional_embedding: found 4 positions"), message);
    }

    @Test
    void aResNetWithoutConfigIsTakenForQuickGelu() {
        try (Checkpoint checkpoint = Checkpoint.open(change("rn-openclip", tensors -> {}))) {
            assertEquals(Gelu.QUICK, checkpoint.architecture().text().activation());
            assertEquals(3, ((ResNet) checkpoint.architecture().image()).heads());
        }
    }

    @Test
    void aVisionTransformerWithoutConfigIsRefusedSinceItsActivationIsUnknown() {
        String message = refusal(change("vit-openclip-gelu", tensors -> {}));
        assertTrue(message.contains("GELU or QuickGELU"), message);
        assertTrue(message.contains("open_clip_config.json"), message);
    }

    @Test
    void aVisionTransformerOfOpenAisIsKnownByTheNumbersBesideItsWeights() {
        Path file = change("vit-openclip-gelu", tensors -> tensors.put("input_resolution", tensors.get("logit_scale")));
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            assertEquals(Gelu.QUICK, ((ViT) checkpoint.architecture().image()).activation());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "width": 6          | "width": 8                    | image width 8, but the tensors 6
                    "image_size": 64    | "image_size": 96              | image size 96, but the tensors 64
                    "embed_dim": 64     | "embed_dim": 32               | embedding size 32, but the tensors 64
                    "vocab_size": 512   | "vocab_size": 49408           | vocabulary size 49408, but the tensors 512
                    "heads": 2          | "heads": 3                    | 3 attention heads do not divide
                    "heads": 2          | "heads": "two"                | heads: expected a whole number
                    "heads": 2          | "hf_model_name": "bert"       | hf_model_name: expected nothing (not read)
                    "heads": 2          | "pool_type": "last"           | pool_type: expected "argmax"
                    "width": 6          | "timm_model_name": "x"        | timm_model_name: expected nothing (not read)
                    "bicubic"           | "bilinear"                    | interpolation: expected "bicubic"
                    "shortest"          | "squash"                      | resize_mode: expected "shortest"
                    "model_cfg"         | model_cfg                     | not JSON
                    "model_cfg"         | "something"                   | model_cfg: expected an object
                    "text_cfg"          | "something"                   | text_cfg: expected an object
                    "quick_gelu": true  | "quick_gelu": "false"         | quick_gelu: expected true or false
                    "width": 6          | "width": "6"                  | width: expected a whole number
                    "image_size": 64    | "image_size": [64.5]          | image_size: expected whole numbers
                    "image_size": 64    | "image_size": []              | image_size: expected at least one number
                    """)
    void aConfigOfAnotherModelOrWithWhatIsNotReadIsRefused(String from, String to, String says) throws IOException {
        Path file = change("rn-openclip", tensors -> {});
        String config = Files.readString(Reference.path("models/rn-openclip/open_clip_config.json"));
        String changed = to.equals("model_cfg") ? config + "}" : config.replace(from, to);
        Files.writeString(folder.resolve("open_clip_config.json"), changed);
        String message = refusal(file);
        assertTrue(message.contains(says), message);
        assertTrue(message.contains("open_clip_config.json"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "model_type": "clip"    | "model_type": "siglip"    | model_type: expected "clip"
                    "hidden_act": "gelu"    | "hidden_act": "gelu_new"  | hidden_act: expected gelu or quick_gelu
                    "layer_norm_eps": 1e-05 | "layer_norm_eps": 1e-06   | layer_norm_eps: expected 1.0E-5
                    "layer_norm_eps": 1e-05 | "layer_norm_eps": []      | layer_norm_eps: expected a number, found []
                    "hidden_act": "gelu"    | "hidden_act": ["gelu"]    | hidden_act: expected a string
                    "vision_config"         | "something"               | vision_config: expected an object
                    "patch_size": 16        | "patch_size": 32          | patch size 32, but the tensors 16
                    """)
    void aHuggingFaceConfigWithWhatIsNotReadIsRefused(String from, String to, String says) throws IOException {
        Path file = change("vit-hf", tensors -> {});
        String config = Files.readString(Reference.path("models/vit-hf/config.json"));
        Files.writeString(folder.resolve("config.json"), config.replace(from, to));
        String message = refusal(file);
        assertTrue(message.contains(says), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"size": {"shortest_edge": 73}, "crop_size": 64} | size: expected the image size 64, found 73
                    {"size": 73}                                     | size: expected the image size 64, found 73
                    {"size": {"height": 64, "width": 64}}            | size: expected a number or a shortest_edge
                    {"size": 64, "crop_size": {"height": 56}}        | crop_size: expected the image size 64, found 56
                    {"image_mean": ["a", "b", "c"]}                  | image_mean: expected numbers
                    """)
    void aHuggingFacePreprocessorWithWhatIsNotReadIsRefused(String json, String says) throws IOException {
        Path file = change("vit-hf", tensors -> {});
        Files.copy(Reference.path("models/vit-hf/config.json"), folder.resolve("config.json"));
        Files.writeString(folder.resolve("preprocessor_config.json"), json);
        String message = refusal(file);
        assertTrue(message.contains(says) && message.contains("preprocessor_config.json"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    visual.trunk.patch_embed.proj.weight     | a timm trunk
                    logit_bias                               | a SigLIP model
                    text.transformer.embeddings.word.weight  | a BERT
                    visual.attn_pool.query                   | an attentional pooler
                    """)
    void relativesOfClipAreNamed(String tensor, String says) {
        String message =
                refusal(change("vit-openclip-gelu", tensors -> tensors.put(tensor, tensors.get("logit_scale"))));
        assertTrue(message.contains(says) && message.contains("which is not read"), message);
    }

    @Test
    void infinityIsRefusedByName() {
        Path file = change(
                "rn-openclip",
                tensors -> tensors.put(
                        "ln_final.weight", tensors.get("ln_final.weight").div(0)));
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            String message = assertThrows(InvalidModelException.class, () -> checkpoint.floats("ln_final.weight"))
                    .getMessage();
            assertTrue(message.contains("ln_final.weight holds infinity (128 of 128"), message);
        }
    }

    private static String refusal(Path path) {
        return assertThrows(
                        InvalidModelException.class, () -> Checkpoint.open(path).close())
                .getMessage();
    }

    /** A copy of a reference model's weights, changed, without its configuration. */
    private Path change(String model, Consumer<Map<String, NDArray>> change) {
        Path source = Reference.path("models/" + model);
        Path original = source.resolve(model.contains("hf") ? "model.safetensors" : "open_clip_model.safetensors");
        Path changed = folder.resolve("changed.safetensors");
        try (Safetensors file = Safetensors.open(original);
                NDManager manager = PyTorch.newManager()) {
            Map<String, NDArray> tensors = new LinkedHashMap<>();
            file.tensors().forEach((name, info) -> {
                Shape shape = info.shape();
                tensors.put(
                        name,
                        info.dtype().isFloating()
                                ? manager.create(file.floats(name), shape)
                                : manager.create(file.longs(name), shape));
            });
            change.accept(tensors);
            SafetensorsWriter.write(changed, DType.F32, tensors, Map.of());
        }
        return changed;
    }
}

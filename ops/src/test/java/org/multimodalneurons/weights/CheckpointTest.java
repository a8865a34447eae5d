package org.multimodalneurons.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.image.Interpolation;
import org.multimodalneurons.image.ResizeMode;
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
                    "heads": 2          | "no_causal_mask": true        | no_causal_mask: expected false, found true
                    "heads": 2          | "heads": 2, "surprise": 1     | text_cfg, surprise: is unknown and may change
                    "heads": 2          | "heads": 2, "mlp_ratio": 3.5  | text MLP width 448, but the tensors 512
                    "width": 6          | "width": 6, "head_width": 0   | head_width: expected at least 1, found 0
                    "width": 6          | "width": 6, "no_ln_pre": true | no_ln_pre: expected false, found true
                    "bicubic"           | "nearest"                     | interpolation: expected "bicubic" or "bilinear"
                    "shortest"          | "longest"                     | resize_mode: expected "shortest" or "squash"
                    "shortest"          | "squash", "size": 96          | preprocessing size 96, but the tensors 64
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
                    "hidden_act": "gelu"    | "hidden_act": "gelu_new"  | hidden_act: expected "gelu" or
                    "layer_norm_eps": 1e-05 | "layer_norm_eps": 1e-06   | layer_norm_eps: expected 1.0E-5
                    "layer_norm_eps": 1e-05 | "layer_norm_eps": []      | layer_norm_eps: expected a number, found []
                    "hidden_act": "gelu"    | "hidden_act": ["gelu"]    | found ["gelu"]
                    "vision_config"         | "something"               | vision_config: expected an object
                    "patch_size": 16        | "patch_size": 32          | patch size 32, but the tensors 16
                    "vision_config"         | "vision_config_dict": {"hidden_act": "silu"}, "vision_config" | "silu"
                    "clip_text_model"       | "bert"                    | model_type: expected "clip_text_model"
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
                    {"size": {"height": 64, "width": 72}}            | size: expected a number or a height of a square
                    {"size": {"longest_edge": 64}}                   | size: expected a number or a shortest_edge
                    {"size": 64, "do_center_crop": false}            | do_center_crop: expected true, or a size with
                    {"resample": 0}                                  | resample: expected 2 or 3, found 0
                    {"image_processor_type": "ViTImageProcessor"}    | found "ViTImageProcessor"
                    {"do_rescale": false, "resample": 1}             | do_rescale: expected true
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
                    visual.trunk.patch_embed.proj.weight               | a timm trunk, not CLIP's
                    visual.trunk.attn_pool.latent                      | a timm trunk, a SigLIP
                    visual.trunk.blocks.0.mlp.fc1_g.weight             | a timm trunk, an EVA
                    visual.trunk.stages.0.blocks.0.conv_dw.weight      | a timm trunk, a ConvNeXt
                    visual.trunk.patch_embed.backbone.stem.conv1.bias  | a timm trunk, a ViTamin
                    visual.trunk.patch_embed.backbone.0.conv.weight    | a timm trunk, a MobileCLIP
                    visual.trunk.stem.0.conv_kxk.0.conv.weight         | a timm trunk, a FastViT of MobileCLIP
                    image_encoder.model.patch_emb.0.weight             | a MobileCLIP in Apple's own format
                    visual.blocks.0.attn.q_bias                        | an EVA-CLIP in its own format
                    logit_bias                                         | a SigLIP model
                    vision_model.head.probe                            | a SigLIP model
                    text_decoder.ln_final.weight                       | a CoCa model
                    text.cls_emb                                       | reads a class token
                    text.transformer.embeddings.word_embeddings.weight | a BERT
                    text.transformer.encoder.layer.0.output.bias       | a BERT
                    text.transformer.block.0.layer.0.SelfAttention.q   | an mT5
                    text.transformer.layers.0.fc1.weight               | an NLLB
                    text.transformer.encoder.block.0.layer.1.DenseReluDense.wi_0.weight | an mT5
                    text.transformer.encoder.layers.0.fc1.weight       | an NLLB
                    text_model.embeddings.word_embeddings.weight       | a BERT, as in Chinese CLIP
                    text.blocks.0.attn.qkv.weight                      | open_clip's modern one
                    text.text_projection.bias                          | text projection has a bias
                    visual.attn_pool.query                             | an attentional pooler
                    text_model.roberta.encoder.layers.0.output.bias    | a BERT, as in Chinese CLIP and AltCLIP
                    bert.encoder.layer.0.output.dense.bias             | a BERT, as in the first Chinese CLIP
                    vision_model.blocks.0.attn.q_bias                  | such as an EVA
                    positional_embedding_res                           | a Long-CLIP model
                    decoder.film_mul.weight                            | a CLIPSeg model
                    film_mul.weight                                    | a CLIPSeg model
                    owlvit.logit_scale                                 | an OWL-ViT detector
                    prompts_visual_projection                          | an X-CLIP for videos
                    visual.transformer.resblocks.0.ls_1.gamma          | scaled layer by layer
                    visual.transformer.resblocks.0.attn.ln_q.weight    | its attention is normalised
                    base_model.model.visual.proj.lora_A.weight         | a LoRA adapter
                    lora_te_text_model_mlp_fc1.lora_down.weight        | a LoRA adapter
                    """)
    void relativesOfClipAreNamed(String tensor, String says) {
        String message =
                refusal(change("vit-openclip-gelu", tensors -> tensors.put(tensor, tensors.get("logit_scale"))));
        assertTrue(message.contains(says) && message.contains("which is not read"), message);
    }

    @Test
    void aTransformerWithoutNormalisationBeforeItsBlocksIsNamed() {
        String message = refusal(change(
                "vit-openclip-gelu", tensors -> tensors.keySet().removeIf(name -> name.startsWith("visual.ln_pre"))));
        assertTrue(message.contains("as in CLIPA") && message.contains("which is not read"), message);
    }

    @ParameterizedTest
    @CsvSource({
        "vision_model., image",
        "vision_model.|visual_projection., image",
        "text_model., text",
        "text_model.|text_projection., text"
    })
    void oneTowerAloneIsNamedWithItsProjectionOrWithout(String parts, String tower) {
        List<String> kept = List.of(parts.split("\\|"));
        String message = refusal(change("vit-hf", tensors -> tensors.keySet()
                .removeIf(name -> kept.stream().noneMatch(name::startsWith))));
        assertTrue(message.contains("it is the " + tower + " tower alone"), message);
    }

    @Test
    void aModelWithADecoderOfAnotherKindIsNotTakenForAClipSeg() {
        String message = refusal(change("vit-hf", tensors -> {
            tensors.keySet().removeIf(name -> !name.equals("logit_scale"));
            tensors.put("decoder.conv_in.weight", tensors.get("logit_scale"));
        }));
        assertTrue(message.contains("not a CLIP checkpoint"), message);
    }

    @Test
    void theReportOfAFileOfWhichNothingFitsIsCut() {
        String message = refusal(change("rn-openclip", tensors -> {
            for (int i = 0; i < 50; i++) tensors.put("surplus." + i, tensors.get("logit_scale"));
        }));
        assertTrue(message.contains("50 tensors:") && message.endsWith("and 10 more"), message);
    }

    @Test
    void allThatAConfigAsksForInVainIsInOneReport() throws IOException {
        Path file = change("rn-openclip", tensors -> {});
        String config = Files.readString(Reference.path("models/rn-openclip/open_clip_config.json"));
        Files.writeString(
                folder.resolve("open_clip_config.json"),
                config.replace("\"heads\": 2", "\"embed_cls\": true, \"pool_type\": \"last\"")
                        .replace("bicubic", "lanczos"));
        String message = refusal(file);
        for (String option : List.of("text_cfg, embed_cls", "text_cfg, pool_type", "preprocess_cfg, interpolation"))
            assertTrue(message.contains(option), message);
    }

    @Test
    void whatAConfigSaysOfPixelsIsRead() throws IOException {
        Path file = change("rn-openclip", tensors -> {});
        String config = Files.readString(Reference.path("models/rn-openclip/open_clip_config.json"));
        Files.writeString(
                folder.resolve("open_clip_config.json"),
                config.replace("shortest", "squash").replace("bicubic", "bilinear"));
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            assertEquals(ResizeMode.SQUASH, checkpoint.settings().pixels().resize());
            assertEquals(Interpolation.BILINEAR, checkpoint.settings().pixels().interpolation());
        }
        Path transformers = change("vit-hf", tensors -> {});
        Files.copy(Reference.path("models/vit-hf/config.json"), folder.resolve("config.json"));
        Files.writeString(
                folder.resolve("preprocessor_config.json"),
                "{\"size\": {\"height\": 64, \"width\": 64}, \"resample\": 2, \"do_center_crop\": false}");
        try (Checkpoint checkpoint = Checkpoint.open(transformers)) {
            assertEquals(ResizeMode.SQUASH, checkpoint.settings().pixels().resize());
            assertEquals(Interpolation.BILINEAR, checkpoint.settings().pixels().interpolation());
        }
    }

    @Test
    void aRegistryMaySayTheActivationThatAFileLacks() {
        Path file = change("vit-openclip-gelu", tensors -> {});
        for (Gelu known : Gelu.values())
            try (Checkpoint checkpoint = Checkpoint.open(file, Optional.of(known))) {
                assertEquals(known, checkpoint.architecture().text().activation());
            }
        Path configured = Reference.path("models/vit-openclip-gelu");
        try (Checkpoint checkpoint = Checkpoint.open(configured, Optional.of(Gelu.QUICK))) {
            assertEquals(Gelu.EXACT, checkpoint.architecture().text().activation());
        }
    }

    @Test
    void whatDoesNotFitIsReportedBeforeWhatIsUndecided() {
        String message = refusal(change("vit-openclip-gelu", tensors -> tensors.remove("ln_final.bias")));
        assertTrue(message.contains("missing: ln_final.bias"), message);
    }

    /** The header of a file of this size is looked at, and nothing is read or allocated for what it describes. */
    @Test
    void aFileBeyondTwoGibibytesIsRefusedByItsHeaderAlone() throws IOException {
        Path file = folder.resolve("big.safetensors");
        long width = 1 << 15;
        long bytes = width * width * Float.BYTES;
        String header = String.format(
                "{\"visual.conv1.weight\":{\"dtype\":\"F32\",\"shape\":[%1$d,%1$d],\"data_offsets\":[0,%2$d]}}",
                width, bytes);
        ByteBuffer start = ByteBuffer.allocate(8 + header.length()).order(ByteOrder.LITTLE_ENDIAN);
        start.putLong(header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
        try (FileChannel sparse = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            sparse.write(start.flip());
            sparse.write(ByteBuffer.allocate(1), start.limit() + bytes - 1);
        }
        String message = refusal(file);
        assertTrue(
                message.contains("visual.conv1.weight: found shape [32768, 32768], expected 4 axes")
                        && message.contains("missing: visual.positional_embedding"),
                message);
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

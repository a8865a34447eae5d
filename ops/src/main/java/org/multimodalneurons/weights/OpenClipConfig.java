package org.multimodalneurons.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.multimodalneurons.image.Interpolation;
import org.multimodalneurons.image.ResizeMode;
import org.multimodalneurons.weights.ModelSettings.PixelSettings;

/**
 * Reads {@code open_clip_config.json}. What is left out has open_clip's default; what would change the computation in a
 * way that is not read is refused, in one report.
 *
 * @see <a href="https://github.com/mlfoundations/open_clip/blob/main/src/open_clip/model.py">CLIPVisionCfg, CLIPTextCfg</a>
 */
final class OpenClipConfig {

    private static final int HEAD_WIDTH = 64;
    private static final int TEXT_HEADS = 8;

    private static final Set<String> OFF = Set.of("false");
    private static final Set<String> ABSENT = Set.of();
    private static final Set<String> DEFAULT_EPSILON =
            Set.of("{}", "{\"eps\":1e-5}", "{\"eps\":1e-05}", "{\"eps\":0.00001}");

    /** Attention blocks of another make; the same in both towers. */
    private static final Map<String, Set<String>> OF_BLOCKS = Map.ofEntries(
            Map.entry("ls_init_value", ABSENT),
            Map.entry("act_kwargs", Set.of("{}")),
            Map.entry("norm_kwargs", DEFAULT_EPSILON),
            Map.entry("block_type", Set.of("\"default\"")),
            Map.entry("qk_norm", OFF),
            Map.entry("scaled_cosine_attn", OFF),
            Map.entry("scale_heads", OFF),
            Map.entry("scale_attn_inner", OFF),
            Map.entry("scale_attn", OFF),
            Map.entry("scale_fc", OFF));

    /**
     * Without effect on a trained CLIP that is run: dropout of patches; whether tokens are given out too; how positions
     * were made, since they are in the file; when the tokens are normalised, since one of them alone is looked at; sizes
     * of what is switched off.
     */
    private static final Options OF_IMAGE = Options.only(
            Set.of(
                    "image_size",
                    "layers",
                    "width",
                    "head_width",
                    "mlp_ratio",
                    "patch_size",
                    "patch_dropout",
                    "output_tokens",
                    "pos_embed_type",
                    "final_ln_after_pool",
                    "attn_pooler_queries",
                    "attn_pooler_heads",
                    "n_queries",
                    "image_seq_len",
                    "timm_model_pretrained",
                    "timm_pool",
                    "timm_proj",
                    "timm_proj_bias",
                    "timm_drop",
                    "timm_drop_path"),
            with(Map.of(
                    "timm_model_name", ABSENT,
                    "timm_model_kwargs", ABSENT,
                    "attentional_pool", OFF,
                    "attn_pooler", OFF,
                    "input_patchnorm", OFF,
                    "global_average_pool", OFF,
                    "no_ln_pre", OFF,
                    "pool_type", Set.of("\"tok\""))));

    /** Padding is without effect, since no token sees those after it; which tokenizer fits, the vocabulary says. */
    private static final Options OF_TEXT = Options.only(
            Set.of(
                    "context_length",
                    "vocab_size",
                    "width",
                    "heads",
                    "layers",
                    "mlp_ratio",
                    "hf_tokenizer_name",
                    "hf_model_pretrained",
                    "hf_proj_type",
                    "hf_pooler_type",
                    "pad_id",
                    "bos_id",
                    "eos_id",
                    "variable_text",
                    "final_ln_after_pool",
                    "output_tokens"),
            with(Map.of(
                    "hf_model_name", ABSENT,
                    "hf_model_config", ABSENT,
                    "text_arch", Set.of("\"clip\""),
                    "tokenizer_kwargs", Set.of("{}", "{\"clean\":\"lower\"}"),
                    "embed_cls", OFF,
                    "no_causal_mask", OFF,
                    "pool_type", Set.of("\"argmax\""),
                    "proj_type", Set.of("\"linear\""),
                    "proj_bias", OFF)));

    private static final Options OF_MODEL = Options.only(
            Set.of(
                    "embed_dim",
                    "vision_cfg",
                    "text_cfg",
                    "quick_gelu",
                    "custom_text",
                    "cast_dtype",
                    "init_logit_scale",
                    "nonscalar_logit_scale",
                    "output_dict"),
            Map.of("multimodal_cfg", ABSENT, "audio_cfg", ABSENT, "init_logit_bias", ABSENT));

    /** As open_clip does, a filter drawn at random in training is bicubic when the model is run. */
    private static final Map<String, Interpolation> INTERPOLATIONS = Map.of(
            "\"bicubic\"", Interpolation.BICUBIC,
            "\"random\"", Interpolation.BICUBIC,
            "\"bilinear\"", Interpolation.BILINEAR);

    private static final Map<String, ResizeMode> RESIZE_MODES =
            Map.of("\"shortest\"", ResizeMode.SHORTEST, "\"squash\"", ResizeMode.SQUASH);

    /** The colour of margins is without effect where there are none. */
    private static final Options OF_PIXELS = Options.only(
            Set.of("size", "mean", "std", "fill_color"),
            Map.of(
                    "mode", Set.of("\"RGB\""),
                    "interpolation", INTERPOLATIONS.keySet(),
                    "resize_mode", RESIZE_MODES.keySet()));

    private OpenClipConfig() {}

    private static Map<String, Set<String>> with(Map<String, Set<String>> options) {
        Map<String, Set<String>> all = new LinkedHashMap<>(OF_BLOCKS);
        all.putAll(options);
        return all;
    }

    static ModelSettings read(Json file) {
        Json model = file.required("model_cfg");
        Json image = model.required("vision_cfg");
        Json text = model.required("text_cfg");
        Json pixels = file.object("preprocess_cfg");
        List<String> faults = new ArrayList<>();
        OF_MODEL.check(model, faults);
        OF_IMAGE.check(image, faults);
        OF_TEXT.check(text, faults);
        OF_PIXELS.check(pixels, faults);
        Options.refuse(file, faults);
        boolean quick = model.bool("quick_gelu").orElse(false);
        Optional<Gelu> activation = Optional.of(quick ? Gelu.QUICK : Gelu.EXACT);
        return new ModelSettings(
                file.source(),
                imageHeads(image),
                Optional.of(text.integer("heads").orElse(TEXT_HEADS)),
                activation,
                activation,
                sizes(model, image, text, pixels),
                pixels(pixels));
    }

    private static boolean isResNet(Json image) {
        return image.integers("layers").orElse(List.of()).size() == 4;
    }

    /** Attention heads: in a ResNet of the pool, which is 32 times as wide as the stem. */
    private static Optional<Integer> imageHeads(Json image) {
        int headWidth = image.integer("head_width").orElse(HEAD_WIDTH);
        if (headWidth < 1) throw image.wrong("head_width", "at least 1", headWidth);
        return image.integer("width").map(width -> (isResNet(image) ? 32 * width : width) / headWidth);
    }

    private static Map<String, Object> sizes(Json model, Json image, Json text, Json pixels) {
        Map<String, Object> sizes = new LinkedHashMap<>();
        model.integer("embed_dim").ifPresent(size -> sizes.put("embedding size", size));
        image.integers("image_size").ifPresent(size -> sizes.put("image size", square(size)));
        pixels.integers("size").ifPresent(size -> sizes.put("preprocessing size", square(size)));
        image.integer("width").ifPresent(width -> sizes.put("image width", width));
        image.integers("layers").ifPresent(layers -> sizes.put("image layers", layers));
        image.integer("patch_size").ifPresent(size -> sizes.put("patch size", size));
        mlpWidth(image).ifPresent(width -> sizes.put("image MLP width", width));
        text.integer("width").ifPresent(width -> sizes.put("text width", width));
        text.integer("layers").ifPresent(layers -> sizes.put("text layers", layers));
        mlpWidth(text).ifPresent(width -> sizes.put("text MLP width", width));
        text.integer("context_length").ifPresent(length -> sizes.put("context length", length));
        text.integer("vocab_size").ifPresent(size -> sizes.put("vocabulary size", size));
        return sizes;
    }

    private static Optional<Integer> mlpWidth(Json tower) {
        return tower.integer("width").flatMap(width -> tower.number("mlp_ratio").map(ratio -> (int) (width * ratio)));
    }

    private static Object square(List<Integer> size) {
        return size.stream().distinct().count() == 1 ? size.get(0) : size;
    }

    private static PixelSettings pixels(Json json) {
        return new PixelSettings(
                json.channels("mean", PixelSettings.OPENAI.mean()),
                json.channels("std", PixelSettings.OPENAI.deviation()),
                PixelSettings.Crop.TORCHVISION,
                json.named("resize_mode", RESIZE_MODES, PixelSettings.OPENAI.resize()),
                json.named("interpolation", INTERPOLATIONS, PixelSettings.OPENAI.interpolation()));
    }
}

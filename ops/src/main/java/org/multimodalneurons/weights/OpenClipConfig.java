package org.multimodalneurons.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.multimodalneurons.weights.ModelSettings.PixelSettings;

/**
 * Reads {@code open_clip_config.json}. What is left out has open_clip's default; what would change the computation in a
 * way that is not read is refused.
 */
final class OpenClipConfig {

    private static final int HEAD_WIDTH = 64;
    private static final int TEXT_HEADS = 8;

    /** Options that must be absent or have one of these values. */
    private static final Map<String, Set<String>> OF_IMAGE = Map.ofEntries(
            Map.entry("timm_model_name", Set.of()),
            Map.entry("ls_init_value", Set.of()),
            Map.entry("attentional_pool", Set.of("false")),
            Map.entry("attn_pooler", Set.of("false")),
            Map.entry("input_patchnorm", Set.of("false")),
            Map.entry("global_average_pool", Set.of("false")),
            Map.entry("no_ln_pre", Set.of("false")),
            Map.entry("final_ln_after_pool", Set.of("false")),
            Map.entry("pool_type", Set.of("\"tok\"")),
            Map.entry("act_kwargs", Set.of("{}")),
            Map.entry("norm_kwargs", Set.of("{}")));

    private static final Map<String, Set<String>> OF_TEXT = Map.ofEntries(
            Map.entry("hf_model_name", Set.of()),
            Map.entry("ls_init_value", Set.of()),
            Map.entry("embed_cls", Set.of("false")),
            Map.entry("no_causal_mask", Set.of("false")),
            Map.entry("pool_type", Set.of("\"argmax\"")),
            Map.entry("proj_type", Set.of("\"linear\"")),
            Map.entry("proj_bias", Set.of("false")),
            Map.entry("act_kwargs", Set.of("{}")),
            Map.entry("norm_kwargs", Set.of("{}")));

    private static final Map<String, Set<String>> OF_MODEL =
            Map.of("multimodal_cfg", Set.of(), "init_logit_bias", Set.of());

    private static final Map<String, Set<String>> OF_PIXELS =
            Map.of("interpolation", Set.of("\"bicubic\""), "resize_mode", Set.of("\"shortest\""));

    private OpenClipConfig() {}

    static ModelSettings read(Json file) {
        Json model = file.required("model_cfg");
        Json image = model.required("vision_cfg");
        Json text = model.required("text_cfg");
        Json pixels = file.object("preprocess_cfg");
        allow(model, OF_MODEL);
        allow(image, OF_IMAGE);
        allow(text, OF_TEXT);
        allow(pixels, OF_PIXELS);
        boolean quick = model.bool("quick_gelu").orElse(false);
        Optional<Gelu> activation = Optional.of(quick ? Gelu.QUICK : Gelu.EXACT);
        return new ModelSettings(
                file.source(),
                imageHeads(image),
                Optional.of(text.integer("heads").orElse(TEXT_HEADS)),
                activation,
                activation,
                sizes(model, image, text),
                pixels(pixels));
    }

    /** Attention heads: in a ResNet of the pool, which is 32 times as wide as the stem. */
    private static Optional<Integer> imageHeads(Json image) {
        int headWidth = image.integer("head_width").orElse(HEAD_WIDTH);
        boolean resNet = image.integers("layers").orElse(List.of()).size() == 4;
        return image.integer("width").map(width -> (resNet ? 32 * width : width) / headWidth);
    }

    private static Map<String, Object> sizes(Json model, Json image, Json text) {
        Map<String, Object> sizes = new LinkedHashMap<>();
        model.integer("embed_dim").ifPresent(size -> sizes.put("embedding size", size));
        image.integers("image_size").ifPresent(size -> sizes.put("image size", square(size)));
        image.integer("width").ifPresent(width -> sizes.put("image width", width));
        image.integers("layers").ifPresent(layers -> sizes.put("image layers", layers));
        image.integer("patch_size").ifPresent(size -> sizes.put("patch size", size));
        text.integer("width").ifPresent(width -> sizes.put("text width", width));
        text.integer("layers").ifPresent(layers -> sizes.put("text layers", layers));
        text.integer("context_length").ifPresent(length -> sizes.put("context length", length));
        text.integer("vocab_size").ifPresent(size -> sizes.put("vocabulary size", size));
        return sizes;
    }

    private static Object square(List<Integer> size) {
        return size.stream().distinct().count() == 1 ? size.get(0) : size;
    }

    private static PixelSettings pixels(Json pixels) {
        return pixels(pixels, "mean", "std", PixelSettings.Crop.TORCHVISION);
    }

    /** Mean and deviation under these keys; OpenAI's where there are none. */
    static PixelSettings pixels(Json json, String mean, String deviation, PixelSettings.Crop crop) {
        return new PixelSettings(
                channels(json, mean, PixelSettings.OPENAI.mean()),
                channels(json, deviation, PixelSettings.OPENAI.deviation()),
                crop);
    }

    /** Three numbers, one for each of red, green and blue. */
    private static List<Float> channels(Json json, String key, List<Float> otherwise) {
        List<Float> channels = json.numbers(key)
                .map(numbers -> numbers.stream().map(Double::floatValue).toList())
                .orElse(otherwise);
        if (channels.size() != 3) throw json.wrong(key, "three numbers", channels);
        return channels;
    }

    /** Refuses options with a value other than those allowed. */
    static void allow(Json json, Map<String, Set<String>> allowed) {
        allowed.forEach((key, values) -> json.get(key).ifPresent(found -> {
            if (!values.contains(found.toString()))
                throw json.wrong(key, values.isEmpty() ? "nothing (not read)" : String.join(" or ", values), found);
        }));
    }
}

package org.multimodalneurons.weights;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.google.gson.JsonObject;
import org.multimodalneurons.weights.ModelSettings.PixelSettings;

/**
 * Reads the {@code config.json} and {@code preprocessor_config.json} of a Hugging Face {@code CLIPModel}. What is left
 * out has the default of {@code CLIPConfig}. The end token's id is not taken from there: many published files give a
 * wrong one, and the largest id of a row is right in all.
 */
final class HuggingFaceConfig {

    private static final int IMAGE_HEADS = 12;
    private static final int TEXT_HEADS = 8;
    private static final double EPSILON = 1e-5;

    private HuggingFaceConfig() {}

    static ModelSettings read(Path config, Path preprocessor) {
        Json file = Json.read(config);
        OpenClipConfig.allow(file, Map.of("model_type", Set.of("\"clip\"")));
        Json image = file.required("vision_config");
        Json text = file.required("text_config");
        checkEpsilon(image);
        checkEpsilon(text);
        Map<String, Object> sizes = sizes(file, image, text);
        return new ModelSettings(
                config.toString(),
                Optional.of(image.integer("num_attention_heads").orElse(IMAGE_HEADS)),
                Optional.of(text.integer("num_attention_heads").orElse(TEXT_HEADS)),
                Optional.of(activation(image)),
                Optional.of(activation(text)),
                sizes,
                pixels(preprocessor, sizes));
    }

    private static Gelu activation(Json tower) {
        String name = tower.string("hidden_act").orElse("quick_gelu");
        return switch (name) {
            case "quick_gelu" -> Gelu.QUICK;
            case "gelu" -> Gelu.EXACT;
            default -> throw tower.wrong("hidden_act", "gelu or quick_gelu", name);
        };
    }

    private static void checkEpsilon(Json tower) {
        double epsilon = tower.number("layer_norm_eps").orElse(EPSILON);
        if (Math.abs(epsilon - EPSILON) > 1e-12) throw tower.wrong("layer_norm_eps", String.valueOf(EPSILON), epsilon);
    }

    private static Map<String, Object> sizes(Json file, Json image, Json text) {
        Map<String, Object> sizes = new LinkedHashMap<>();
        file.integer("projection_dim").ifPresent(size -> sizes.put("embedding size", size));
        image.integer("image_size").ifPresent(size -> sizes.put("image size", size));
        image.integer("hidden_size").ifPresent(width -> sizes.put("image width", width));
        image.integers("num_hidden_layers").ifPresent(layers -> sizes.put("image layers", layers));
        image.integer("patch_size").ifPresent(size -> sizes.put("patch size", size));
        text.integer("hidden_size").ifPresent(width -> sizes.put("text width", width));
        text.integer("num_hidden_layers").ifPresent(layers -> sizes.put("text layers", layers));
        text.integer("max_position_embeddings").ifPresent(length -> sizes.put("context length", length));
        text.integer("vocab_size").ifPresent(size -> sizes.put("vocabulary size", size));
        return sizes;
    }

    private static PixelSettings pixels(Path preprocessor, Map<String, Object> sizes) {
        Json file =
                Files.isRegularFile(preprocessor) ? Json.read(preprocessor) : Json.parse(preprocessor.toString(), "{}");
        OpenClipConfig.allow(
                file,
                Map.of(
                        "resample", Set.of("3"),
                        "do_resize", Set.of("true"),
                        "do_center_crop", Set.of("true"),
                        "do_rescale", Set.of("true"),
                        "do_normalize", Set.of("true")));
        Optional<Integer> crop = side(file, "crop_size", "height");
        Optional<Integer> resized = side(file, "size", "shortest_edge");
        Optional<Object> size = Optional.ofNullable(sizes.get("image size")).or(() -> crop);
        size.ifPresent(side -> {
            requireSide(file, "crop_size", crop, side);
            requireSide(file, "size", resized, side);
        });
        return OpenClipConfig.pixels(file, "image_mean", "image_std", PixelSettings.Crop.HUGGING_FACE);
    }

    /** A size, written as a number or, in newer files, as an object with named sides. */
    private static Optional<Integer> side(Json file, String key, String side) {
        boolean named = file.get(key).filter(JsonObject.class::isInstance).isPresent();
        if (!named) return file.integer(key);
        Optional<Integer> length = file.object(key).integer(side);
        if (length.isEmpty())
            throw file.wrong(key, "a number or a " + side, file.object(key).object());
        return length;
    }

    /** Pictures are resized to the square that is cut out: resizing them larger and cropping more is not read. */
    private static void requireSide(Json file, String key, Optional<Integer> found, Object expected) {
        found.filter(side -> !side.equals(expected)).ifPresent(side -> {
            throw file.wrong(key, "the image size " + expected, side);
        });
    }
}

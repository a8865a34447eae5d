package org.multimodalneurons.weights;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.google.gson.JsonObject;
import org.multimodalneurons.image.Interpolation;
import org.multimodalneurons.image.ResizeMode;
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

    private static final Map<String, Gelu> ACTIVATIONS =
            Map.of("\"quick_gelu\"", Gelu.QUICK, "\"gelu\"", Gelu.EXACT, "\"gelu_python\"", Gelu.EXACT);

    private static final Options OF_MODEL = Options.among(Map.of("model_type", Set.of("\"clip\"")));

    private static final Options OF_IMAGE = Options.among(Map.of(
            "model_type", Set.of("\"clip_vision_model\""),
            "num_channels", Set.of("3"),
            "hidden_act", ACTIVATIONS.keySet()));

    private static final Options OF_TEXT =
            Options.among(Map.of("model_type", Set.of("\"clip_text_model\""), "hidden_act", ACTIVATIONS.keySet()));

    /** The Python Imaging Library's numbers for its filters. */
    private static final Map<String, Interpolation> RESAMPLE =
            Map.of("2", Interpolation.BILINEAR, "3", Interpolation.BICUBIC);

    private static final Set<String> PROCESSORS = Set.of(
            "\"CLIPImageProcessor\"",
            "\"CLIPImageProcessorFast\"",
            "\"CLIPImageProcessorPil\"",
            "\"CLIPFeatureExtractor\"",
            "\"CLIPProcessor\"");

    private static final Options OF_PIXELS = Options.among(Map.of(
            "image_processor_type", PROCESSORS,
            "feature_extractor_type", PROCESSORS,
            "resample", RESAMPLE.keySet(),
            "do_resize", Set.of("true"),
            "do_rescale", Set.of("true"),
            "do_normalize", Set.of("true"),
            "do_pad", Set.of("false"),
            "rescale_factor", Set.of("0.00392156862745098")));

    private HuggingFaceConfig() {}

    /** Reads a configuration, and that of the pixels in the same folder. */
    static ModelSettings read(Path config) {
        Json file = Json.read(config);
        Json image = tower(file, "vision_config");
        Json text = tower(file, "text_config");
        List<String> faults = new ArrayList<>();
        OF_MODEL.check(file, faults);
        OF_IMAGE.check(image, faults);
        OF_TEXT.check(text, faults);
        checkEpsilon(image, faults);
        checkEpsilon(text, faults);
        Options.refuse(file, faults);
        Map<String, Object> sizes = sizes(file, image, text);
        return new ModelSettings(
                config.toString(),
                Optional.of(image.integer("num_attention_heads").orElse(IMAGE_HEADS)),
                Optional.of(text.integer("num_attention_heads").orElse(TEXT_HEADS)),
                Optional.of(image.named("hidden_act", ACTIVATIONS, Gelu.QUICK)),
                Optional.of(text.named("hidden_act", ACTIVATIONS, Gelu.QUICK)),
                sizes,
                pixels(config.resolveSibling("preprocessor_config.json"), sizes));
    }

    /** A tower's configuration. Older files give it twice; the one called {@code ..._dict} prevails. */
    private static Json tower(Json file, String key) {
        String older = key + "_dict";
        return file.get(older).isPresent() ? file.object(older) : file.required(key);
    }

    private static void checkEpsilon(Json tower, List<String> faults) {
        double epsilon = tower.number("layer_norm_eps").orElse(EPSILON);
        if (Math.abs(epsilon - EPSILON) > 1e-12)
            faults.add(tower.source() + ", layer_norm_eps: expected " + EPSILON + ", found " + epsilon);
    }

    private static Map<String, Object> sizes(Json file, Json image, Json text) {
        Map<String, Object> sizes = new LinkedHashMap<>();
        file.integer("projection_dim").ifPresent(size -> sizes.put("embedding size", size));
        image.integer("image_size").ifPresent(size -> sizes.put("image size", size));
        image.integer("hidden_size").ifPresent(width -> sizes.put("image width", width));
        image.integers("num_hidden_layers").ifPresent(layers -> sizes.put("image layers", layers));
        image.integer("patch_size").ifPresent(size -> sizes.put("patch size", size));
        image.integer("intermediate_size").ifPresent(width -> sizes.put("image MLP width", width));
        text.integer("hidden_size").ifPresent(width -> sizes.put("text width", width));
        text.integer("num_hidden_layers").ifPresent(layers -> sizes.put("text layers", layers));
        text.integer("intermediate_size").ifPresent(width -> sizes.put("text MLP width", width));
        text.integer("max_position_embeddings").ifPresent(length -> sizes.put("context length", length));
        text.integer("vocab_size").ifPresent(size -> sizes.put("vocabulary size", size));
        return sizes;
    }

    private static PixelSettings pixels(Path preprocessor, Map<String, Object> sizes) {
        Json file =
                Files.isRegularFile(preprocessor) ? Json.read(preprocessor) : Json.parse(preprocessor.toString(), "{}");
        List<String> faults = new ArrayList<>();
        OF_PIXELS.check(file, faults);
        ResizeMode resize = isSquashed(file) ? ResizeMode.SQUASH : ResizeMode.SHORTEST;
        if (resize == ResizeMode.SHORTEST && !file.bool("do_center_crop").orElse(true))
            faults.add(file.source() + ", do_center_crop: expected true, or a size with height and width, found false");
        Options.refuse(file, faults);
        Optional<Integer> crop = side(file, "crop_size", "height");
        Optional<Integer> resized = side(file, "size", resize == ResizeMode.SQUASH ? "height" : "shortest_edge");
        Optional<Object> size = Optional.ofNullable(sizes.get("image size")).or(() -> crop);
        size.ifPresent(side -> {
            requireSide(file, "crop_size", crop, side);
            requireSide(file, "size", resized, side);
        });
        return new PixelSettings(
                file.channels("image_mean", PixelSettings.OPENAI.mean()),
                file.channels("image_std", PixelSettings.OPENAI.deviation()),
                PixelSettings.Crop.HUGGING_FACE,
                resize,
                file.named("resample", RESAMPLE, PixelSettings.OPENAI.interpolation()));
    }

    /** Whether pictures are resized to a height and a width rather than by their short side. */
    private static boolean isSquashed(Json file) {
        return file.get("size")
                .filter(size -> size instanceof JsonObject sides && sides.has("height") && sides.has("width"))
                .isPresent();
    }

    /** A size, written as a number or, in newer files, as an object with named sides, all alike. */
    private static Optional<Integer> side(Json file, String key, String side) {
        boolean named = file.get(key).filter(JsonObject.class::isInstance).isPresent();
        if (!named) return file.integer(key);
        Json sides = file.object(key);
        Optional<Integer> length = sides.integer(side);
        if (length.isEmpty() || !sides.integer("width").orElse(length.get()).equals(length.get()))
            throw file.wrong(key, "a number or a " + side + " of a square", sides.object());
        return length;
    }

    /** Pictures are resized to the square that is cut out: resizing them larger and cropping more is not read. */
    private static void requireSide(Json file, String key, Optional<Integer> found, Object expected) {
        found.filter(side -> !side.equals(expected)).ifPresent(side -> {
            throw file.wrong(key, "the image size " + expected, side);
        });
    }
}

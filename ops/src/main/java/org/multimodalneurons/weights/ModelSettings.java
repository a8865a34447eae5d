package org.multimodalneurons.weights;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.multimodalneurons.image.Interpolation;
import org.multimodalneurons.image.Preprocessing;
import org.multimodalneurons.image.ResizeMode;

/**
 * What a model's configuration says beyond its tensors.
 *
 * @param source the configuration's file, for messages
 * @param imageHeads attention heads of the image tower
 * @param textHeads attention heads of the text tower
 * @param imageActivation of the image tower's MLPs
 * @param textActivation of the text tower's MLPs
 * @param sizes what it says of sizes that the tensors tell too, by the name used in messages: whole numbers, or a list of
 *     them
 * @param pixels how pictures become pixels
 */
public record ModelSettings(
        String source,
        Optional<Integer> imageHeads,
        Optional<Integer> textHeads,
        Optional<Gelu> imageActivation,
        Optional<Gelu> textActivation,
        Map<String, Object> sizes,
        PixelSettings pixels) {

    /** A model of which nothing is known but its tensors. */
    public static final ModelSettings NONE = new ModelSettings(
            "no configuration",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            PixelSettings.OPENAI);

    /**
     * How pictures become pixels: each channel, 0 to 1, less its mean, over its deviation.
     *
     * @param mean red, green, blue
     * @param deviation red, green, blue
     * @param crop where the square is cut from a picture with an odd margin
     * @param resize how a picture comes to the square's size
     * @param interpolation by which filter
     */
    public record PixelSettings(
            List<Float> mean, List<Float> deviation, Crop crop, ResizeMode resize, Interpolation interpolation) {

        /** The implementations cut one pixel apart where the margin is odd. */
        public enum Crop {
            /** OpenAI's and open_clip's. */
            TORCHVISION,
            /** That of Hugging Face's image processors. */
            HUGGING_FACE
        }

        /** OpenAI's, which nearly all models share. */
        public static final PixelSettings OPENAI = new PixelSettings(
                Preprocessing.CLIP_MEAN,
                Preprocessing.CLIP_STD,
                Crop.TORCHVISION,
                ResizeMode.SHORTEST,
                Interpolation.BICUBIC);
    }

    /**
     * Reads the settings that lie beside a weights file.
     *
     * @param huggingFace whether the file uses Hugging Face's names: then {@code config.json} is looked for first, else
     *     {@code open_clip_config.json}
     * @throws InvalidModelException when a configuration asks for what is not read
     */
    static ModelSettings beside(Path weights, boolean huggingFace) {
        Path folder = weights.toAbsolutePath().getParent();
        Path openClip = folder.resolve("open_clip_config.json");
        Path transformers = folder.resolve("config.json");
        boolean hasTransformers = huggingFace && Files.isRegularFile(transformers);
        if (hasTransformers) return HuggingFaceConfig.read(transformers);
        return Files.isRegularFile(openClip) ? OpenClipConfig.read(Json.read(openClip)) : NONE;
    }

    /** The same with an activation where this says none. */
    ModelSettings orActivation(Optional<Gelu> known) {
        return new ModelSettings(
                source,
                imageHeads,
                textHeads,
                imageActivation.or(() -> known),
                textActivation.or(() -> known),
                sizes,
                pixels);
    }

    /**
     * Reads {@code open_clip_config.json}.
     *
     * @param source what messages call it
     * @param json its text
     */
    public static ModelSettings openClip(String source, String json) {
        return OpenClipConfig.read(Json.parse(source, json));
    }
}

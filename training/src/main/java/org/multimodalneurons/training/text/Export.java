package org.multimodalneurons.training.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.GsonBuilder;
import org.multimodalneurons.training.ImageTraining;
import org.multimodalneurons.training.data.Concept;
import org.multimodalneurons.training.library.Concepts;
import org.multimodalneurons.training.net.ClassHead;
import org.multimodalneurons.training.net.ImageTowerShape;
import org.multimodalneurons.training.net.Parameters;
import org.multimodalneurons.weights.Architecture;
import org.multimodalneurons.weights.Architecture.Text;
import org.multimodalneurons.weights.DType;
import org.multimodalneurons.weights.SafetensorsWriter;

/** Writes the trained model as open_clip does: weights in half precision, a configuration, and the words it knows. */
public final class Export {

    private static final List<Double> MEAN = List.of(.48145466, .4578275, .40821073);
    private static final List<Double> DEVIATION = List.of(.26862954, .26130258, .27577711);

    private Export() {}

    /**
     * Writes {@code open_clip_model.safetensors}, {@code open_clip_config.json} and {@code vocabulary.txt}.
     *
     * @param folder made when it is not there
     */
    public static void write(Path folder, ImageTraining image, TextTraining text, Concepts concepts)
            throws IOException {
        Files.createDirectories(folder);
        try (NDManager manager = NDManager.newBaseManager()) {
            SafetensorsWriter.write(
                    folder.resolve("open_clip_model.safetensors"),
                    DType.F16,
                    tensors(image, text, manager),
                    Map.of("format", "pt"));
        }
        Files.writeString(
                folder.resolve("open_clip_config.json"),
                new GsonBuilder().setPrettyPrinting().create().toJson(config(image.shape())) + "\n");
        Files.writeString(folder.resolve("vocabulary.txt"), vocabulary(concepts));
    }

    private static Map<String, NDArray> tensors(ImageTraining image, TextTraining text, NDManager manager) {
        Parameters seen = image.average();
        Parameters read = text.average();
        Map<String, NDArray> tensors = new LinkedHashMap<>();
        architecture(image.shape()).tensors().forEach((name, shape) -> {
            NDArray tensor =
                    switch (name) {
                        case "logit_scale" -> seen.get(ClassHead.SCALE).reshape(new Shape());
                        case "token_embedding.weight" ->
                            embedding(read.get(TextTower.TOKENS), text.tokenIds(), manager);
                        case "positional_embedding" -> positions(read.get(name), text.longest(), manager);
                        default ->
                            name.startsWith("visual.") ? seen.get(name.substring("visual.".length())) : read.get(name);
                    };
            if (!tensor.getShape().equals(shape))
                throw new IllegalStateException(name + " has shape " + tensor.getShape() + ", expected " + shape);
            tensors.put(name, tensor);
        });
        return tensors;
    }

    /** The whole vocabulary's vectors: zero for tokens that never occurred, so that the file packs well. */
    private static NDArray embedding(NDArray trained, long[] ids, NDManager manager) {
        int width = TextTower.SIZES.width();
        float[] values = new float[TextTower.SIZES.vocabularySize() * width];
        float[] rows = trained.toFloatArray();
        for (int i = 0; i < ids.length; i++) System.arraycopy(rows, i * width, values, (int) ids[i] * width, width);
        return manager.create(values, new Shape(TextTower.SIZES.vocabularySize(), width));
    }

    /** Positions beyond the longest caption were never trained: they take the last trained one. */
    private static NDArray positions(NDArray trained, int longest, NDManager manager) {
        int width = TextTower.SIZES.width();
        float[] values = trained.toFloatArray();
        for (int row = longest; row < TextTower.SIZES.contextLength(); row++)
            System.arraycopy(values, (longest - 1) * width, values, row * width, width);
        return manager.create(values, trained.getShape());
    }

    private static Architecture architecture(ImageTowerShape shape) {
        var image = new Architecture.ResNet(
                shape.width(),
                Arrays.stream(shape.blocks()).boxed().toList(),
                shape.size(),
                shape.features() / shape.headWidth());
        return new Architecture(image, TextTower.SIZES, shape.embedding());
    }

    private static Map<String, Object> config(ImageTowerShape shape) {
        Text text = TextTower.SIZES;
        Map<String, Object> vision = new LinkedHashMap<>();
        vision.put("layers", Arrays.stream(shape.blocks()).boxed().toList());
        vision.put("width", shape.width());
        vision.put("head_width", shape.headWidth());
        vision.put("image_size", shape.size());
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("context_length", text.contextLength());
        words.put("vocab_size", text.vocabularySize());
        words.put("width", text.width());
        words.put("heads", text.heads());
        words.put("layers", text.layers());
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("embed_dim", shape.embedding());
        model.put("quick_gelu", true);
        model.put("vision_cfg", vision);
        model.put("text_cfg", words);
        Map<String, Object> preprocess = new LinkedHashMap<>();
        preprocess.put("mean", MEAN);
        preprocess.put("std", DEVIATION);
        preprocess.put("interpolation", "bicubic");
        preprocess.put("resize_mode", "shortest");
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("model_cfg", model);
        config.put("preprocess_cfg", preprocess);
        return config;
    }

    /** The concepts' words, then the other single words that stand for them: word, tab, family. */
    private static String vocabulary(Concepts concepts) {
        Map<String, String> families = new LinkedHashMap<>();
        for (Concept concept : concepts.list()) families.put(concept.word(), concept.family());
        for (Concept concept : concepts.list())
            for (String caption : concept.captions())
                if (!caption.contains(" ")) families.putIfAbsent(caption, concept.family());
        StringBuilder lines = new StringBuilder();
        families.forEach(
                (word, family) -> lines.append(word).append('\t').append(family).append('\n'));
        return lines.toString();
    }
}

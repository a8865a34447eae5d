package org.multimodalneurons;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.weights.Architecture;
import org.multimodalneurons.weights.DType;
import org.multimodalneurons.weights.Gelu;
import org.multimodalneurons.weights.SafetensorsWriter;

/** A small CLIP with random weights that reads CLIP's whole vocabulary, for tests that begin with words. */
public final class RandomClip {

    private static final String CONFIG =
            """
            {"model_cfg": {"embed_dim": 32, "quick_gelu": true,
              "vision_cfg": {"image_size": 64, "layers": [1, 1, 1, 1], "width": 4, "head_width": 64},
              "text_cfg": {"context_length": 77, "vocab_size": 49408, "width": 64, "heads": 1, "layers": 1}}}
            """;

    private RandomClip() {}

    /** Writes the model, the same every time, and returns its folder. */
    public static Path write(Path folder) {
        return write(folder, 1);
    }

    /** Writes another model of the same kind for each seed. */
    public static Path write(Path folder, long seed) {
        var image = new Architecture.ResNet(4, List.of(1, 1, 1, 1), 64, 2);
        var text = new Architecture.Text(64, 1, 1, 256, 77, 49408, Gelu.QUICK);
        Random random = new Random(seed);
        try (NDManager manager = NDManager.newBaseManager()) {
            Map<String, NDArray> tensors = new LinkedHashMap<>();
            new Architecture(image, text, 32)
                    .tensors()
                    .forEach((name, shape) -> tensors.put(name, manager.create(values(name, shape, random), shape)));
            SafetensorsWriter.write(folder.resolve("open_clip_model.safetensors"), DType.F16, tensors, Map.of());
            Files.writeString(folder.resolve("open_clip_config.json"), CONFIG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private static float[] values(String name, Shape shape, Random random) {
        float[] values = new float[(int) shape.size()];
        double scale = shape.dimension() < 2 ? .3 : Math.sqrt(2 * (double) shape.get(0) / shape.size());
        for (int i = 0; i < values.length; i++) {
            double value = scale * random.nextGaussian();
            values[i] = (float) (name.endsWith("running_var") ? 1 + Math.abs(value) : value);
            if (name.equals("logit_scale")) values[i] = 3;
        }
        return values;
    }
}

package org.multimodalneurons.plugin;

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
import org.multimodalneurons.model.PyTorch;
import org.multimodalneurons.weights.Architecture;
import org.multimodalneurons.weights.Architecture.ResNet;
import org.multimodalneurons.weights.Architecture.Text;
import org.multimodalneurons.weights.Architecture.ViT;
import org.multimodalneurons.weights.DType;
import org.multimodalneurons.weights.Gelu;
import org.multimodalneurons.weights.SafetensorsWriter;

/** A CLIP of random weights, small but with the whole vocabulary: for tests of everything but what a model has learned. */
public final class TinyModel {

    /** The side of its images. */
    public static final int IMAGE_SIZE = 64;

    /** The length of its embeddings. */
    public static final int EMBEDDING = 16;

    private static final Text TEXT = new Text(64, 1, 1, 256, 77, 49408, Gelu.EXACT);

    private static final Architecture RESNET =
            new Architecture(new ResNet(8, List.of(1, 1, 1, 1), IMAGE_SIZE, 4), TEXT, EMBEDDING);

    private static final Architecture TRANSFORMER =
            new Architecture(new ViT(64, 3, 1, 256, 16, IMAGE_SIZE, Gelu.EXACT), TEXT, EMBEDDING);

    private static final String TRANSFORMERS_CONFIG =
            """
            {"model_cfg": {"embed_dim": 16,
              "vision_cfg": {"image_size": 64, "layers": 3, "width": 64, "patch_size": 16, "head_width": 64},
              "text_cfg": {"context_length": 77, "vocab_size": 49408, "width": 64, "heads": 1, "layers": 1}}}
            """;

    private TinyModel() {}

    /** The file of a model with a ResNet; the same seed gives the same one. Written once per build. */
    public static Path file(int seed) {
        return file("tiny" + seed, RESNET, seed);
    }

    /** The folder of a model with a vision transformer, whose activation only a configuration tells. */
    public static Path transformer() {
        Path folder = file("transformer/open_clip_model", TRANSFORMER, 1).getParent();
        try {
            Files.writeString(folder.resolve("open_clip_config.json"), TRANSFORMERS_CONFIG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private static synchronized Path file(String name, Architecture architecture, int seed) {
        Path file = Path.of("target", "models", name + ".safetensors").toAbsolutePath();
        if (!Files.exists(file)) write(file, architecture, new Random(seed));
        return file;
    }

    private static void write(Path file, Architecture architecture, Random random) {
        try (NDManager manager = PyTorch.newManager()) {
            Map<String, NDArray> tensors = new LinkedHashMap<>();
            architecture.tensors().forEach((name, shape) -> tensors.put(name, tensor(manager, name, shape, random)));
            Files.createDirectories(file.getParent());
            SafetensorsWriter.write(file, DType.F16, tensors, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NDArray tensor(NDManager manager, String name, Shape shape, Random random) {
        if (name.equals("logit_scale")) return manager.create((float) Math.log(20));
        boolean norm = name.contains("ln_") || name.contains(".bn");
        boolean one = name.endsWith("running_var") || (norm && name.endsWith("weight"));
        double fanIn = shape.dimension() < 2 ? 100 : (double) shape.size() / shape.get(0);
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++)
            values[i] = one ? 1 : (float) (random.nextGaussian() / Math.sqrt(fanIn));
        return manager.create(values, shape);
    }
}

package org.multimodalneurons.benchmarks;

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

/**
 * Models with random weights, of the sizes of published ones and smaller: how long they take does not depend on what they
 * learned.
 */
public enum RandomModel {
    /** A ResNet for trying a benchmark out. */
    TINY_RN,
    /** A vision transformer for trying a benchmark out. */
    TINY_VIT,
    /** CLIP's ResNet-50. */
    RN50,
    /** CLIP's ResNet-50, four times as costly: the one of the paper on multimodal neurons. */
    RN50X4,
    /** The base vision transformer with patches of 32 pixels. */
    VIT_B_32,
    /** The base vision transformer with patches of 16 pixels. */
    VIT_B_16;

    private Architecture architecture() {
        return switch (this) {
            case TINY_RN -> new Architecture(new ResNet(8, List.of(1, 1, 1, 1), 64, 4), text(64, 1), 32);
            case TINY_VIT -> new Architecture(new ViT(64, 2, 1, 256, 16, 64, Gelu.EXACT), text(64, 1), 32);
            case RN50 -> new Architecture(new ResNet(64, List.of(3, 4, 6, 3), 224, 32), text(512, 12), 1024);
            case RN50X4 -> new Architecture(new ResNet(80, List.of(4, 6, 10, 6), 288, 40), text(640, 12), 640);
            case VIT_B_32 -> new Architecture(new ViT(768, 12, 12, 3072, 32, 224, Gelu.EXACT), text(512, 12), 512);
            case VIT_B_16 -> new Architecture(new ViT(768, 12, 12, 3072, 16, 224, Gelu.EXACT), text(512, 12), 512);
        };
    }

    private static Text text(int width, int layers) {
        return new Text(width, layers, width / 64, 4 * width, 77, 49408, Gelu.EXACT);
    }

    /** The model's own folder below this one, written when it is not there. */
    public Path in(Path models) {
        Path folder = models.resolve(name());
        Path weights = folder.resolve("open_clip_model.safetensors");
        if (Files.exists(weights)) return folder;
        try (NDManager manager = PyTorch.newManager()) {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("open_clip_config.json"), config());
            var random = new Random(1);
            Map<String, NDArray> tensors = new LinkedHashMap<>();
            architecture().tensors().forEach((name, shape) -> tensors.put(name, tensor(manager, random, name, shape)));
            SafetensorsWriter.write(weights, DType.F32, tensors, Map.of());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the shapes of the weights do not tell. */
    private String config() {
        return """
                {"model_cfg": {"quick_gelu": false, "vision_cfg": {}, "text_cfg": {"heads": %d}}}
                """
                .formatted(architecture().text().heads());
    }

    /** Matrices that keep lengths about as they are; of vectors, scales and variances around 1, the rest around 0. */
    private static NDArray tensor(NDManager manager, Random random, String name, Shape shape) {
        boolean aroundOne = shape.dimension() == 1 && (name.endsWith(".weight") || name.endsWith("running_var"));
        float deviation =
                shape.dimension() > 1 ? (float) Math.sqrt(1.0 / shape.slice(1).size()) : .1f;
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++)
            values[i] = aroundOne ? .5f + random.nextFloat() : deviation * (float) random.nextGaussian();
        return manager.create(values, shape);
    }
}

package org.multimodalneurons.model;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.weights.Architecture.ResNet;
import org.multimodalneurons.weights.Checkpoint;
import org.multimodalneurons.weights.InvalidModelException;

/**
 * Reads a checkpoint into a model's frozen tensors: straight into PyTorch's memory, without a copy on the way, while what
 * was read before is examined in another thread.
 */
final class WeightLoader {

    private final Checkpoint checkpoint;
    private final NDManager manager;
    private final WeightExamination examination;
    private final Map<String, NDArray> tensors = new HashMap<>();

    private WeightLoader(Checkpoint checkpoint, NDManager manager, WeightExamination examination) {
        this.checkpoint = checkpoint;
        this.manager = manager;
        this.examination = examination;
    }

    /**
     * All tensors by open_clip's names; in ResNets batch normalisation is folded into the convolutions. The
     * digest gets them all.
     */
    static Weights load(Checkpoint checkpoint, NDManager manager, WeightDigest digest) {
        try (var examination = new WeightExamination(checkpoint, digest)) {
            var loader = new WeightLoader(checkpoint, manager, examination);
            loader.all();
            examination.finish();
            return new Weights(loader.tensors);
        }
    }

    private void all() {
        Map<String, Shape> shapes = checkpoint.architecture().tensors();
        Set<String> folded = checkpoint.architecture().image() instanceof ResNet
                ? shapes.keySet().stream()
                        .filter(name ->
                                name.startsWith("visual.") && shapes.get(name).dimension() == 4)
                        .map(name -> name.substring(0, name.length() - ".weight".length()))
                        .collect(Collectors.toSet())
                : Set.of();
        Set<String> norms = folded.stream().map(BatchNormFolding::normAfter).collect(Collectors.toSet());
        shapes.forEach((name, shape) -> {
            String module = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
            if (folded.contains(module)) convolution(module, shape);
            else if (!norms.contains(module))
                tensors.put(name, resident(name, shape, values -> checkpoint.read(name, 0, values)));
        });
    }

    private void convolution(String name, Shape shape) {
        var folding = new BatchNormFolding(checkpoint, name);
        String weight = name + ".weight";
        var channelsLast = new Shape(shape.get(0), shape.get(2), shape.get(3), shape.get(1));
        try (NDArray stored = resident(weight, channelsLast, values -> folding.weight(shape, values))) {
            tensors.put(weight, stored.transpose(0, 3, 1, 2));
        }
        String bias = name + ".bias";
        tensors.put(bias, resident(bias, new Shape(shape.get(0)), values -> values.put(folding.bias())));
    }

    /** A tensor in PyTorch's own memory: one made from an array would hold on to the JVM's direct memory. */
    private NDArray resident(String name, Shape shape, Consumer<FloatBuffer> fill) {
        if (shape.size() * Float.BYTES > Integer.MAX_VALUE)
            throw new InvalidModelException(
                    checkpoint.source(), "tensor " + name + " of shape " + shape + " takes more than 2 GiB");
        NDArray tensor = manager.create(shape);
        FloatBuffer memory =
                tensor.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
        fill.accept(memory);
        examination.examine(name, memory.flip());
        return tensor;
    }
}

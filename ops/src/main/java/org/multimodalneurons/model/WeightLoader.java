package org.multimodalneurons.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.weights.Architecture.ResNet;
import org.multimodalneurons.weights.Checkpoint;

/** Reads a checkpoint into a model's frozen tensors. */
final class WeightLoader {

    private final Checkpoint checkpoint;
    private final NDManager manager;
    private final WeightDigest digest;
    private final Map<String, NDArray> tensors = new HashMap<>();

    private WeightLoader(Checkpoint checkpoint, NDManager manager, WeightDigest digest) {
        this.checkpoint = checkpoint;
        this.manager = manager;
        this.digest = digest;
    }

    /**
     * All tensors by open_clip's names; in ResNets batch normalisation is folded into the convolutions. The
     * digest gets them all.
     */
    static Weights load(Checkpoint checkpoint, NDManager manager, WeightDigest digest) {
        var loader = new WeightLoader(checkpoint, manager, digest);
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
            if (folded.contains(module)) loader.convolution(module, shape);
            else if (!norms.contains(module)) loader.put(name, checkpoint.floats(name), shape);
        });
        return new Weights(loader.tensors);
    }

    private void convolution(String name, Shape shape) {
        var folding = BatchNormFolding.of(checkpoint.source(), name, (int) shape.get(1), checkpoint::floats);
        var channelsLast = new Shape(shape.get(0), shape.get(2), shape.get(3), shape.get(1));
        try (NDArray stored = resident(folding.weight(), channelsLast)) {
            tensors.put(name + ".weight", stored.transpose(0, 3, 1, 2));
        }
        put(name + ".bias", folding.bias(), new Shape(shape.get(0)));
    }

    private void put(String name, float[] values, Shape shape) {
        tensors.put(name, resident(values, shape));
    }

    /** A tensor in PyTorch's own memory: one made from an array would hold on to the JVM's direct memory. */
    private NDArray resident(float[] values, Shape shape) {
        digest.add(values);
        try (NDArray fromArray = manager.create(values, shape)) {
            return fromArray.duplicate();
        }
    }
}

package org.multimodalneurons.model;

import java.util.Map;

import ai.djl.ndarray.NDArray;

/**
 * A tower's tensors by name. They may be trained (require gradients) or frozen: the towers are functions of them.
 *
 * @param tensors by full name
 * @param prefix put before every name asked for
 */
public record Weights(Map<String, NDArray> tensors, String prefix) {

    /** All tensors, by their full names. */
    public Weights(Map<String, NDArray> tensors) {
        this(tensors, "");
    }

    /** The tensors below a name such as {@code visual.}, which is left out of the names from then on. */
    public Weights below(String name) {
        return new Weights(tensors, prefix + name);
    }

    /** The tensor of that name. */
    public NDArray get(String name) {
        NDArray tensor = tensors.get(prefix + name);
        if (tensor == null) throw new IllegalArgumentException("No tensor " + prefix + name);
        return tensor;
    }
}

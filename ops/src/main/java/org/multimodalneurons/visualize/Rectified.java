package org.multimodalneurons.visualize;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import ai.djl.ndarray.NDArray;

/**
 * The remedy for a start at which a unit does not fire. Behind a ReLU such a unit is 0 whatever one changes a little, and
 * has no gradient: nothing would ever be drawn. In the first steps the layers that are asked for therefore keep their
 * values but take the gradient of what went into their activation function, which is negative and can rise. (lucid's
 * redirected ReLU does the same for every ReLU of the network; here it is the one that matters.)
 *
 * <p>A layer's input is the layer of the same name with {@code .add}, or without {@code .act}: see {@link
 * org.multimodalneurons.model.Layer}. The stem of a ResNet shows none; its units are small edge and colour filters, of which
 * some place of a noisy start always excites one.
 */
final class Rectified {

    private static final String SUM = ".add";
    private static final String ACTIVATED = ".act";

    private final Set<String> layers;
    private final Map<String, NDArray> inputs = new HashMap<>();

    /**
     * @param layers to open
     */
    Rectified(Set<String> layers) {
        this.layers = layers;
    }

    /** The activation, opened if it is to be; called for each layer in forward order. */
    NDArray at(String layer, NDArray activation) {
        if (layers.isEmpty()) return activation;
        inputs.put(layer, activation);
        if (!layers.contains(layer)) return activation;
        NDArray input = inputs.get(inputOf(layer));
        return input == null ? activation : input.add(activation.sub(input).stopGradient());
    }

    private static String inputOf(String layer) {
        return layer.endsWith(ACTIVATED) ? layer.substring(0, layer.length() - ACTIVATED.length()) : layer + SUM;
    }
}

package org.multimodalneurons.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** What the layers asked for computed in one pass. Closing it frees all of its tensors. */
public final class Activations implements AutoCloseable {

    private final NDManager manager;
    private final Map<String, NDArray> byLayer = new LinkedHashMap<>();

    private Activations(NDManager manager) {
        this.manager = manager;
    }

    /** Runs an encoder until the last of the layers; the activations live in a sub-manager of the input's. */
    static Activations of(Encoder encoder, NDArray input, Collection<Layer> layers) {
        Set<String> wanted = new LinkedHashSet<>();
        for (Layer layer : layers) wanted.add(encoder.layer(layer.name()).name());
        var result = new Activations(input.getManager().newSubManager());
        if (wanted.isEmpty()) return result;
        try (NDManager scratch = input.getManager().newSubManager()) {
            encoder.forward(Tensors.alias(input, scratch), (layer, activation) -> {
                if (!wanted.contains(layer)) return activation;
                result.byLayer.put(layer, Tensors.alias(activation, result.manager));
                if (result.byLayer.size() == wanted.size()) throw Tap.stop();
                return activation;
            });
        } catch (Tap.Stopped stopped) {
            return result;
        } catch (RuntimeException | Error e) {
            result.close();
            throw Memory.explained("run the layers of an input of shape " + input.getShape(), e);
        }
        return result;
    }

    /** The layers, in forward order. */
    public List<String> layers() {
        return new ArrayList<>(byLayer.keySet());
    }

    /** The activation of a layer; its axes are those of the layer's kind. Owned by this object. */
    public NDArray get(Layer layer) {
        return get(layer.name());
    }

    /** The activation of a layer, by its name. */
    public NDArray get(String layer) {
        NDArray activation = byLayer.get(layer);
        if (activation == null)
            throw new IllegalArgumentException("Layer " + layer + " was not asked for; there are " + byLayer.keySet());
        return activation;
    }

    @Override
    public void close() {
        manager.close();
    }
}

package org.multimodalneurons.visualize;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import org.multimodalneurons.model.Autograd;
import org.multimodalneurons.model.ImageEncoder;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Tap;

/**
 * One pass of pictures through an image tower, no further than the last layer asked for. At some layers it can be cut: the
 * tower goes on from a variable of the same values, so that one can differentiate by that layer, and the way back is gone
 * piece by piece.
 */
final class Look {

    private final ImageEncoder encoder;
    private final NDArray pixels;
    private final Map<String, NDArray> activations = new HashMap<>();
    private final Map<String, NDArray> before = new LinkedHashMap<>(); // at the cuts, in forward order

    private Look(ImageEncoder encoder, NDArray pixels) {
        this.encoder = encoder;
        this.pixels = pixels;
    }

    /**
     * Looks.
     *
     * @param encoder the tower
     * @param pixels [views, 3, s, s] in 0..1
     * @param normalised the same as the tower wants them
     * @param objective says which layers are read and where to cut
     * @param openGradients whether the layers read let gradients pass where a ReLU holds them back
     */
    static Look at(
            ImageEncoder encoder, NDArray pixels, NDArray normalised, Objective objective, boolean openGradients) {
        Look look = new Look(encoder, pixels);
        Set<String> missing = new LinkedHashSet<>(objective.layers());
        if (missing.isEmpty()) return look;
        Rectified rectified = new Rectified(openGradients ? missing : Set.of());
        try {
            NDArray embedding = encoder.forward(normalised, (layer, activation) -> {
                NDArray seen = rectified.at(layer, activation);
                if (!missing.remove(layer)) return seen;
                NDArray kept = objective.cuts().contains(layer) ? look.cut(layer, seen) : seen;
                look.activations.put(layer, kept);
                if (missing.isEmpty()) throw Tap.stop();
                return kept;
            });
            look.activations.put(Sight.EMBEDDING, embedding);
        } catch (Tap.Stopped stopped) {
            return look;
        }
        return look;
    }

    private NDArray cut(String layer, NDArray activation) {
        before.put(layer, activation);
        return Autograd.leaf(activation, activation.getManager());
    }

    NDArray pixels() {
        return pixels;
    }

    Map<String, NDArray> activations() {
        return activations;
    }

    Layer layer(String name) {
        return encoder.layer(name);
    }

    boolean isCut(String layer) {
        return before.containsKey(layer);
    }

    /** Derivatives of a result, summed, by the layers cut; leaves no trace in the variables. */
    Map<String, NDArray> gradients(NDArray result, NDArray variables) {
        Map<String, NDArray> taken = new HashMap<>();
        Autograd.backward(result, result.onesLike(), true);
        List<String> cuts = fromTheLast();
        for (int i = 0; i < cuts.size(); i++) {
            String layer = cuts.get(i);
            Optional<NDArray> gradient = Autograd.take(activations.get(layer));
            gradient.ifPresent(found -> taken.put(layer, found));
            boolean isAsked = i + 1 < cuts.size();
            if (isAsked) gradient.ifPresent(found -> Autograd.backward(before.get(layer), found, true));
        }
        Autograd.take(variables);
        return taken;
    }

    /** The way back from a result to whatever it depends on. */
    void backward(NDArray result) {
        Autograd.backward(result, result.onesLike(), !before.isEmpty());
        for (String layer : fromTheLast())
            Autograd.take(activations.get(layer))
                    .ifPresent(gradient -> Autograd.backward(before.get(layer), gradient, true));
    }

    private List<String> fromTheLast() {
        List<String> layers = new ArrayList<>(before.keySet());
        Collections.reverse(layers);
        return layers;
    }
}

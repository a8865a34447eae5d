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
import java.util.function.Consumer;
import java.util.function.Function;

import ai.djl.ndarray.NDArray;
import org.multimodalneurons.model.Autograd;
import org.multimodalneurons.model.ImageEncoder;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Passage;
import org.multimodalneurons.model.Tap;

/**
 * One pass of pictures through an image tower, no further than the last layer asked for. At some layers it can be cut: the
 * tower goes on from a variable of the same values, so that one can differentiate by that layer, and the way back is gone
 * piece by piece.
 */
final class Look {

    private final Function<String, Layer> layers;
    private final NDArray pixels;
    private final Map<String, NDArray> activations;
    private final Map<String, NDArray> before = new LinkedHashMap<>(); // at the cuts, in forward order
    private Optional<Compiled> compiled = Optional.empty();

    /**
     * The compiled part of the tower.
     *
     * @param end a variable where it ends
     * @param back brings the derivative by it to the variables of the picture
     */
    private record Compiled(NDArray end, Consumer<NDArray> back) {}

    /**
     * @param layers by their names
     * @param pixels [views, 3, s, s] in 0..1
     * @param activations by the names of their layers; more are added to it
     */
    Look(Function<String, Layer> layers, NDArray pixels, Map<String, NDArray> activations) {
        this.layers = layers;
        this.pixels = pixels;
        this.activations = activations;
    }

    /**
     * Looks.
     *
     * @param encoder the tower
     * @param pixels [views, 3, s, s] in 0..1
     * @param normalised the same as the tower wants them
     * @param objective says which layers are read and where to cut
     * @param openGradients whether gradients pass where a ReLU holds them back, see {@link OpenGradients}
     */
    static Look at(
            ImageEncoder encoder, NDArray pixels, NDArray normalised, Objective objective, boolean openGradients) {
        Look look = new Look(encoder::layer, pixels, new HashMap<>());
        Set<String> missing = new LinkedHashSet<>(objective.layers());
        if (missing.isEmpty()) return look;
        Tap eye = look.eye(missing, objective.cuts());
        try {
            look.activations.put(
                    Sight.EMBEDDING,
                    openGradients
                            ? look.forward(encoder, normalised, objective, new OpenGradients(eye), OpenGradients.SHARE)
                            : look.forward(encoder, normalised, objective, eye, 0));
        } catch (Tap.Stopped stopped) {
            return look;
        }
        return look;
    }

    /** Through the tower's compiled part where it has one, whose ReLUs leak as those of the tap do, and on layer by layer. */
    private NDArray forward(ImageEncoder encoder, NDArray normalised, Objective objective, Tap tap, double leak) {
        Optional<Passage> passage = encoder.passage(normalised.stopGradient(), objective.layers());
        if (passage.isEmpty()) return encoder.forward(normalised, tap);
        NDArray begun = Autograd.leaf(passage.get().activation(), normalised.getManager());
        compiled = Optional.of(new Compiled(
                begun, gradient -> Autograd.backward(normalised, passage.get().back(gradient, leak), true)));
        return passage.get().onwards(begun, tap);
    }

    private Tap eye(Set<String> missing, Set<String> cuts) {
        return (layer, activation) -> {
            if (!missing.remove(layer)) return activation;
            NDArray kept = cuts.contains(layer) ? cut(layer, activation) : activation;
            activations.put(layer, kept);
            if (missing.isEmpty()) throw Tap.stop();
            return kept;
        };
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
        return layers.apply(name);
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
        compiled.ifPresent(part -> Autograd.take(part.end()));
        return taken;
    }

    /** The way back from a result to whatever it depends on. */
    void backward(NDArray result) {
        Autograd.backward(result, result.onesLike(), !before.isEmpty() || compiled.isPresent());
        for (String layer : fromTheLast())
            Autograd.take(activations.get(layer))
                    .ifPresent(gradient -> Autograd.backward(before.get(layer), gradient, true));
        compiled.ifPresent(part -> Autograd.take(part.end()).ifPresent(part.back()));
    }

    private List<String> fromTheLast() {
        List<String> layers = new ArrayList<>(before.keySet());
        Collections.reverse(layers);
        return layers;
    }
}

package org.multimodalneurons.visualize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.PictureBatches;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;

/**
 * Activations of a layer at random places of pictures, each at most once. Of a transformer's tokens those of patches are
 * taken; a layer of vectors has one place.
 */
final class ActivationSample {

    /** The share of an activation that is taken away to see what it does: small, for the tower is not linear. */
    private static final float TAKEN = .1f;

    private final ClipModel clip;
    private final Layer layer;
    private final List<float[]> activations = new ArrayList<>();
    private final List<float[]> effects = new ArrayList<>();
    private final SortedMap<Integer, String> unreadable = new TreeMap<>();

    private ActivationSample(ClipModel clip, Layer layer) {
        this.clip = clip;
        this.layer = layer;
    }

    /**
     * Looks at pictures.
     *
     * @param pictures each is asked for once, in order; those that throw a {@link UserException} are passed over
     * @param places of each picture, or all where there are fewer
     * @param seed of the places; those of a picture do not depend on the others
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    static ActivationSample of(
            ClipModel clip, Layer layer, List<? extends PixelRows> pictures, int places, long seed, Progress progress) {
        if (layer.kind() == Layer.Kind.ATTENTION)
            throw new UserException("Layer " + layer + " holds attention probabilities, not neurons, and nothing can be"
                    + " drawn for it. Choose another layer.");
        var sample = new ActivationSample(clip, layer);
        PictureBatches.forEach(
                clip,
                pictures,
                (item, fault) -> sample.unreadable.put(item, fault.getMessage()),
                progress,
                (items, pixels) -> sample.look(
                        pixels,
                        items.stream()
                                .map(item -> new SplittableRandom(seed ^ (item * 0x9E3779B97F4A7C15L)))
                                .toList(),
                        places));
        return sample;
    }

    private void look(NDArray pixels, List<SplittableRandom> chances, int places) {
        List<NDArray> seen = new ArrayList<>();
        NDArray whole = clip.image().embed(pixels, (name, activation) -> {
            if (name.equals(layer.name())) {
                seen.add(activation.duplicate());
                seen.get(0).attach(pixels.getManager());
            }
            return activation;
        });
        NDArray patches = Sight.places(seen.get(0), layer);
        int count = (int) patches.getShape().get(2);
        List<int[]> orders =
                chances.stream().map(chance -> shuffled(count, chance)).toList();
        for (int draw = 0; draw < Math.min(places, count); draw++) {
            int which = draw;
            int[] chosen = orders.stream().mapToInt(order -> order[which]).toArray();
            for (int i = 0; i < chosen.length; i++)
                activations.add(patches.get(i + ", :, {}", chosen[i]).toFloatArray());
            note(whole, without(pixels, chosen, count));
        }
    }

    /** The embedding when at the chosen place of each picture a part of the activation is missing. */
    private NDArray without(NDArray pixels, int[] chosen, int count) {
        return clip.image().embed(pixels, (name, activation) -> {
            if (!name.equals(layer.name())) return activation;
            return activation.mul(mask(activation, chosen, count));
        });
    }

    private static int[] shuffled(int count, SplittableRandom chance) {
        int[] order = IntStream.range(0, count).toArray();
        for (int i = count - 1; i > 0; i--) {
            int other = chance.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return order;
    }

    /** 1, but less at one place of each picture; broadcasts to an activation. */
    private NDArray mask(NDArray activation, int[] chosen, int count) {
        Shape shape = activation.getShape();
        int all = layer.kind() == Layer.Kind.TOKENS ? (int) shape.get(1) : count;
        float[] values = new float[chosen.length * all];
        Arrays.fill(values, 1);
        for (int i = 0; i < chosen.length; i++) values[i * all + all - count + chosen[i]] = 1 - TAKEN;
        Shape axes =
                switch (layer.kind()) {
                    case MAP -> new Shape(chosen.length, 1, shape.get(2), shape.get(3));
                    case TOKENS -> new Shape(chosen.length, all, 1);
                    default -> new Shape(chosen.length, 1);
                };
        return activation.getManager().create(values, axes);
    }

    /** What the embedding lost, in lengths of it. */
    private void note(NDArray whole, NDArray without) {
        float[] before = whole.toFloatArray();
        float[] after = without.toFloatArray();
        int length = (int) whole.getShape().get(1);
        for (int start = 0; start < before.length; start += length) {
            double square = 0;
            for (int i = start; i < start + length; i++) square += (double) before[i] * before[i];
            float[] effect = new float[length];
            for (int i = 0; i < length; i++)
                effect[i] = (float) ((before[start + i] - after[start + i]) / TAKEN / Math.sqrt(square));
            effects.add(effect);
        }
    }

    /** [n][units]. */
    float[][] activations() {
        return activations.toArray(float[][]::new);
    }

    /** What each activation adds to the embedding of its picture, as far as that is linear in it: [n][embedding]. */
    float[][] effects() {
        return effects.toArray(float[][]::new);
    }

    /** The places of the pictures that were passed over, and why. */
    Map<Integer, String> unreadable() {
        return Collections.unmodifiableMap(unreadable);
    }
}

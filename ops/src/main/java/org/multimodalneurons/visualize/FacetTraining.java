package org.multimodalneurons.visualize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.djl.ndarray.NDArray;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.LinearProbe;
import org.multimodalneurons.embed.PictureBatches;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.Activations;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;

/**
 * Trains facets: in each layer a linear probe tells the kinds of pictures apart by their mean activations. Pictures that
 * cannot be read are passed over.
 */
public final class FacetTraining {

    /** Price of the probes' lengths: of those tried, 1e-4 to 1, the one with the best held-out accuracy in two layers. */
    private static final double PRICE = 1e-4;

    private static final long SEED = 1;

    private final ClipModel clip;
    private final List<Layer> layers;
    private final List<Unread> unreadable = new ArrayList<>();

    /**
     * A picture that could not be read.
     *
     * @param facet whose it was to be
     * @param place in the list of its pictures, from 0
     * @param reason what is wrong with it
     */
    public record Unread(String facet, int place, String reason) {}

    /**
     * A training.
     *
     * @param layers of maps or tokens, at least one
     * @throws UserException when one is of another kind
     */
    public FacetTraining(ClipModel clip, List<Layer> layers) {
        if (layers.isEmpty()) throw new UserException("There is no layer to train facets in; name at least one.");
        for (Layer layer : layers)
            if (layer.kind() != Layer.Kind.MAP && layer.kind() != Layer.Kind.TOKENS)
                throw new UserException("Facets live in maps or tokens, and layer " + layer + " holds neither. Choose "
                        + usual(clip) + " or another earlier layer.");
        this.clip = clip;
        this.layers = List.copyOf(layers);
    }

    private static Layer usual(ClipModel clip) {
        return Facets.usualLayers(clip).get(0);
    }

    /**
     * Looks at pictures and trains.
     *
     * @param kinds pictures of each facet, by its name; each is asked for once
     * @throws UserException with fewer than two facets, or with fewer than two readable pictures of one
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public Facets train(Map<String, ? extends List<? extends PixelRows>> kinds, Progress progress) {
        if (kinds.size() < 2)
            throw new UserException("There is only the facet " + String.join("", kinds.keySet())
                    + "; at least two are needed, to tell one from the other.");
        Map<Layer, List<float[][]>> seen = new LinkedHashMap<>();
        layers.forEach(layer -> seen.put(layer, new ArrayList<>()));
        kinds.forEach((name, pictures) -> look(name, pictures, progress)
                .forEach((layer, means) -> seen.get(layer).add(means.toArray(float[][]::new))));
        List<Facets.InLayer> trained = new ArrayList<>();
        for (Layer layer : layers) {
            progress.report(trained.size(), layers.size(), "Training facets in " + layer);
            trained.add(train(layer, seen.get(layer), progress));
        }
        return new Facets(clip.identity(), List.copyOf(kinds.keySet()), trained);
    }

    /** The mean activations in each layer of the pictures that can be read. */
    private Map<Layer, List<float[]>> look(String name, List<? extends PixelRows> pictures, Progress progress) {
        Map<Layer, List<float[]>> means = new LinkedHashMap<>();
        layers.forEach(layer -> means.put(layer, new ArrayList<>()));
        PictureBatches.forEach(
                clip,
                pictures,
                (item, fault) -> unreadable.add(new Unread(name, item, fault.getMessage())),
                progress,
                (items, pixels) -> {
                    try (Activations activations = clip.image().activate(pixels, layers)) {
                        for (Layer layer : layers) {
                            NDArray mean =
                                    Sight.places(activations.get(layer), layer).mean(new int[] {2});
                            for (int i = 0; i < items.size(); i++)
                                means.get(layer).add(mean.get(i).toFloatArray());
                        }
                    }
                });
        int read = means.get(layers.get(0)).size();
        if (read < 2)
            throw new UserException("Of the facet " + name + " " + read
                    + " picture(s) can be read; at least two are needed, and some fifty are good.");
        return means;
    }

    private static Facets.InLayer train(Layer layer, List<float[][]> classes, Progress progress) {
        double accuracy = LinearProbe.heldOutAccuracy(classes, PRICE, SEED, progress);
        double[][] directions = LinearProbe.train(classes, PRICE, progress).directions();
        return new Facets.InLayer(
                layer.name(),
                accuracy,
                Arrays.stream(directions).map(FacetTraining::scaled).toArray(float[][]::new));
    }

    /** With a root mean square of 1; a facet that nothing tells from the others stays 0. */
    private static float[] scaled(double[] direction) {
        double squares = Arrays.stream(direction).map(x -> x * x).average().orElse(0);
        float[] scaled = new float[direction.length];
        if (squares > 0)
            for (int i = 0; i < scaled.length; i++) scaled[i] = (float) (direction[i] / Math.sqrt(squares));
        return scaled;
    }

    /** The pictures that could not be read. */
    public List<Unread> unreadable() {
        return List.copyOf(unreadable);
    }
}

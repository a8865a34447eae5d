package org.multimodalneurons.visualize;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Constant;
import org.multimodalneurons.model.Layer;

/**
 * A side of things, such as faces, text or line art: a direction in one or several layers that steers what is drawn for a
 * unit towards it.
 *
 * @param name such as {@code face}
 * @param directions one for each layer, at least one
 * @see <a href="https://distill.pub/2021/multimodal-neurons">Goh et al. 2021, faceted feature visualization</a>
 */
public record Facet(String name, List<Direction> directions) {

    /** The largest strength. */
    public static final double STRONGEST = 100;

    /**
     * A direction in a layer of maps or tokens.
     *
     * @param values one for each unit; their root mean square is 1
     */
    @SuppressWarnings("ArrayRecordComponent") // a plain carrier of numbers, never compared
    public record Direction(String layer, float[] values) {}

    /** Copies the list. */
    public Facet {
        directions = List.copyOf(directions);
    }

    /**
     * An objective f, steered: f(g) + strength/L · Σ w · g · max(0, ∂f/∂g), summed over the L layers, their places and units,
     * where g are a layer's activations, w its direction and ∂f/∂g is held constant. Of a transformer's tokens those of the
     * patches count.
     *
     * <p>What pulls on a unit in favour of f then pulls (1 + strength · w) times as hard. As the root mean square of w is 1,
     * the same strength does about the same whatever the size of the picture, the number of places and layers, the scale of
     * their activations, and that of f: at strength 1 the facet's gradient has a third to the whole of the length of f's.
     * (The original adds a sum over places to a mean over them, so that its strengths fit one size and layer only.)
     *
     * <p>The paper's formula has no maximum, its code has. Without it, units that speak against both the facet and f are
     * enhanced: of twelve pictures for three units of the embedded model and four facets, two were told by a probe of the
     * embedding as what they were steered to, with it eight, at strength 2 (drawn in natural colours).
     *
     * @param wanted reads a layer behind those of the facet, or the embedding
     * @param strength 0 to {@value #STRONGEST}; 1 to 3 are usual
     * @throws UserException when the strength is out of range
     * @see <a href="https://github.com/openai/CLIP-featurevis">the paper's code</a>
     */
    public Objective steer(Objective wanted, double strength) {
        requireStrength(strength);
        Set<String> layers = directions.stream().map(Direction::layer).collect(Collectors.toSet());
        Objective term = Objective.of(
                        "facet " + name + " in "
                                + directions.stream().map(Direction::layer).collect(Collectors.joining(", ")),
                        layers,
                        sight -> value(sight, wanted))
                .cutting(layers)
                .checking(clip -> directions.forEach(direction -> requireFits(direction, wanted, clip)));
        return wanted.plus(term.times(strength));
    }

    /** Throws when a strength is out of range. */
    public static void requireStrength(double strength) {
        if (!(strength >= 0 && strength <= STRONGEST))
            throw new UserException("Strength of the facet: found " + strength + ", expected 0 to " + STRONGEST + ".");
    }

    private NDArray value(Sight sight, Objective wanted) {
        NDArray sum = sight.zeros();
        for (Direction direction : directions) {
            String layer = direction.layer();
            NDArray favour = Activation.relu(sight.gradient(wanted, layer));
            NDArray parts = sight.layer(layer).mul(favour);
            NDArray weights = sight.constant(direction.values(), 1, direction.values().length, 1);
            sum = sum.add(sight.sum(Sight.places(parts, sight.kind(layer)).mul(weights)));
        }
        return sum.div(Constant.beside(sum, directions.size()));
    }

    private void requireFits(Direction direction, Objective wanted, ClipModel clip) {
        Layer layer = clip.image().layer(direction.layer());
        if (layer.units() != direction.values().length)
            throw new UserException("The facet " + name + " has " + direction.values().length + " values for layer "
                    + layer + ", which has " + layer.units() + " units in " + clip.name()
                    + ". It belongs to another model.");
        boolean isReached = wanted.layers().stream()
                .anyMatch(read -> read.equals(Sight.EMBEDDING)
                        || isBehind(read, layer, clip.image().layers()));
        if (!isReached)
            throw new UserException("The facet " + name + " lives in layer " + layer + ", which '" + wanted
                    + "' does not look through. Train facets in an earlier layer, or choose units of a later one.");
    }

    private static boolean isBehind(String read, Layer layer, List<Layer> layers) {
        return layers.stream().map(Layer::name).toList().indexOf(read) > layers.indexOf(layer);
    }
}

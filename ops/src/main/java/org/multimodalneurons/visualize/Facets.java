package org.multimodalneurons.visualize;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.weights.Architecture.ResNet;

/**
 * Facets that were trained together for one model: what tells each from the others.
 *
 * <pre>{@code
 * Facets facets = new FacetTraining(clip, Facets.usualLayers(clip)).train(PictureKinds.builtIn().pictures(), progress);
 * Objective face = facets.facet("face").steer(Objectives.unit(unit), 2);
 * }</pre>
 *
 * @param model identity of the model
 * @param names of the facets, each once
 * @param layers where they live, at least one
 */
public record Facets(String model, List<String> names, List<InLayer> layers) {

    private static final int MOST_LAYERS = 5;

    /**
     * The facets in one layer.
     *
     * @param layer of maps or tokens
     * @param accuracy how often the linear probe is right about pictures that it was not trained on, as the mean over facets, 0
     *     to 1
     * @param directions [facet][unit]; the root mean square of each is 1
     */
    @SuppressWarnings("ArrayRecordComponent") // a plain carrier of numbers, never compared
    public record InLayer(String layer, double accuracy, float[][] directions) {}

    /** Copies the lists. */
    public Facets {
        names = List.copyOf(names);
        layers = List.copyOf(layers);
    }

    /**
     * Where facets are trained when nobody says where: of a ResNet every second block of the third stage, as in the paper, of
     * a transformer the residual stream at two thirds of the depth.
     */
    public static List<Layer> usualLayers(ClipModel clip) {
        if (clip.architecture().image() instanceof ResNet net) {
            int blocks = net.blocks().get(2);
            return IntStream.range(0, blocks)
                    .filter(block -> (blocks - 1 - block) % 2 == 0)
                    .skip(Math.max(0, (blocks + 1) / 2 - MOST_LAYERS))
                    .mapToObj(block -> clip.image().layer("layer3." + block))
                    .toList();
        }
        List<Layer> streams = clip.image().layers().stream()
                .filter(layer -> layer.name().matches("resblocks\\.\\d+"))
                .toList();
        return List.of(streams.get((2 * streams.size() + 2) / 3 - 1));
    }

    /**
     * One of them.
     *
     * @throws UserException when there is none of that name
     */
    public Facet facet(String name) {
        requireNamed(name, names);
        int index = names.indexOf(name);
        return new Facet(
                name,
                layers.stream()
                        .map(in -> new Facet.Direction(in.layer(), in.directions()[index]))
                        .toList());
    }

    /** Throws when a facet is not among some, of which the names are told. */
    public static void requireNamed(String name, Collection<String> names) {
        if (!names.contains(name))
            throw new UserException(
                    "'" + name + "' is not among the facets, which are " + String.join(", ", names) + ".");
    }

    /** Saves them as a JSON file, which is replaced as a whole. */
    public void save(Path file) {
        new FacetFile(file).write(this);
    }

    /**
     * Opens what {@link #save} saved.
     *
     * @param clip the model that they must have been trained for
     * @throws UserException when the file cannot be read, is none of facets, or one of another model
     */
    public static Facets open(Path file, ClipModel clip) {
        Facets facets = new FacetFile(file).read();
        if (!facets.model().equals(clip.identity()))
            throw new UserException("The facets in " + file + " were trained for the model " + facets.model()
                    + ", and this is " + clip.identity() + ". Choose that model, or train facets for this one.");
        return facets;
    }
}

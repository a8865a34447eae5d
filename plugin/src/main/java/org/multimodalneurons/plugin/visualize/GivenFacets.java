package org.multimodalneurons.plugin.visualize;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.plugin.Kept;
import org.multimodalneurons.probe.PictureKinds;
import org.multimodalneurons.visualize.FacetTraining;
import org.multimodalneurons.visualize.Facets;

/**
 * The facets that a user means: saved ones, those of a folder of pictures, or those of the built-in set, which are trained once
 * for each model and kept.
 */
final class GivenFacets {

    private final ClipModel clip;
    private final List<Layer> layers;
    private final List<String> wanted;
    private final Consumer<List<String>> warnings;

    /**
     * Facets of a model.
     *
     * @param layer where to train them; blank for the usual place
     * @param wanted names that must be among them; complained about before anything is trained
     * @param warnings receives what could not be read
     */
    GivenFacets(ClipModel clip, String layer, List<String> wanted, Consumer<List<String>> warnings) {
        this.clip = clip;
        this.layers = layer == null || layer.isBlank()
                ? Facets.usualLayers(clip)
                : List.of(clip.image().layer(layer.strip()));
        this.wanted = wanted;
        this.warnings = warnings;
    }

    /** Of the built-in set. */
    Facets builtIn(Progress progress) {
        String key = clip.identity() + " " + layers.stream().map(Layer::name).collect(Collectors.joining(" "));
        Path folder = Kept.folder("facets");
        Path file = folder.resolve(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)) + ".json");
        if (Files.exists(file)) return opened(file);
        Facets facets = trained(PictureKinds.builtIn(), progress);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UserException("The folder " + folder + " cannot be made: " + e.getMessage(), e);
        }
        facets.save(file);
        return facets;
    }

    /** Of a file that was saved before, or of a folder with a subfolder of pictures for each facet. */
    Facets of(Path source, Progress progress) {
        return Files.isRegularFile(source) ? opened(source) : trained(PictureKinds.open(source), progress);
    }

    private Facets opened(Path file) {
        Facets facets = Facets.open(file, clip);
        wanted.forEach(name -> Facets.requireNamed(name, facets.names()));
        return facets;
    }

    private Facets trained(Map<String, List<PixelRows>> kinds, Progress progress) {
        wanted.forEach(name -> Facets.requireNamed(name, kinds.keySet()));
        FacetTraining training = new FacetTraining(clip, layers);
        Facets facets = training.train(kinds, progress);
        warnings.accept(training.unreadable());
        return facets;
    }
}

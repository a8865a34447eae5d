package org.multimodalneurons.plugin.visualize;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.plugin.Kept;
import org.multimodalneurons.probe.PictureKinds;
import org.multimodalneurons.search.Fault;
import org.multimodalneurons.visualize.FacetTraining;
import org.multimodalneurons.visualize.Facets;

/**
 * The facets that a user means: saved ones, those of a folder of pictures, or those of the built-in set, which are trained once
 * for each model and kept.
 */
final class GivenFacets {

    private final ClipModel clip;
    private final boolean isLayerGiven;
    private final List<Layer> layers;
    private final List<String> wanted;
    private final Consumer<List<String>> warnings;
    private final Consumer<List<Fault>> unreadable;

    /**
     * Facets of a model.
     *
     * @param layer where to train them; blank for the usual place
     * @param wanted names that must be among them; complained about before anything is trained
     * @param warnings receives what else the user should know
     * @param unreadable receives the pictures that could not be read
     */
    GivenFacets(
            ClipModel clip,
            String layer,
            List<String> wanted,
            Consumer<List<String>> warnings,
            Consumer<List<Fault>> unreadable) {
        this.clip = clip;
        isLayerGiven = layer != null && !layer.isBlank();
        layers = isLayerGiven ? List.of(clip.image().layer(layer.strip())) : Facets.usualLayers(clip);
        this.wanted = wanted;
        this.warnings = warnings;
        this.unreadable = unreadable;
    }

    /** Of the built-in set; kept for the model, the layers and the set as it is. */
    Facets builtIn(Progress progress) {
        PictureKinds kinds = PictureKinds.builtIn();
        requireWanted(kinds.stimuli().keySet());
        Path file = kept(kinds);
        if (Files.exists(file))
            try {
                return Facets.open(file, clip);
            } catch (UserException damaged) {
                warnings.accept(List.of(damaged.getMessage() + " They are trained again."));
            }
        Facets facets = trained(kinds, progress);
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UserException("The folder " + file.getParent() + " cannot be made: " + WholeFile.reason(e), e);
        }
        facets.save(file);
        return facets;
    }

    private Path kept(PictureKinds kinds) {
        StringBuilder key = new StringBuilder(clip.identity());
        layers.forEach(layer -> key.append(' ').append(layer.name()));
        kinds.stimuli().forEach((name, pictures) -> key.append(' ').append(name).append(pictures.size()));
        UUID name = UUID.nameUUIDFromBytes(key.toString().getBytes(StandardCharsets.UTF_8));
        return Kept.folder("facets").resolve(name + ".json");
    }

    /** Of a file that was saved before, or of a folder with a subfolder of pictures for each facet. */
    Facets of(Path source, Progress progress) {
        if (Files.isRegularFile(source)) return opened(source);
        PictureKinds kinds = PictureKinds.open(source);
        requireWanted(kinds.stimuli().keySet());
        return trained(kinds, progress);
    }

    private Facets opened(Path file) {
        if (isLayerGiven)
            throw new UserException("The facets of " + file
                    + " were trained in a layer of their own, and \"layer\" asks"
                    + " for " + layers.get(0) + ". Leave the layer empty, or give the folder of pictures instead of the"
                    + " file.");
        Facets facets = Facets.open(file, clip);
        requireWanted(facets.names());
        return facets;
    }

    private void requireWanted(Collection<String> names) {
        wanted.forEach(name -> Facets.requireNamed(name, names));
    }

    private Facets trained(PictureKinds kinds, Progress progress) {
        FacetTraining training = new FacetTraining(clip, layers);
        Facets facets = training.train(kinds.pictures(), progress);
        unreadable.accept(training.unreadable().stream()
                .map(each -> new Fault(
                        kinds.stimuli().get(each.facet()).get(each.place()).label(), each.reason()))
                .toList());
        return facets;
    }
}

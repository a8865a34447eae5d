package org.multimodalneurons.plugin.probe;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.plugin.Kept;
import org.multimodalneurons.plugin.Unreadable;
import org.multimodalneurons.plugin.imagej.FolderPictures;
import org.multimodalneurons.probe.ReferenceCollector;
import org.multimodalneurons.probe.ReferenceStatistics;
import org.multimodalneurons.probe.References;
import org.multimodalneurons.probe.ResponseSink;
import org.multimodalneurons.probe.Responses;
import org.multimodalneurons.probe.TextLayers;
import org.multimodalneurons.probe.WordList;
import org.multimodalneurons.search.Fault;

/** What responses are large or small against: found where they are kept, or gathered anew and kept. */
public final class UsualResponses {

    private final ClipModel clip;
    private final List<Layer> layers;
    private final References references = new References(Kept.folder("reference"));
    private final List<String> warnings = new ArrayList<>();

    /**
     * Of some layers of one encoder.
     *
     * @param layers at least one
     */
    public UsualResponses(ClipModel clip, List<Layer> layers) {
        this.clip = clip;
        this.layers = layers;
    }

    /**
     * Those of layers of the image encoder.
     *
     * @param folder pictures to gather them from; blank or null: what is known already, which may be nothing
     * @param unreadable receives the pictures of the folder that could not be read, if any, before it is seen whether the others suffice
     */
    public Map<Layer, ReferenceStatistics> toPictures(
            File folder, Consumer<List<Fault>> unreadable, Progress progress) {
        if (folder != null && !folder.getPath().isBlank()) {
            var pictures = new FolderPictures(folder.toPath());
            gather(
                    UnaryOperator.identity(),
                    (responses, sink) -> responses.images(pictures.list(), sink, progress),
                    reasons -> unreadable.accept(
                            Unreadable.faults(reasons, place -> pictures.title() + "/" + pictures.label(place))));
        }
        Map<Layer, ReferenceStatistics> known = known(UnaryOperator.identity());
        if (known.size() < layers.size())
            warnings.add("It is not known how the units of " + clip.name() + " usually respond, so there is no z-score:"
                    + " give a folder of pictures as reference once.");
        return known;
    }

    /**
     * Those of layers of the text encoder.
     *
     * @param file texts to gather them from, one a line; blank or null: what is known already, or gathered now from the words
     *     that the model knows
     */
    Map<Layer, ReferenceStatistics> toTexts(File file, Progress progress) {
        boolean given = file != null && !file.getPath().isBlank();
        if (given || known(TextLayers::named).size() < layers.size()) {
            List<String> texts = given ? WordList.read(file.toPath()) : WordList.of(clip);
            gather(TextLayers::named, (responses, sink) -> responses.captions(texts, sink, progress), none -> {});
        }
        return known(TextLayers::named);
    }

    /** Sentences on what is not known. */
    public List<String> warnings() {
        return warnings;
    }

    /** In one pass for all layers; what could not be read is told by its place. */
    private void gather(
            UnaryOperator<Layer> naming,
            BiConsumer<Responses, ResponseSink> show,
            Consumer<Map<Integer, String>> unreadable) {
        Map<Layer, ReferenceCollector> collectors = new LinkedHashMap<>();
        for (Layer layer : layers) collectors.put(layer, new ReferenceCollector(naming.apply(layer)));
        ReferenceCollector any = collectors.get(layers.get(0));
        show.accept(Responses.of(clip, layers), new ResponseSink() {
            @Override
            public void accept(int item, Layer layer, float[] mean, float[] max) {
                collectors.get(layer).accept(item, layer, mean, max);
            }

            @Override
            public void unreadable(int item, UserException fault) {
                any.unreadable(item, fault);
            }
        });
        unreadable.accept(any.unreadable());
        for (ReferenceCollector collector : collectors.values()) references.keep(clip, collector.statistics());
    }

    private Map<Layer, ReferenceStatistics> known(UnaryOperator<Layer> naming) {
        Map<Layer, ReferenceStatistics> known = new LinkedHashMap<>();
        for (Layer layer : layers)
            references.of(clip, naming.apply(layer)).ifPresent(statistics -> known.put(layer, statistics));
        return known;
    }
}

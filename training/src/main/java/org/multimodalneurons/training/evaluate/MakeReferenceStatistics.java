package org.multimodalneurons.training.evaluate;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.multimodalneurons.Progress;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.probe.ConceptSet;
import org.multimodalneurons.probe.ReferenceCollector;
import org.multimodalneurons.probe.Responses;

/**
 * Writes the reference statistics that ship with the embedded model: {@code MakeReferenceStatistics [concept set]
 * [target folder]}, by default {@code sample-images/held-out} and the resources of {@code ops}. One file for each layer
 * of the image encoder.
 */
public final class MakeReferenceStatistics {

    private MakeReferenceStatistics() {}

    /** Runs the whole of it. */
    public static void main(String[] arguments) throws IOException {
        Path pictures = Path.of(arguments.length > 0 ? arguments[0] : "sample-images/held-out");
        Path target = Path.of(
                arguments.length > 1 ? arguments[1] : "ops/src/main/resources/org/multimodalneurons/probe/reference");
        Files.createDirectories(target);
        ConceptSet set = ConceptSet.open(pictures);
        try (ClipModel clip = ClipModel.embedded()) {
            for (Layer layer : clip.image().layers()) {
                ReferenceCollector collector = new ReferenceCollector(layer);
                Responses.of(clip, List.of(layer)).images(set.pictures(), collector, Progress.NONE);
                Path file = target.resolve(layer.name() + ".bin");
                try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
                    collector.statistics().write(out);
                }
            }
        }
    }
}

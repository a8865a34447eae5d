package org.multimodalneurons.plugin.embed;

import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.MeasuringCommand;
import org.multimodalneurons.plugin.imagej.PictureTable;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Writes down where each image lies in the model's space: a row for each, its embedding of length 1 in the columns E1, E2
 * and so on. The dot product of two rows is their cosine.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Embed>Embed Images...",
        description = "Writes down where each image lies in the model's space: a row for each, its embedding of length "
                + "1 in the columns E1, E2 and so on. The dot product of two rows is their cosine.")
public class EmbedImages extends MeasuringCommand {

    private static final int DIGITS = 6;

    @Parameter(label = "Embeddings", type = ItemIO.OUTPUT)
    private ResultsTable embeddings;

    @Override
    protected void run(ClipModel clip, Pictures pictures, Progress progress) {
        Embedded seen = embed(clip, pictures, progress);
        Embeddings vectors = seen.raw().unit();
        PictureTable table = table(seen.pictures());
        for (int i = 0; i < vectors.size(); i++) {
            table.row(i);
            table.add("Model", clip.identity());
            float[] vector = vectors.vector(i);
            for (int k = 0; k < vector.length; k++) table.add("E" + (k + 1), vector[k], DIGITS);
        }
        embeddings = table.table();
    }
}

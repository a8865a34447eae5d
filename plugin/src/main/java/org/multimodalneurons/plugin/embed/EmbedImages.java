package org.multimodalneurons.plugin.embed;

import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.GalleryCommand;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.plugin.imagej.Tables;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Writes down where each image lies in the model's space: a row for each, its embedding of length 1 in the columns E1, E2
 * and so on. The dot product of two rows is their cosine.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(type = Command.class, menuPath = "Plugins>Multimodal Neurons>Embed>Embed Images...")
public class EmbedImages extends GalleryCommand {

    private static final int DIGITS = 6;

    @Parameter(label = "Embeddings", type = ItemIO.OUTPUT)
    private ResultsTable embeddings;

    @Override
    protected void run(ClipModel clip, Pictures pictures, Progress progress) {
        Embeddings vectors = new Embedder(clip).images(pictures.list(), pictures.labels(), progress);
        embeddings = Tables.empty();
        embeddings.setPrecision(DIGITS);
        for (int i = 0; i < vectors.size(); i++) {
            embeddings.addRow();
            embeddings.addValue("Image", pictures.label(i));
            embeddings.addValue("Slice", pictures.slice(i));
            float[] vector = vectors.vector(i);
            for (int k = 0; k < vector.length; k++) embeddings.addValue("E" + (k + 1), vector[k]);
        }
        embeddings.setDecimalPlaces(embeddings.getColumnIndex("Slice"), 0);
    }
}

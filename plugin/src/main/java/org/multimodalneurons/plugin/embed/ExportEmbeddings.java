package org.multimodalneurons.plugin.embed;

import java.io.File;
import java.util.List;

import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.file.EmbeddingFile;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.plugin.imagej.Tables;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/**
 * Writes embeddings into a file for other programs, with their labels, groups, files and the model's identity: CSV, NumPy's
 * array with a CSV of the labels beside it, or Parquet.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Embed>Export Embeddings...",
        description = "Writes embeddings into a file for other programs, with their labels, groups, files and the "
                + "model's identity: CSV, NumPy's array with a CSV of the labels beside it, or Parquet.")
public class ExportEmbeddings extends SetCommand {

    @Parameter(
            label = "Save as",
            description =
                    "the file; its ending tells the format: .csv, .npy (with a .labels.csv beside it) or" + " .parquet",
            style = FileWidget.SAVE_STYLE,
            persist = false)
    private File save = new File("embeddings.csv");

    @Parameter(label = "Exported", type = ItemIO.OUTPUT)
    private ResultsTable exported;

    private record Row(String file, int embeddings, int components, int groups, String model) {}

    @Override
    protected void execute(Progress progress) {
        file().format(); // before anything is embedded
        SavedFile.requireWritable(save.toPath());
        super.execute(progress);
    }

    private EmbeddingFile file() {
        if (save == null || save.getPath().isBlank())
            throw new UserException("No file is given to save the embeddings to; choose one, such as embeddings.csv.");
        return new EmbeddingFile(save.toPath().toAbsolutePath());
    }

    @Override
    protected void run(EmbeddingSet set, Progress progress) {
        EmbeddingFile file = file();
        file.write(set, progress);
        if (looked().isPresent() && set.hasCentroids() && set.groups().isEmpty())
            Surroundings.note(
                    "The regions are exported without groups, which cannot be read from their embeddings later;"
                            + " groups=region takes them from their ROI groups or names.");
        exported = Tables.of(
                List.of(new Row(
                        file.path().toString(),
                        set.size(),
                        set.embeddings().dimension(),
                        set.groups().size(),
                        set.embeddings().model())),
                Row.class);
    }
}

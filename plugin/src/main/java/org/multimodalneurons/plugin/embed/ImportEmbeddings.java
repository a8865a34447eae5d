package org.multimodalneurons.plugin.embed;

import java.io.File;

import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.file.EmbeddingFile;
import org.multimodalneurons.embed.file.EmbeddingTable;
import org.multimodalneurons.plugin.PluginCommand;
import org.multimodalneurons.plugin.imagej.EmbeddingTables;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Reads a file of embeddings, by this plugin or by others, into a table as Embed Images gives it. */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Embed>Import Embeddings...",
        description = "Reads a file of embeddings, by this plugin or by others, into a table as Embed Images gives it.")
public class ImportEmbeddings extends PluginCommand {

    @Parameter(
            label = "File",
            description = "a .csv with columns E1, E2, ..., a .npy of shape (images, components), or a .parquet with a"
                    + " column of lists",
            persist = false)
    private File file;

    @Parameter(
            label = "Groups",
            description = "the column that tells each row's group; empty: Group or Class, where there is one",
            required = false,
            persist = false)
    private String groups = "";

    @Parameter(
            label = "Made by",
            description =
                    "the identity of the model, as Choose... shows it, where the file names none; empty: unknown, so"
                            + " that they are compared with no other embeddings",
            required = false,
            persist = false)
    private String by = "";

    @Parameter(label = "Embeddings", type = ItemIO.OUTPUT)
    private ResultsTable embeddings;

    @Override
    public String about() {
        return file == null ? "" : "of " + nameOf(file);
    }

    @Override
    protected void execute(Progress progress) {
        if (file == null || file.getPath().isBlank())
            throw new UserException("No file is given; choose one with embeddings.");
        EmbeddingSet set = new EmbeddingFile(file.toPath()).read(groups == null ? "" : groups, progress);
        embeddings = EmbeddingTables.of(by == null || by.isBlank() ? set : named(set, by.strip()), progress);
    }

    private EmbeddingSet named(EmbeddingSet set, String model) {
        String found = set.embeddings().model();
        if (EmbeddingTable.isNamed(found) && !found.equals(model))
            throw new UserException("The file " + file + " says that " + found + " made its embeddings, the parameter"
                    + " \"by\" that " + model + " did; leave it empty.");
        return set.by(model);
    }
}

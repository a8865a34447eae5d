package org.multimodalneurons.op;

import java.io.File;

import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.file.EmbeddingFile;

/** Ops that keep embeddings in files. */
public final class EmbeddingFileOps {

    private EmbeddingFileOps() {}

    /**
     * Reads embeddings.
     *
     * @implNote op names='clip.readEmbeddings'
     * @param file .csv with columns E1, E2, ..., .npy of shape (images, components), or .parquet with a column of lists
     * @return the vectors, with the labels, groups and files that are told
     */
    public static EmbeddingSet read(File file) {
        return new EmbeddingFile(file.toPath()).read("");
    }

    /**
     * Writes embeddings.
     *
     * @implNote op names='clip.writeEmbeddings'
     * @param set what is written
     * @param file its ending tells the format: .csv, .npy (with a .csv for the labels beside it) or .parquet
     * @return the file
     */
    public static File write(EmbeddingSet set, File file) {
        new EmbeddingFile(file.toPath()).write(set);
        return file;
    }
}

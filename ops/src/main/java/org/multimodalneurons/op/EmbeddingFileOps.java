package org.multimodalneurons.op;

import java.io.File;

import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.file.EmbeddingFile;

/** Ops that keep embeddings in files. */
public final class EmbeddingFileOps {

    private EmbeddingFileOps() {}

    /**
     * Reads embeddings.
     *
     * @implNote op names='clip.readEmbeddings'
     * @param embeddingFile .csv with columns E1, E2, ..., .npy of shape (images, components), or .parquet with a column of lists
     * @return the vectors, with the labels, groups and files that are told
     */
    public static EmbeddingSet read(File embeddingFile) {
        return new EmbeddingFile(embeddingFile.toPath()).read("", Progress.NONE);
    }

    /**
     * Writes embeddings.
     *
     * @implNote op names='clip.writeEmbeddings'
     * @param embeddings what is written
     * @param embeddingFile its ending tells the format: .csv, .npy (with a .labels.csv beside it) or .parquet
     * @return the file
     */
    public static File write(EmbeddingSet embeddings, File embeddingFile) {
        new EmbeddingFile(embeddingFile.toPath()).write(embeddings, Progress.NONE);
        return embeddingFile;
    }
}

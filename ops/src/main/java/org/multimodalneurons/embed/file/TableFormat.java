package org.multimodalneurons.embed.file;

import java.io.IOException;
import java.nio.file.Path;

import org.multimodalneurons.Progress;

/** A way to keep a table of embeddings in a file. */
interface TableFormat {

    /**
     * Writes a file as a whole, or not at all.
     *
     * @param table of at least one row; its vectors are asked for one by one
     * @throws java.util.concurrent.CancellationException when cancelled; then a file that was there is still there
     */
    void write(EmbeddingTable table, Path file, Progress progress) throws IOException;

    /**
     * Reads a file of this format.
     *
     * @throws IOException also when it is damaged
     * @throws org.multimodalneurons.UserException when it is whole but holds something else
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    EmbeddingTable read(Path file, Progress progress) throws IOException;
}

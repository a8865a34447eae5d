package org.multimodalneurons.embed.file;

import java.io.IOException;
import java.nio.file.Path;

/** A way to keep a table of embeddings in a file. */
interface TableFormat {

    /**
     * Writes a file as a whole, or not at all.
     *
     * @param table of at least one row
     */
    void write(EmbeddingTable table, Path file) throws IOException;

    /**
     * Reads a file of this format.
     *
     * @throws IOException also when it is damaged
     * @throws org.multimodalneurons.UserException when it is whole but holds something else
     */
    EmbeddingTable read(Path file) throws IOException;
}

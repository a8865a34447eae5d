package org.multimodalneurons.embed.file;

import java.io.IOException;
import java.nio.file.Path;

/** A way to keep a table of embeddings in a file. */
interface TableFormat {

    /**
     * Writes the file.
     *
     * @param draft which is moved to its place when it is whole
     */
    void write(EmbeddingTable table, Path draft) throws IOException;

    /** Writes what belongs into other files, each replaced as a whole; most formats have none. */
    default void writeBeside(EmbeddingTable table, Path file) throws IOException {}

    /**
     * Reads a file of this format.
     *
     * @throws IOException also when it is damaged
     * @throws org.multimodalneurons.UserException when it is whole but holds something else
     */
    EmbeddingTable read(Path file) throws IOException;
}

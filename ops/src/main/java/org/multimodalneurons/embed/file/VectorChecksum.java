package org.multimodalneurons.embed.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;

/**
 * What ties labels to vectors that lie in another file: a column with a checksum of the vector that each row is about. So
 * labels are told from those of other vectors, which an interrupted export leaves beside them, or a copy of one file alone.
 */
final class VectorChecksum {

    /** CRC-32 of the 32-bit floats, the lowest byte first; in Python {@code zlib.crc32(vectors[row].tobytes())}. */
    private static final String HEADING = "Vector CRC-32";

    private VectorChecksum() {}

    /** Labels with the checksums of their vectors. */
    static EmbeddingTable added(EmbeddingTable table) {
        return table.with(HEADING, row -> of(table.vectors().get(row)));
    }

    /**
     * Labels without the checksums; without having been checked where there are none, as in the files of others.
     *
     * @param labels a row for each vector
     * @throws UserException naming the first row that is about another vector
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    static EmbeddingTable checked(EmbeddingTable labels, List<float[]> vectors, Path file, Progress progress) {
        int column = labels.headings().indexOf(HEADING);
        if (column < 0) return labels;
        for (int row = 0; row < vectors.size(); row++) {
            progress.throwIfCancelled();
            if (!labels.texts().get(row).get(column).strip().equals(of(vectors.get(row))))
                throw new UserException(
                        labels.source() + ", row " + (row + 1) + ", is not about the embedding in that row"
                                + " of " + file
                                + ": one of the two is of another export, or was changed. Export both again; or,"
                                + " if the embeddings were changed by intent, take the column " + HEADING
                                + " out of the labels.");
        }
        return labels.without(column);
    }

    private static String of(float[] vector) {
        CRC32 sum = new CRC32();
        sum.update(bytes(vector));
        return Long.toString(sum.getValue());
    }

    /** A vector as NumPy keeps it. */
    static byte[] bytes(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }
}

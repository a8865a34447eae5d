package org.multimodalneurons.embed.file;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;

/** NumPy's file of one array [rows, columns], of which one row at a time is in memory beside the vectors themselves. */
final class NpyArray {

    private static final int MOST_COMPONENTS = 999_999;

    private NpyArray() {}

    /**
     * Writes vectors as 32-bit floats.
     *
     * @param vectors at least one, all of the same length; each is asked for once
     */
    static void write(List<float[]> vectors, Path file, Progress progress) throws IOException {
        int components = vectors.get(0).length;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(NpyHeader.ofFloats(vectors.size(), components).bytes());
            for (int row = 0; row < vectors.size(); row++) {
                out.write(VectorChecksum.bytes(vectors.get(row)));
                progress.report(row + 1, vectors.size(), "Saving the embeddings");
                progress.throwIfCancelled();
            }
        }
    }

    /**
     * Reads vectors.
     *
     * @throws IOException also when it is damaged, or holds what is no number
     * @throws UserException when the array has another shape
     */
    static List<float[]> read(Path file, Progress progress) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            NpyHeader header = NpyHeader.read(in);
            requireVectors(header, file);
            NpyNumbers numbers = NpyNumbers.of(header.type());
            long rows = header.shape().get(0);
            long bytes = header.shape().get(1) * numbers.bytes();
            if ((double) rows * bytes > Files.size(file)) throw cutOff(rows);
            ByteBuffer row = ByteBuffer.allocate((int) bytes).order(numbers.order());
            List<float[]> vectors = new ArrayList<>();
            while (vectors.size() < rows) {
                in.readFully(row.array());
                vectors.add(numbers.floats(row));
                progress.report(vectors.size(), rows, "Reading the embeddings");
                progress.throwIfCancelled();
            }
            return vectors;
        } catch (EOFException e) {
            throw new IOException("it is cut off", e);
        }
    }

    private static void requireVectors(NpyHeader header, Path file) {
        List<Long> shape = header.shape();
        if (shape.size() != 2 || shape.get(0) > Integer.MAX_VALUE || shape.get(1) < 1 || shape.get(1) > MOST_COMPONENTS)
            throw new UserException("The file " + file + " holds an array of the shape " + header.shapeInWords()
                    + "; embeddings are an array of two dimensions, (images, components).");
    }

    private static IOException cutOff(long rows) {
        return new IOException("it is cut off: it should hold " + rows + " rows");
    }
}

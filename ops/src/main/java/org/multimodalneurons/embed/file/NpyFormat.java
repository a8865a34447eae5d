package org.multimodalneurons.embed.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipInputStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.model.PyTorch;

/**
 * NumPy's file of one array, by DJL. It holds no texts: they lie in a CSV beside it, which a file that others wrote may
 * lack.
 */
final class NpyFormat implements TableFormat {

    private static final long MOST = (Integer.MAX_VALUE - (1 << 16)) / Float.BYTES; // a buffer counts bytes by an int

    @Override
    public void write(EmbeddingTable table, Path file) throws IOException {
        long numbers = (long) table.vectors().size() * table.vectors().get(0).length;
        if (numbers > MOST)
            throw new UserException("A NumPy file of " + numbers + " numbers cannot be written to " + file
                    + ", at most " + MOST + "; save to a .parquet file.");
        // Both are finished before either takes its place.
        WholeFile.write(file, draft -> {
            writeArray(table, draft);
            WholeFile.write(texts(file), texts -> CsvFormat.write(table, texts, 0));
        });
    }

    private static void writeArray(EmbeddingTable table, Path draft) throws IOException {
        int components = table.vectors().get(0).length;
        float[] flat = new float[table.vectors().size() * components];
        for (int row = 0; row < table.vectors().size(); row++)
            System.arraycopy(table.vectors().get(row), 0, flat, row * components, components);
        try (NDManager manager = PyTorch.newManager()) {
            NDArray array = manager.create(flat, new Shape(table.vectors().size(), components));
            ByteArrayOutputStream zip = new ByteArrayOutputStream();
            new NDList(array).encode(zip, NDList.Encoding.NPZ);
            copyOnlyEntry(zip.toByteArray(), draft);
        }
    }

    /** DJL writes arrays into a zip; its only entry is the file that NumPy knows. */
    private static void copyOnlyEntry(byte[] zip, Path to) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            if (entries.getNextEntry() == null) throw new IOException("DJL wrote no array");
            Files.copy(entries, to);
        }
    }

    /** plates.npy has its texts in plates.labels.csv: a plates.csv may hold the same embeddings. */
    private static Path texts(Path file) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".labels.csv");
    }

    @Override
    public EmbeddingTable read(Path file) throws IOException {
        List<float[]> vectors = vectors(file);
        String source = "The file " + file;
        if (!Files.isRegularFile(texts(file)))
            return new EmbeddingTable(source, List.of(), Collections.nCopies(vectors.size(), List.of()), vectors);
        EmbeddingTable beside = new CsvFormat().read(texts(file));
        if (beside.texts().size() != vectors.size())
            throw new UserException(
                    "The file " + texts(file) + " describes " + beside.texts().size() + " images, but " + file
                            + " holds " + vectors.size() + " embeddings; they belong to different sets.");
        return new EmbeddingTable(source, beside.headings(), beside.texts(), vectors);
    }

    private static List<float[]> vectors(Path file) throws IOException {
        try (NDManager manager = PyTorch.newManager();
                InputStream stream = Files.newInputStream(file)) {
            NDArray array = NDList.decode(manager, stream).get(0);
            if (array.getShape().dimension() != 2)
                throw new UserException("The file " + file + " holds an array of the shape " + array.getShape()
                        + "; embeddings are an array of two dimensions, (images, components).");
            return Embedder.rows(array.toType(DataType.FLOAT32, false));
        } catch (IllegalArgumentException | UnsupportedOperationException | IndexOutOfBoundsException e) {
            throw new IOException("it is no NumPy array of numbers in C order (" + e.getMessage() + ")", e);
        }
    }
}

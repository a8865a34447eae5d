package org.multimodalneurons.embed.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;

import org.multimodalneurons.PieceProgress;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;

/**
 * NumPy's file of one array. It holds no texts: they lie in a CSV beside it, which a file that others wrote may lack. Two
 * files cannot take their places at once; a checksum tells when they do not belong together.
 */
final class NpyFormat implements TableFormat {

    @Override
    public void write(EmbeddingTable table, Path file, Progress progress) throws IOException {
        EmbeddingTable labels = VectorChecksum.added(table);
        var parts = new PieceProgress(progress, 2, InstantSource.system());
        // Both are finished before either takes its place.
        WholeFile.write(file, draft -> {
            parts.next("Saving " + file.getFileName());
            NpyArray.write(table.vectors(), draft, parts);
            WholeFile.write(labels(file), texts -> {
                parts.next("Saving " + labels(file).getFileName());
                CsvFormat.write(labels, texts, 0, parts);
            });
        });
    }

    /** plates.npy has its texts in plates.labels.csv: a plates.csv may hold the same embeddings. */
    private static Path labels(Path file) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".labels.csv");
    }

    @Override
    public EmbeddingTable read(Path file, Progress progress) throws IOException {
        boolean isAlone = !Files.isRegularFile(labels(file));
        var parts = new PieceProgress(progress, isAlone ? 1 : 2, InstantSource.system());
        parts.next("Reading " + file.getFileName());
        List<float[]> vectors = NpyArray.read(file, parts);
        String source = "The file " + file;
        if (isAlone)
            return new EmbeddingTable(source, List.of(), Collections.nCopies(vectors.size(), List.of()), vectors);
        parts.next("Reading " + labels(file).getFileName());
        EmbeddingTable beside = new CsvFormat().read(labels(file), parts);
        if (beside.texts().size() != vectors.size())
            throw new UserException(
                    "The file " + labels(file) + " describes " + beside.texts().size() + " images, but " + file
                            + " holds " + vectors.size() + " embeddings; they belong to different sets.");
        EmbeddingTable labels = VectorChecksum.checked(beside, vectors, file, progress);
        return new EmbeddingTable(source, labels.headings(), labels.texts(), vectors);
    }
}

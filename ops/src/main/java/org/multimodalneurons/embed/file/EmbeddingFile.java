package org.multimodalneurons.embed.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.multimodalneurons.CoarseProgress;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;
import org.multimodalneurons.embed.EmbeddingSet;

/** A file of embeddings; its ending tells the format. */
public record EmbeddingFile(Path path) {

    /** The formats. */
    public enum Format {

        /** A row for each embedding, with the columns E1, E2, ...: for spreadsheets, R, pandas. All digits are kept. */
        CSV("csv"),

        /** NumPy's array of floats [n, e], and the columns of texts in a CSV beside it: plates.labels.csv of plates.npy. */
        NPY("npy"),

        /** Apache Parquet with a column of lists of floats, for pandas, Polars, Arrow, DuckDB. */
        PARQUET("parquet");

        private final String ending;

        Format(String ending) {
            this.ending = ending;
        }

        /** Of file names, without the dot. */
        public String ending() {
            return ending;
        }

        private TableFormat table() {
            return switch (this) {
                case CSV -> new CsvFormat();
                case NPY -> new NpyFormat();
                case PARQUET -> new ParquetFormat();
            };
        }
    }

    /** Whether a file of this name would hold embeddings. */
    public static boolean isNamed(String name) {
        return named(name).isPresent();
    }

    private static Optional<Format> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(Format.values())
                .filter(format -> lower.endsWith("." + format.ending()))
                .findFirst();
    }

    /**
     * The format that the ending names.
     *
     * @throws UserException when it names none
     */
    public Format format() {
        return named(path.toString())
                .orElseThrow(() -> new UserException("The file " + path
                        + " has no known ending; embeddings are kept in files that end with "
                        + Arrays.stream(Format.values())
                                .map(format -> "." + format.ending())
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    /**
     * Writes a set; a file of that name is replaced as a whole. Beside the set only a little of it is in memory at a time.
     *
     * @throws UserException when the set is empty, or the file cannot be written
     * @throws java.util.concurrent.CancellationException when cancelled; then there is no file, or the old one
     */
    public void write(EmbeddingSet set, Progress progress) {
        TableFormat format = format().table();
        if (set.size() == 0) throw new UserException("There is no embedding to save to " + path + ".");
        Path folder = path.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder))
            throw new UserException("The embeddings cannot be saved to " + path + ": there is no folder " + folder
                    + ". Make it, or choose another.");
        try {
            format.write(EmbeddingTable.of(set), path, new CoarseProgress(progress));
        } catch (IOException e) {
            throw new UserException(
                    "The embeddings cannot be saved to " + path + ": " + reason(e)
                            + ". Choose a folder that can be written to and has room.",
                    e);
        }
    }

    /**
     * Reads a set.
     *
     * @param group see {@link EmbeddingTable#set}
     * @throws UserException when the file cannot be read or does not hold embeddings
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public EmbeddingSet read(String group, Progress progress) {
        return table(progress).set(group);
    }

    /**
     * Reads the file as a table.
     *
     * @throws UserException when it cannot be read
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public EmbeddingTable table(Progress progress) {
        TableFormat format = format().table();
        if (!Files.isRegularFile(path))
            throw new UserException("There is no file " + path + " to read embeddings from.");
        try {
            return format.read(path, new CoarseProgress(progress));
        } catch (IOException e) {
            throw new UserException(
                    "The embeddings in " + path + " cannot be read: " + reason(e)
                            + ". Copy the file again, or export the embeddings again.",
                    e);
        }
    }

    /** In words: the message of Java's own faults of files is often the path alone. */
    private static String reason(IOException fault) {
        if (fault instanceof CharacterCodingException) return "it is not text in UTF-8";
        return WholeFile.reason(fault);
    }
}

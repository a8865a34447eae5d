package org.multimodalneurons.embed.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;
import org.multimodalneurons.embed.EmbeddingSet;

/** A file of embeddings; its ending tells the format. */
public record EmbeddingFile(Path path) {

    /** The formats. */
    public enum Format {

        /** A row for each embedding, with the columns E1, E2, ...: for spreadsheets, R, pandas. All digits are kept. */
        CSV("csv"),

        /** NumPy's array of floats [n, e], and beside it a CSV of the same name with the columns of texts. */
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
     * Writes a set; a file of that name is replaced as a whole.
     *
     * @throws UserException when it cannot be written
     */
    public void write(EmbeddingSet set) {
        TableFormat format = format().table();
        EmbeddingTable table = EmbeddingTable.of(set);
        Path draft = path.resolveSibling("." + path.getFileName() + ".tmp");
        try {
            format.writeBeside(table, path);
            format.write(table, draft);
            WholeFile.replace(draft, path);
        } catch (IOException e) {
            throw new UserException("The embeddings cannot be saved to " + path + ": " + reason(e), e);
        } finally {
            delete(draft);
        }
    }

    private static void delete(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            draft.toFile().deleteOnExit();
        }
    }

    /**
     * Reads a set.
     *
     * @param group see {@link EmbeddingTable#set}
     * @throws UserException when the file cannot be read or does not hold embeddings
     */
    public EmbeddingSet read(String group) {
        return table().set(group);
    }

    /**
     * Reads the file as a table.
     *
     * @throws UserException when it cannot be read
     */
    public EmbeddingTable table() {
        TableFormat format = format().table();
        if (!Files.isRegularFile(path))
            throw new UserException("There is no file " + path + " to read embeddings from.");
        try {
            return format.read(path);
        } catch (IOException e) {
            throw new UserException("The embeddings in " + path + " cannot be read: " + reason(e), e);
        }
    }

    private static String reason(IOException fault) {
        return fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
    }
}

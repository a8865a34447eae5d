package org.multimodalneurons.training.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.multimodalneurons.UserException;

/** Reads tab-separated tables that begin with a header line. */
final class Table {

    private Table() {}

    /**
     * The rows below the header, each cut into its columns (empty trailing ones kept).
     *
     * @param columns how many a row must at least have
     */
    static List<String[]> read(Path file, int columns) throws IOException {
        List<String[]> rows = Files.readAllLines(file).stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> line.split("\t", -1))
                .toList();
        for (String[] row : rows)
            if (row.length < columns)
                throw new UserException(file + ": expected " + columns + " columns separated by tabs, found "
                        + String.join("|", row) + ". Build the data again.");
        return rows;
    }
}

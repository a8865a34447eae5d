package org.multimodalneurons.training.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.multimodalneurons.UserException;

/** A small tab-separated table of this package's resources: a header line, then rows of equally many cells. */
final class ResourceTable {

    private ResourceTable() {}

    /**
     * Reads a table without its header.
     *
     * @param resource file name beside this class
     * @param columns cells that each row must have
     * @throws UserException if a row has another number of cells
     */
    static List<List<String>> read(String resource, int columns) {
        try (InputStream in = ResourceTable.class.getResourceAsStream(resource)) {
            if (in == null) throw new UserException("The resource " + resource + " is missing from the build.");
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<List<String>> rows = text.lines()
                    .skip(1)
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
            for (List<String> row : rows)
                if (row.size() != columns)
                    throw new UserException("%s: the row '%s' has %d cells, expected %d."
                            .formatted(resource, String.join(" | ", row), row.size(), columns));
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

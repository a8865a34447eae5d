package org.multimodalneurons.plugin.batch;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;
import org.multimodalneurons.plugin.imagej.Tables;

/**
 * The tables of many files as one of each kind: the file in the first column, then all columns that any of them has. Row
 * by row, so that it takes no more memory for many files than for few.
 */
final class CombinedTables {

    private static final String FILE = "File";

    private final Path output;
    private final List<String> files;
    private final OutputRecord record;
    private final Progress progress;

    private CombinedTables(Path output, List<String> files, OutputRecord record, Progress progress) {
        this.output = output;
        this.files = files;
        this.record = record;
        this.progress = progress;
    }

    /**
     * Writes them, each as a whole.
     *
     * @param output the folder of all results
     * @param files whose results are there, in the order of the rows
     * @param record of the files in the output folder
     * @return their names
     * @throws UserException when they cannot be written, or what is in their place is not Batch's
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    static Set<String> write(Path output, List<String> files, OutputRecord record, Progress progress) {
        CombinedTables tables = new CombinedTables(output, files, record, progress);
        try {
            Map<String, Set<String>> kinds = tables.kinds();
            for (Map.Entry<String, Set<String>> kind : kinds.entrySet()) tables.write(kind.getKey(), kind.getValue());
            return kinds.keySet();
        } catch (IOException e) {
            throw new UserException(
                    "The combined tables cannot be written to " + output + ": " + WholeFile.reason(e) + ".", e);
        }
    }

    /** The names of tables, with their headings. */
    private Map<String, Set<String>> kinds() throws IOException {
        Map<String, Set<String>> kinds = new LinkedHashMap<>();
        for (String file : files) {
            progress.throwIfCancelled();
            for (Path table : new FileResults(output, file).tables())
                try (CSVParser rows = CSVParser.parse(Files.newBufferedReader(table), CSVFormat.DEFAULT)) {
                    Set<String> headings =
                            kinds.computeIfAbsent(table.getFileName().toString(), name -> new LinkedHashSet<>());
                    rows.stream().limit(1).forEach(row -> headings.addAll(row.toList()));
                }
        }
        return kinds;
    }

    private void write(String name, Set<String> headings) throws IOException {
        Path file = record.claim(name);
        Path draft = output.resolve("." + name + ".draft");
        try {
            try (Writer writer = Files.newBufferedWriter(draft)) {
                List<String> all = new ArrayList<>(headings);
                all.add(0, fileHeading(headings));
                writer.write(Tables.line(all));
                for (int i = 0; i < files.size(); i++) {
                    progress.throwIfCancelled();
                    progress.report(i, files.size(), "Combining " + name);
                    for (Path table : new FileResults(output, files.get(i)).tables())
                        if (table.getFileName().toString().equals(name)) append(table, files.get(i), headings, writer);
                }
            }
            WholeFile.replace(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** A command's own table may have a column of that name. */
    private static String fileHeading(Set<String> taken) {
        return taken.contains(FILE) ? "Batch_" + FILE : FILE;
    }

    /** Of two columns of one heading the first. */
    private static Map<String, Integer> places(List<String> headings) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < headings.size(); i++) places.putIfAbsent(headings.get(i), i);
        return places;
    }

    private static void append(Path table, String file, Set<String> headings, Writer writer) throws IOException {
        try (CSVParser rows = CSVParser.parse(Files.newBufferedReader(table), CSVFormat.DEFAULT)) {
            Map<String, Integer> places = Map.of();
            for (CSVRecord row : rows) {
                if (row.getRecordNumber() == 1) {
                    places = places(row.toList());
                    continue;
                }
                List<String> cells = new ArrayList<>(List.of(file));
                for (String heading : headings) {
                    int column = places.getOrDefault(heading, row.size());
                    cells.add(column < row.size() ? row.get(column) : "");
                }
                writer.write(Tables.line(cells));
            }
        }
    }
}

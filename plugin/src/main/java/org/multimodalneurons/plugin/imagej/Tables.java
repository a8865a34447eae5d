package org.multimodalneurons.plugin.imagej;

import java.awt.Frame;
import java.awt.Point;
import java.io.IOException;
import java.io.Writer;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.text.TextWindow;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;
import org.multimodalneurons.embed.CosineMatrix;

/** Lists of records as ImageJ's tables: a row for each record, a column for each component. */
public final class Tables {

    private static final int DIGITS = 4;
    private static final int STEP = 25; // about the height of a title bar
    private static final int MOST_STEPS = 12;
    private static final String DISPLAY = "Display";
    private static final List<String> TAKEN = List.of("Image", "Slice", "X", "Y", "XY_Unit", DISPLAY);

    private Tables() {}

    /**
     * A table.
     *
     * @param rows the records
     * @param type theirs; the headings are the names of its components: {@code imageSize} becomes Image_Size. Numbers
     *     become numbers, anything else text.
     */
    public static <R extends Record> ResultsTable of(List<R> rows, Class<R> type) {
        ResultsTable table = empty();
        for (R row : rows) {
            table.addRow();
            for (RecordComponent component : type.getRecordComponents())
                add(table, heading(component.getName()), value(component, row));
        }
        return table;
    }

    /** A table without rows, for columns that are known only at run time; texts for the missing, four decimals. */
    public static ResultsTable empty() {
        ResultsTable table = new ResultsTable();
        table.showRowNumbers(false);
        table.setNaNEmptyCells(true);
        table.setPrecision(DIGITS);
        return table;
    }

    /**
     * A matrix: a row for each of its rows, named in the first column, and a column for each of its columns. Where the rows
     * are regions, their centroids stand in X, Y and XY_Unit between them.
     *
     * @param rows the pictures that the rows are about
     */
    public static ResultsTable of(CosineMatrix matrix, Pictures rows) {
        ResultsTable table = empty();
        List<String> headings = distinct(matrix.columns());
        for (int row = 0; row < matrix.rows().size(); row++) {
            table.addRow();
            table.addValue("Image", matrix.rows().get(row));
            if (rows.areRegions())
                rows.place(row).ifPresent(place -> {
                    table.addValue("X", place.x());
                    table.addValue("Y", place.y());
                    table.addValue("XY_Unit", place.unit());
                });
            for (int column = 0; column < headings.size(); column++)
                table.addValue(headings.get(column), matrix.get(row, column));
        }
        Decimals.ofCosines(table, headings.toArray(String[]::new));
        return table;
    }

    /** A table with a column Display that tells how values were seen, where that is not as shown. */
    public static ResultsTable seen(ResultsTable table, String display) {
        for (int row = 0; !display.isEmpty() && row < table.size(); row++) table.setValue(DISPLAY, row, display);
        return table;
    }

    /**
     * Shows a table in a window of its own, in place of an earlier one of that title, from its first row on. ImageJ puts all
     * tables in the middle of the screen; a new one is moved until no title is hidden.
     */
    public static void show(ResultsTable table, String title) {
        boolean isNew = WindowManager.getFrame(title) == null;
        table.show(title);
        if (!(WindowManager.getFrame(title) instanceof TextWindow window)) return;
        window.getTextPanel().scrollToTop();
        if (isNew) stepAside(window);
    }

    private static void stepAside(TextWindow window) {
        List<Point> taken = Arrays.stream(WindowManager.getNonImageWindows())
                .filter(other -> other != window && other instanceof TextWindow && other.isShowing())
                .map(Frame::getLocation)
                .toList();
        Point place = window.getLocation();
        for (int i = 0; i < MOST_STEPS && taken.stream().anyMatch(other -> other.distance(place) < STEP); i++)
            place.translate(STEP, STEP);
        window.setLocation(place);
    }

    /**
     * Headings for these names: those that are equal, or that tables about pictures have already, are numbered, as a table
     * has one column for each heading.
     */
    public static List<String> distinct(List<String> names) {
        Set<String> headings = new LinkedHashSet<>(TAKEN);
        for (String name : names) {
            String heading = name;
            for (int i = 2; !headings.add(heading); i++) heading = name + " (" + i + ")";
        }
        return headings.stream().skip(TAKEN.size()).toList();
    }

    /**
     * Saves a table with commas between its columns. The file is replaced as a whole, or not at all.
     *
     * @throws UserException when it cannot be written
     */
    public static void save(ResultsTable table, Path file) {
        Path draft = file.resolveSibling("." + file.getFileName() + ".draft");
        try {
            write(table, draft);
            WholeFile.replace(draft, file);
        } catch (IOException e) {
            draft.toFile().delete();
            throw new UserException("The table cannot be saved to " + file + ": " + WholeFile.reason(e), e);
        }
    }

    /** As ImageJ writes it, which does not notice when the disk is full. */
    private static void write(ResultsTable table, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            writer.write(line(cells(table.getColumnHeadings())));
            for (int row = 0; row < table.size(); row++) writer.write(line(cells(table.getRowAsString(row))));
        }
    }

    private static List<String> cells(String line) {
        return List.of(line.split("\t", -1));
    }

    /**
     * A line of a CSV file, with its end. An empty cell is quoted, as ImageJ does: unquoted it would read it as a number.
     */
    public static String line(List<String> cells) {
        return cells.stream().map(Tables::quoted).collect(Collectors.joining(",", "", "\n"));
    }

    private static String quoted(String cell) {
        boolean plain = !cell.isEmpty() && cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private static void add(ResultsTable table, String heading, Object value) {
        if (!(value instanceof Number number)) {
            table.addValue(heading, String.valueOf(value));
            return;
        }
        table.addValue(heading, number.doubleValue());
        boolean whole = number instanceof Integer || number instanceof Long;
        table.setDecimalPlaces(table.getColumnIndex(heading), whole ? 0 : DIGITS);
    }

    private static Object value(RecordComponent component, Record row) {
        try {
            component.getAccessor().setAccessible(true); // the record may be private to its command
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A record's component cannot be read: " + component, e);
        }
    }

    static String heading(String component) {
        String words = component.replaceAll("([a-z0-9])([A-Z])", "$1_$2");
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}

package org.multimodalneurons.plugin.imagej;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import ij.measure.ResultsTable;
import org.multimodalneurons.CoarseProgress;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.EmbeddingSet.Centroid;
import org.multimodalneurons.embed.EmbeddingSet.Item;
import org.multimodalneurons.embed.file.EmbeddingTable;

/** Sets of embeddings as ImageJ's tables, with the columns of {@link EmbeddingTable#HEADINGS} and E1, E2, ... */
public final class EmbeddingTables {

    private static final int DIGITS = 6;
    private static final Set<String> EXACT = Set.of("X", "Y");

    private EmbeddingTables() {}

    /**
     * A set as a table; columns of which nothing is known are left out.
     *
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static ResultsTable of(EmbeddingSet set, Progress progress) {
        ResultsTable table = Tables.empty();
        table.setPrecision(DIGITS);
        boolean grouped = !set.groups().isEmpty();
        var coarse = new CoarseProgress(progress);
        boolean filed = set.items().stream().anyMatch(item -> !item.file().isEmpty());
        boolean placed = set.hasCentroids(); // which looks at every item
        for (int i = 0; i < set.size(); i++) {
            Item item = set.items().get(i);
            table.addRow();
            table.addValue("Image", item.label());
            if (grouped) table.addValue("Group", item.group());
            if (filed) table.addValue("File", item.file());
            table.addValue("Slice", item.slice());
            if (placed) addPlace(table, item);
            if (!set.display().isEmpty()) table.addValue("Display", set.display());
            table.addValue("Model", set.embeddings().model());
            float[] vector = set.embeddings().vector(i);
            for (int k = 0; k < vector.length; k++) table.addValue("E" + (k + 1), vector[k]);
            coarse.report(i + 1, set.size(), "Filling the table");
            coarse.throwIfCancelled();
        }
        table.setDecimalPlaces(table.getColumnIndex("Slice"), 0);
        return table;
    }

    /** Adds where a region lies to the last row of a table, in the columns X, Y and XY_Unit. */
    public static void addPlace(ResultsTable table, Item item) {
        setPlace(table, table.size() - 1, item);
    }

    /**
     * Adds to a table where the regions of a set lie, if it has any.
     *
     * @param number the column that tells which item a row is about, from 1
     */
    public static ResultsTable placed(ResultsTable table, String number, EmbeddingSet set) {
        if (!set.hasCentroids()) return table;
        for (int row = 0; row < table.size(); row++)
            setPlace(table, row, set.items().get((int) table.getValue(number, row) - 1));
        return table;
    }

    private static void setPlace(ResultsTable table, int row, Item item) {
        table.setValue("X", row, item.centroid().map(Centroid::x).orElse(Double.NaN));
        table.setValue("Y", row, item.centroid().map(Centroid::y).orElse(Double.NaN));
        table.setValue("XY_Unit", row, item.centroid().map(Centroid::unit).orElse(""));
    }

    /**
     * The embeddings of an open table.
     *
     * @param title of its window
     * @throws org.multimodalneurons.UserException when no such table is open
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static EmbeddingTable open(String title, Progress progress) {
        ResultsTable table = OpenTables.table(title);
        List<String> all = Arrays.asList(table.getHeadings());
        String source = "The table \"" + title.strip() + "\"";
        List<String> numbered =
                EmbeddingTable.components(all, source).stream().map(all::get).toList();
        List<String> texts =
                all.stream().filter(heading -> !numbered.contains(heading)).toList();
        int[] components = numbered.stream().mapToInt(table::getColumnIndex).toArray();
        var coarse = new CoarseProgress(progress);
        List<List<String>> rows = new ArrayList<>();
        List<float[]> vectors = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            int place = row;
            rows.add(texts.stream().map(heading -> text(table, heading, place)).toList());
            double[] values = IntStream.of(components)
                    .mapToDouble(column -> table.getValueAsDouble(column, place))
                    .toArray();
            vectors.add(floats(values));
            coarse.report(row + 1, table.size(), "Reading the table");
            coarse.throwIfCancelled();
        }
        return new EmbeddingTable(source, texts, rows, vectors);
    }

    /** With all digits of a number; ImageJ has the text NaN for a cell without one. */
    private static String text(ResultsTable table, String heading, int row) {
        double number = EXACT.contains(heading) ? table.getValue(heading, row) : Double.NaN;
        if (!Double.isNaN(number)) return Double.toString(number);
        String text = table.getStringValue(heading, row);
        return text == null || text.equals("NaN") ? "" : text.strip();
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) floats[i] = (float) values[i];
        return floats;
    }
}

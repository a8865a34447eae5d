package org.multimodalneurons.embed.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.multimodalneurons.LazyList;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.EmbeddingSet.Centroid;
import org.multimodalneurons.embed.EmbeddingSet.Item;
import org.multimodalneurons.embed.Embeddings;

/**
 * Embeddings as a table: columns of texts, and a vector in each row. What it is written with, {@link #HEADINGS}, is read
 * again, X, Y and XY_Unit of regions, and Display, where values were not seen as shown; of tables that others made any heading that is known counts, whatever its case, and the others may give the groups.
 *
 * @param source what the table is called in messages: a file, a window
 * @param headings of the columns of texts
 * @param texts a row each, with a text for each heading; empty where there is none
 * @param vectors a row each
 */
public record EmbeddingTable(String source, List<String> headings, List<List<String>> texts, List<float[]> vectors) {

    /** The columns of texts that are written: label, group, file, slice, and the identity of the model. */
    public static final List<String> HEADINGS = List.of("Image", "Group", "File", "Slice", "Model");

    /** The columns of the places of regions, which sets with any have. */
    public static final List<String> PLACE = List.of("X", "Y", "XY_Unit");

    private static final String DISPLAY = "Display"; // the last column of a set whose values were not seen as shown
    private static final String UNNAMED = "an unnamed model";

    /** What a component's column is called by others: E1, e1, 0, dim_3. */
    private static final Pattern COMPONENT = Pattern.compile("(?i)(e|dim_?|emb_?|embedding_?|)(\\d{1,6})");

    private static final String OURS = "e";

    private static final List<String> LABEL = List.of("Image", "Label");
    private static final List<String> GROUP = List.of("Group", "Class");
    private static final List<String> FILE = List.of("File", "Path");

    /**
     * The columns that hold the components of the vectors, by number: E1, E2, ... or, where there is no E, the only other
     * series of numbered headings.
     *
     * @param source what the table is called in messages
     * @return places among the headings; none where there is no such series
     * @throws UserException when there are several series without E, or a number comes twice
     */
    public static List<Integer> components(List<String> headings, String source) {
        Map<String, SortedMap<Integer, Integer>> series = new TreeMap<>();
        for (int place = 0; place < headings.size(); place++) {
            Matcher numbered = COMPONENT.matcher(headings.get(place));
            if (!numbered.matches()) continue;
            String name = numbered.group(1).toLowerCase(Locale.ROOT);
            Integer other = series.computeIfAbsent(name, start -> new TreeMap<>())
                    .put(Integer.valueOf(numbered.group(2)), place);
            if (other != null)
                throw new UserException(source + " has the column " + headings.get(place) + " twice; name one anew.");
        }
        if (series.containsKey(OURS)) return List.copyOf(series.get(OURS).values());
        if (series.size() > 1)
            throw new UserException(source
                    + " has several series of numbered columns; call those of the embeddings E1, E2," + " and so on.");
        return series.values().stream()
                .flatMap(places -> places.values().stream())
                .toList();
    }

    /** Whether this is the identity of a model, and not what stands for it where a table names none. */
    public static boolean isNamed(String model) {
        return !model.startsWith(UNNAMED);
    }

    /** A set as a table, whose rows are made when they are asked for. */
    static EmbeddingTable of(EmbeddingSet set) {
        String model = set.embeddings().model();
        EmbeddingTable table = new EmbeddingTable(
                "",
                HEADINGS,
                new LazyList<>(set.size(), row -> texts(set.items().get(row), model)),
                new LazyList<>(set.size(), set.embeddings()::vector));
        if (set.hasCentroids())
            for (String heading : PLACE)
                table = table.with(heading, row -> place(set.items().get(row), heading));
        return set.display().isEmpty() ? table : table.with(DISPLAY, row -> set.display());
    }

    private static String place(Item item, String heading) {
        return item.centroid()
                .map(at -> switch (heading) {
                    case "X" -> Double.toString(at.x());
                    case "Y" -> Double.toString(at.y());
                    default -> at.unit();
                })
                .orElse("");
    }

    /** Whether a column that is written holds numbers with decimals, or nothing. */
    static boolean isNumber(String heading) {
        return heading.equals("X") || heading.equals("Y");
    }

    private static List<String> texts(Item item, String model) {
        return List.of(item.label(), item.group(), item.file(), item.slice() == 0 ? "" : "" + item.slice(), model);
    }

    /**
     * With a column more.
     *
     * @param text of a row, whenever that is asked for
     */
    EmbeddingTable with(String heading, IntFunction<String> text) {
        List<List<String>> longer = new LazyList<>(texts.size(), row -> appended(texts.get(row), text.apply(row)));
        return new EmbeddingTable(source, appended(headings, heading), longer, vectors);
    }

    /** With a column of texts less. */
    EmbeddingTable without(int column) {
        List<List<String>> shorter =
                texts.stream().map(row -> shortened(row, column)).toList();
        return new EmbeddingTable(source, shortened(headings, column), shorter, vectors);
    }

    private static List<String> shortened(List<String> texts, int place) {
        List<String> shorter = new ArrayList<>(texts);
        shorter.remove(place);
        return shorter;
    }

    private static List<String> appended(List<String> texts, String text) {
        return Stream.concat(texts.stream(), Stream.of(text)).toList();
    }

    /**
     * The table as a set. Where no column names the model, its identity is one that no model has, so that the set cannot be
     * compared with another by mistake.
     *
     * @param group the heading of the column that tells each row's group; empty: Group or Class, where there is one
     * @throws UserException when there is no row or no such column, vectors differ in length or hold what is no number, or
     *     the rows come from several models
     */
    public EmbeddingSet set(String group) {
        requireVectors();
        int label = column(LABEL);
        int file = column(FILE);
        int slice = column(List.of("Slice"));
        int groups = group.isBlank() ? column(GROUP) : required(group.strip());
        List<Item> items = IntStream.range(0, texts.size())
                .mapToObj(row -> new Item(
                        label < 0 ? Integer.toString(row + 1) : texts.get(row).get(label),
                        groups < 0 ? "" : texts.get(row).get(groups).strip(), // cells of two spellings are one group
                        file < 0 ? "" : texts.get(row).get(file),
                        slice < 0 ? 0 : slice(row, slice),
                        centroid(row)))
                .toList();
        List<String> labels = items.stream().map(Item::label).toList();
        return new EmbeddingSet(Embeddings.owning(model(), labels, vectors.toArray(float[][]::new)), items, display());
    }

    private void requireVectors() {
        if (vectors.isEmpty()) throw new UserException(source + " holds no row; at least one embedding is needed.");
        int components = vectors.get(0).length;
        if (components == 0)
            throw new UserException(source + " holds no embeddings: there is no column E1, E2, ...; its columns are "
                    + String.join(", ", headings) + ".");
        for (int row = 0; row < vectors.size(); row++) {
            float[] vector = vectors.get(row);
            if (vector.length != components)
                throw new UserException(source + ", row " + (row + 1) + ": found " + vector.length
                        + " components, the first row has " + components + "; all need the same number.");
            for (int i = 0; i < components; i++)
                if (!Float.isFinite(vector[i]))
                    throw new UserException(source + ", row " + (row + 1) + ": component " + (i + 1) + " is "
                            + vector[i] + "; a finite number is needed. Mend the row or take it out.");
        }
    }

    private String model() {
        int column = column(List.of("Model"));
        List<String> models = column < 0
                ? List.of()
                : texts.stream().map(row -> row.get(column)).distinct().toList();
        if (models.size() > 1)
            throw new UserException(source + " holds embeddings of several models: " + String.join(", ", models)
                    + ". Give those of one.");
        return models.isEmpty() || models.get(0).isBlank() ? UNNAMED + " (" + source + ")" : models.get(0);
    }

    /** How values were seen; several ways stand one after the other, as a set has one. */
    private String display() {
        int column = column(List.of(DISPLAY));
        List<String> ways = column < 0
                ? List.of()
                : texts.stream().map(row -> row.get(column).strip()).distinct().toList();
        return ways.size() < 2
                ? String.join("", ways)
                : ways.stream().map(way -> way.isEmpty() ? "shown" : way).collect(Collectors.joining(" | "));
    }

    /** Of columns X and Y that others made for something else there is no unit. */
    private Optional<Centroid> centroid(int row) {
        int[] columns =
                PLACE.stream().mapToInt(heading -> column(List.of(heading))).toArray();
        for (int column : columns) if (column < 0 || texts.get(row).get(column).isBlank()) return Optional.empty();
        return Optional.of(new Centroid(
                number(row, columns[0]),
                number(row, columns[1]),
                texts.get(row).get(columns[2]).strip()));
    }

    private double number(int row, int column) {
        String text = texts.get(row).get(column);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new UserException(
                    source + ", row " + (row + 1) + ", column " + headings.get(column) + ": \"" + text
                            + "\" is no number; one is needed, or an empty cell.",
                    e);
        }
    }

    private int slice(int row, int column) {
        String text = texts.get(row).get(column);
        if (text.isBlank()) return 0;
        try {
            return Math.toIntExact(Math.round(Double.parseDouble(text)));
        } catch (NumberFormatException | ArithmeticException e) {
            throw new UserException(
                    source + ", row " + (row + 1) + ": the slice is \"" + text + "\"; a whole number is needed.", e);
        }
    }

    /** Whether there is a column of texts with this heading, whatever its case. */
    public boolean has(String heading) {
        return column(List.of(heading.strip())) >= 0;
    }

    /** Whether a column tells each row's group, unasked: Group or Class. */
    public boolean hasGroups() {
        return column(GROUP) >= 0;
    }

    /** The place of the first heading that is there; -1 where none is. */
    private int column(List<String> names) {
        for (String name : names)
            for (int i = 0; i < headings.size(); i++) if (headings.get(i).equalsIgnoreCase(name)) return i;
        return -1;
    }

    private int required(String heading) {
        int column = column(List.of(heading));
        if (column < 0)
            throw new UserException(source + " has no column \"" + heading + "\" for the groups; its columns are "
                    + String.join(", ", headings) + ".");
        return column;
    }

    /** Builds a table row by row. */
    static final class Rows {

        private final List<List<String>> texts = new ArrayList<>();
        private final List<float[]> vectors = new ArrayList<>();

        void add(List<String> row, float[] vector) {
            texts.add(row);
            vectors.add(vector);
        }

        int size() {
            return vectors.size();
        }

        EmbeddingTable table(String source, List<String> headings) {
            return new EmbeddingTable(source, headings, texts, vectors);
        }
    }
}

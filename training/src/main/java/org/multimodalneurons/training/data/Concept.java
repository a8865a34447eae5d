package org.multimodalneurons.training.data;

import java.util.Arrays;
import java.util.List;

/**
 * One thing of the small world that the embedded model knows.
 *
 * @param word its name, 2 to 10 lower-case letters, unique
 * @param family what kind of thing it is, such as {@code animal}
 * @param emoji code points of the emoji that show it, hexadecimal, joined by {@code -}, such as {@code 1f436}
 * @param captions phrases that stand for it, the first one its word
 */
public record Concept(String word, String family, List<String> emoji, List<String> captions) {

    /** The family whose members are flags. */
    public static final String COUNTRY = "country";

    /** The family whose members are colours. */
    public static final String COLOUR = "colour";

    /** The concepts of {@code concepts.tsv}, in its order. */
    public static List<Concept> all() {
        return ResourceTable.read("concepts.tsv", 4).stream()
                .map(row -> new Concept(row.get(0), row.get(1), split(row.get(2), " "), split(row.get(3), "\\|")))
                .toList();
    }

    private static List<String> split(String cell, String separator) {
        return Arrays.stream(cell.split(separator)).filter(s -> !s.isEmpty()).toList();
    }
}

package org.multimodalneurons.plugin.embed;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Lists of texts as a user writes them into one field. */
final class Texts {

    private static final Pattern LINES_OR_BARS = Pattern.compile("[|\\n\\r]");

    private Texts() {}

    /**
     * The texts, without white space around them; blank ones are left out.
     *
     * @param field separated by | or by lines, in which case commas belong to the texts, else by commas
     */
    static List<String> split(String field) {
        if (field == null) return List.of();
        String separator = LINES_OR_BARS.matcher(field).find() ? LINES_OR_BARS.pattern() : ",";
        return Arrays.stream(field.split(separator))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}

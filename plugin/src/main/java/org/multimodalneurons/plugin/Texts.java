package org.multimodalneurons.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import org.multimodalneurons.probe.WordList;

/** Lists of texts as a user writes them into one field. */
public final class Texts {

    private static final Pattern LINES_OR_BARS = Pattern.compile("[|\\n\\r]");

    private Texts() {}

    /**
     * The texts, without white space around them; blank ones are left out.
     *
     * @param field separated by | or by lines, in which case commas belong to the texts, else by commas
     */
    public static List<String> split(String field) {
        if (field == null) return List.of();
        String separator = LINES_OR_BARS.matcher(field).find() ? LINES_OR_BARS.pattern() : ",";
        return Arrays.stream(field.split(separator))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /**
     * A list that may lie in a file.
     *
     * @param field a text file with one text a line, or the texts themselves as in {@link #split}
     * @throws org.multimodalneurons.UserException when the file cannot be read or is empty
     */
    public static List<String> listed(String field) {
        if (field == null) return List.of();
        String path = field.strip();
        boolean isFile = path.endsWith(".txt") || (!path.isEmpty() && new File(path).isFile());
        return isFile ? WordList.read(Path.of(path)) : split(field);
    }
}

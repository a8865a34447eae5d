package org.multimodalneurons.plugin.host;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.multimodalneurons.UserException;

/**
 * The options of a macro's {@code run("Command...", "key=value other=[two words] flag")}: keys in lower case with their
 * values; a bare key is a switch that is on.
 */
final class MacroOptions {

    private MacroOptions() {}

    /**
     * Takes the options apart.
     *
     * @return values by key in the order given; {@code "true"} for a bare key
     * @throws UserException when a bracket or quotation mark is not closed, or a key comes twice
     */
    static Map<String, String> parse(String options) {
        Map<String, String> values = new LinkedHashMap<>();
        int at = 0;
        while (at < options.length()) {
            if (Character.isWhitespace(options.charAt(at))) {
                at++;
                continue;
            }
            int word = at;
            while (at < options.length() && options.charAt(at) != '=' && !Character.isWhitespace(options.charAt(at)))
                at++;
            String key = options.substring(word, at).toLowerCase(Locale.ROOT);
            if (at == options.length() || options.charAt(at) != '=') {
                put(values, key, "true");
                continue;
            }
            int start = at + 1;
            int end = end(options, start);
            boolean quoted = end > start && isQuote(options.charAt(start));
            put(values, key, quoted ? options.substring(start + 1, end - 1) : options.substring(start, end));
            at = end;
        }
        return values;
    }

    private static void put(Map<String, String> values, String key, String value) {
        if (values.put(key, value) != null)
            throw new UserException("The macro options name \"" + key
                    + "\" twice. A value of several words is written in brackets: key=[two words].");
    }

    /** Writes values by key so that {@link #parse}, ImageJ and Fiji read them back. */
    static String format(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + quote(entry.getValue()))
                .collect(Collectors.joining(" "));
    }

    /** Bare where that is enough, else in brackets, or in quotation marks where its own brackets do not match. */
    private static String quote(String value) {
        boolean bare =
                !value.isEmpty() && !isQuote(value.charAt(0)) && value.chars().noneMatch(Character::isWhitespace);
        if (bare) return value;
        return balanced(value) ? "[" + value + "]" : "'" + value.replace("'", "\u2019") + "'";
    }

    private static int end(String options, int start) {
        char first = start < options.length() ? options.charAt(start) : ' ';
        int depth = 0;
        for (int i = start; i < options.length(); i++) {
            char c = options.charAt(i);
            if (first == '[') {
                if (c == '[') depth++;
                if (c == ']' && --depth == 0) return i + 1;
            } else if (first == '\'') {
                if (c == '\'' && i > start) return i + 1;
            } else if (Character.isWhitespace(c)) {
                return i;
            }
        }
        if (isQuote(first))
            throw new UserException("The macro options lack the closing " + (first == '[' ? "]" : "'") + " of "
                    + options.substring(start).strip() + ".");
        return options.length();
    }

    private static boolean isQuote(char c) {
        return c == '[' || c == '\'';
    }

    private static boolean balanced(String value) {
        int depth = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '[') depth++;
            if (c == ']' && --depth < 0) return false;
        }
        return depth == 0;
    }
}

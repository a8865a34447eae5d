package org.multimodalneurons.attack;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a picture shows by its name. */
public final class TrueClasses {

    private TrueClasses() {}

    /**
     * The class that a picture's label names first: {@code apple} in {@code labelled-apple.tif:sign pizza}.
     *
     * @param label of a picture: a title, a slice's label, a file's name
     * @param classes to choose from, compared without regard to case; where two begin at one place the longer one counts
     * @return empty when it names none
     */
    public static Optional<String> named(String label, List<String> classes) {
        String text = label.toLowerCase(Locale.ROOT).replace('_', ' ');
        Optional<String> first = Optional.empty();
        int at = Integer.MAX_VALUE;
        for (String each : classes) {
            Matcher matcher = word(each).matcher(text);
            if (!matcher.find()) continue;
            boolean longer =
                    matcher.start() == at && each.length() > first.orElse("").length();
            if (matcher.start() < at || longer) {
                at = matcher.start();
                first = Optional.of(each);
            }
        }
        return first;
    }

    private static Pattern word(String text) {
        return Pattern.compile("(?<!\\p{L})" + Pattern.quote(text.toLowerCase(Locale.ROOT)) + "(?!\\p{L})");
    }
}

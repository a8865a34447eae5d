package org.multimodalneurons.plugin.imagej;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.multimodalneurons.UserException;

/** Which slices of a stack a user means by {@code current}, {@code all}, or numbers such as {@code 1-10, 15}. */
public final class SliceRange {

    /** How the parameter is explained, in one place for all commands. */
    public static final String SYNTAX = "current, all, or numbers such as 1-10, 15";

    private static final String PIECE = "\\d{1,9}(-\\d{1,9})?";
    private static final String BETWEEN = "[,;\\s]+";

    private SliceRange() {}

    /**
     * Reads a range.
     *
     * @param range as the user wrote it; blank means current
     * @param current the slice that is shown, 1 to count
     * @param count how many there are
     * @return slice numbers from 1, ascending, each once, at least one
     * @throws UserException when it cannot be understood or names a slice that is not there
     */
    public static List<Integer> parse(String range, int current, int count) {
        String wanted = range.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty() || wanted.equals("current")) return List.of(current);
        if (wanted.equals("all")) return IntStream.rangeClosed(1, count).boxed().toList();
        TreeSet<Integer> slices = new TreeSet<>();
        for (String piece : wanted.split(BETWEEN, -1)) {
            String[] ends = piece.split("-", -1);
            int first = number(ends[0], range, count);
            int last = ends.length == 1 ? first : number(ends[1], range, count);
            if (ends.length > 2 || first > last) throw notUnderstood(range);
            IntStream.rangeClosed(first, last).forEach(slices::add);
        }
        return List.copyOf(slices);
    }

    /**
     * Refuses what is no range, whatever the number of slices.
     *
     * @throws UserException when it cannot be understood
     */
    public static void requireUnderstood(String range) {
        boolean isWord = range == null || range.strip().toLowerCase(Locale.ROOT).matches("(current|all)?");
        if (!isWord && !Arrays.stream(range.strip().split(BETWEEN, -1)).allMatch(piece -> piece.matches(PIECE)))
            throw notUnderstood(range);
    }

    private static int number(String text, String range, int count) {
        if (!text.matches("\\d{1,9}")) throw notUnderstood(range);
        int slice = Integer.parseInt(text);
        if (slice < 1 || slice > count)
            throw new UserException("Slices \"" + range + "\": there is no slice " + slice + "; the image has "
                    + (count == 1 ? "only one." : "slices 1 to " + count + "."));
        return slice;
    }

    private static UserException notUnderstood(String range) {
        return new UserException("Slices \"" + range + "\" cannot be understood; write " + SYNTAX + ".");
    }
}

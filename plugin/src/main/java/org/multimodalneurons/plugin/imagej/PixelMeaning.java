package org.multimodalneurons.plugin.imagej;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import ij.ImagePlus;
import org.multimodalneurons.UserException;

/**
 * What the values of an image mean to the model: which of them are dark and which bright, whether they have the colours of
 * the lookup table, and which channels are seen in which colour.
 *
 * @param range dark to bright
 * @param values whether the lookup table counts for nothing: values are grey, the lowest black; channels are not merged
 * @param channels empty: as shown; one: grey; two or three: red, green and blue; from 1
 */
public record PixelMeaning(DisplayRange range, boolean values, List<Integer> channels) {

    /** As ImageJ shows it. */
    public static final PixelMeaning SHOWN = new PixelMeaning(new DisplayRange.Shown(), false, List.of());

    /** How the first parameter is explained. */
    public static final String DISPLAY =
            "shown: display range and colours as they are; 0.35%: stretched, so many of each slice's pixels saturated;"
                    + " 100-4095: this range; values: grey, no lookup table, alone or before one of these";

    /** How the second is explained. */
    public static final String CHANNELS =
            "shown: as they are; 2: this one, in grey; 3,2,1: these in red, green and blue, each by its own range";

    private static final String SHOWN_WORD = "shown";
    private static final String VALUES_WORD = "values";
    private static final int COLOURS = 3;

    /** Copies the channels. */
    public PixelMeaning {
        channels = List.copyOf(channels);
    }

    /**
     * Reads what a user wrote; blank means shown.
     *
     * @param display see {@link #DISPLAY}
     * @param channels see {@link #CHANNELS}
     * @throws UserException when one cannot be understood
     */
    public static PixelMeaning parse(String display, String channels) {
        String range = given(display);
        boolean values = range.matches(VALUES_WORD + "($|[ ,].*)");
        if (values) range = given(range.substring(VALUES_WORD.length()).replaceFirst("^[ ,]+", ""));
        return new PixelMeaning(DisplayRange.parse(range, display), values, channels(channels));
    }

    private static String given(String field) {
        return field == null || field.isBlank() ? SHOWN_WORD : field.strip().toLowerCase(Locale.ROOT);
    }

    private static List<Integer> channels(String field) {
        String wanted = given(field);
        if (wanted.equals(SHOWN_WORD)) return List.of();
        String[] numbers = wanted.split("[,;\\s]+");
        boolean understood = numbers.length > 0
                && numbers.length <= COLOURS
                && Arrays.stream(numbers).allMatch(number -> number.matches("[1-9]\\d{0,3}"));
        if (!understood)
            throw new UserException(
                    "The parameter \"channels\" is \"" + field + "\"; write shown, one channel such as 2,"
                            + " or two or three for red, green and blue, such as 3,2,1.");
        return Arrays.stream(numbers).map(Integer::valueOf).toList();
    }

    /** Whether channels were chosen. */
    boolean choosesChannels() {
        return !channels.isEmpty();
    }

    /** Refuses channels that an image does not have; an RGB image has three. */
    void requireIn(ImagePlus image) {
        int count = image.getType() == ImagePlus.COLOR_RGB ? COLOURS : image.getNChannels();
        for (int channel : channels)
            if (channel > count)
                throw new UserException("The parameter \"channels\" names channel " + channel + ", but \""
                        + image.getTitle() + "\" has " + (count == 1 ? "only one" : "only " + count)
                        + "; a stack's slices become channels by Image > Properties.");
    }

    /**
     * What is told of a result under Image > Show Info.
     *
     * @param told already; null for nothing
     * @param display how values were seen; empty: as shown
     * @return the same and, where values were not seen as shown, how they were
     */
    public static String info(String told, String display) {
        String before = told == null ? "" : told;
        return display.isEmpty() ? before : before + (before.isEmpty() ? "" : "\n") + "Display: " + display;
    }

    /** How values were seen, in a word where that is as shown. */
    public static String word(String display) {
        return display.isEmpty() ? SHOWN_WORD : display;
    }

    /** As a user writes it for the parameter display, and for channels where these were chosen; empty for as shown. */
    @Override
    public String toString() {
        String display = (values ? VALUES_WORD + " " : "") + range;
        String chosen = channels.stream().map(String::valueOf).collect(Collectors.joining(","));
        return equals(SHOWN) ? "" : display + (chosen.isEmpty() ? "" : "; channels " + chosen);
    }
}

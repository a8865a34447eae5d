package org.multimodalneurons.plugin.imagej;

import java.awt.Color;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.regex.Pattern;

import ij.plugin.Colors;
import org.multimodalneurons.UserException;

/** Colours as users of ImageJ write them: by its names for them, or as #RRGGBB. */
public final class ChosenColour {

    /** What a user writes for no colour. */
    public static final String NONE = "none";

    private static final int RGB = 0xffffff;
    private static final Pattern HEXADECIMAL = Pattern.compile("#?[0-9a-fA-F]{6}");

    private ChosenColour() {}

    /**
     * A colour, 0xRRGGBB.
     *
     * @param parameter whose value it is, for the message
     * @throws UserException when it is none
     */
    public static int parse(String parameter, String text) {
        String word = text.strip();
        boolean named = Arrays.stream(Colors.getColors()).anyMatch(word::equalsIgnoreCase); // decode also takes reddish
        if (!named && !HEXADECIMAL.matcher(word).matches())
            throw new UserException("The parameter \"" + parameter + "\" is \"" + text + "\"; write one of "
                    + String.join(", ", Colors.getColors()) + ", or a colour such as #ff8000.");
        return Colors.decode(word, Color.BLACK).getRGB() & RGB;
    }

    /** As {@link #parse}, where there may be none: "none", or nothing written. */
    public static OptionalInt parseIfAny(String parameter, String text) {
        boolean none = text == null || text.isBlank() || text.strip().equalsIgnoreCase(NONE);
        return none ? OptionalInt.empty() : OptionalInt.of(parse(parameter, text));
    }
}

package org.multimodalneurons.attack;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.multimodalneurons.UserException;

/**
 * A colour to write with, and what it is called.
 *
 * @param name in lower case
 * @param rgb 0xRRGGBB
 */
public record Ink(String name, int rgb) {

    private static final int WHITE = 0xffffff;
    private static final int BLACK = 0;

    /** Shades that most people call by these names, among those that the embedded model learned them from. */
    private static final Map<String, Integer> NAMED = new LinkedHashMap<>();

    static {
        NAMED.put("red", 0xdb1c21);
        NAMED.put("orange", 0xf78c1a);
        NAMED.put("yellow", 0xfadb26);
        NAMED.put("green", 0x2ea338);
        NAMED.put("blue", 0x2152d9);
        NAMED.put("purple", 0x8533b3);
        NAMED.put("pink", 0xfa94bf);
        NAMED.put("brown", 0x754721);
        NAMED.put("black", 0x0f0f0f);
        NAMED.put("white", 0xf2f2f2);
        NAMED.put("grey", 0x808080);
        NAMED.put("gray", 0x808080);
        NAMED.put("cyan", 0x1ac8d8);
        NAMED.put("magenta", 0xd81ac0);
    }

    /** Checks the colour, and writes the name in lower case. */
    public Ink {
        name = name.strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty()) throw new UserException("An ink has no name; write for example red=#e01010.");
        if (rgb < BLACK || rgb > WHITE)
            throw new UserException("The ink " + name + " has the colour " + rgb + "; it must be 0 to 0xFFFFFF.");
    }

    /**
     * An ink as a person writes it: a usual name, or a name and its colour such as {@code red=#e01010}.
     *
     * @throws UserException when the name alone is not known, or what stands behind the sign is no colour
     */
    public static Ink parse(String text) {
        int sign = text.indexOf('=');
        if (sign >= 0) return new Ink(text.substring(0, sign), rgb(text, text.substring(sign + 1)));
        Integer known = NAMED.get(text.strip().toLowerCase(Locale.ROOT));
        if (known == null)
            throw new UserException(
                    "The ink \"" + text.strip() + "\" has no colour that is known; write it behind the name,"
                            + " as in red=#e01010. Known by name are " + String.join(", ", NAMED.keySet()) + ".");
        return new Ink(text, known);
    }

    /**
     * Several inks, separated by commas.
     *
     * @throws UserException also when two have one name
     */
    public static List<Ink> parseAll(String text) {
        List<Ink> inks = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(ink -> !ink.isEmpty())
                .map(Ink::parse)
                .toList();
        for (int i = 0; i < inks.size(); i++)
            for (int j = 0; j < i; j++)
                if (inks.get(i).name().equals(inks.get(j).name()))
                    throw new UserException("The ink " + inks.get(i).name() + " is given twice; give each name once.");
        return inks;
    }

    private static int rgb(String text, String colour) {
        String hex = colour.strip().replaceFirst("^#", "");
        if (!hex.matches("[0-9a-fA-F]{6}"))
            throw new UserException(
                    "The ink \"" + text.strip() + "\" needs a colour of six hexadecimal digits behind the sign,"
                            + " as in red=#e01010, and found \"" + colour.strip() + "\".");
        return Integer.parseInt(hex, 16);
    }

    /** How bright it is, 0 to 1: the luma of ITU-R BT.601. */
    public double luma() {
        return (.299 * (rgb >> 16 & 255) + .587 * (rgb >> 8 & 255) + .114 * (rgb & 255)) / 255;
    }

    /** White or black, whichever differs more in brightness: on it the ink can be read. 0xRRGGBB. */
    public int ground() {
        return luma() < .5 ? WHITE : BLACK;
    }
}

package org.multimodalneurons.text;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;

/**
 * The upper half of a character set with one byte a character. A byte that it does not assign is read as the control
 * character of the same number, as old software does.
 */
final class SingleByteCharset {

    /** Western European Windows, and the controls of ISO-8859-1: what software guesses when it guesses wrong. */
    static final SingleByteCharset WINDOWS_1252 = new SingleByteCharset("windows-1252", "ISO-8859-1");

    private final String characters;
    private final Map<Character, Integer> bytes = new HashMap<>();

    /**
     * A character set that this Java knows.
     *
     * @param others give the bytes of characters that the first lacks
     */
    SingleByteCharset(String name, String... others) {
        characters = upperHalf(name);
        add(characters);
        for (String other : others) add(upperHalf(other));
    }

    private static String upperHalf(String name) {
        Charset charset = Charset.forName(name);
        StringBuilder upperHalf = new StringBuilder();
        for (int value = 0x80; value <= 0xff; value++) {
            char character = new String(new byte[] {(byte) value}, charset).charAt(0);
            upperHalf.append(character == '\ufffd' ? (char) value : character);
        }
        return upperHalf.toString();
    }

    private void add(String upperHalf) {
        for (int i = 0; i < upperHalf.length(); i++) bytes.putIfAbsent(upperHalf.charAt(i), 0x80 + i);
    }

    /** The character of a byte, 0x80 to 0xff. */
    String character(int value) {
        return characters.substring(value - 0x80, value - 0x80 + 1);
    }

    /** The byte of a character, 0x80 to 0xff; -1 for ASCII and for what the character set lacks. */
    int valueOf(char character) {
        return bytes.getOrDefault(character, -1);
    }
}

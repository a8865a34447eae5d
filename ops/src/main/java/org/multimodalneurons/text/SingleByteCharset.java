package org.multimodalneurons.text;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;

/**
 * The upper half of a character set with one byte a character. Bytes that it does not assign stand for the control
 * character of the same number, as in what old software writes.
 */
final class SingleByteCharset {

    /** Western European Windows: what most software guesses when it guesses wrong. */
    static final SingleByteCharset WINDOWS_1252 = new SingleByteCharset("windows-1252");

    private final String characters;
    private final Map<Character, Integer> bytes = new HashMap<>();

    /** The character set of a name that this Java knows. */
    SingleByteCharset(String name) {
        Charset charset = Charset.forName(name);
        StringBuilder upperHalf = new StringBuilder();
        for (int value = 0x80; value <= 0xff; value++) {
            char character = new String(new byte[] {(byte) value}, charset).charAt(0);
            upperHalf.append(character == '\ufffd' ? (char) value : character);
            bytes.put(upperHalf.charAt(value - 0x80), value);
        }
        characters = upperHalf.toString();
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

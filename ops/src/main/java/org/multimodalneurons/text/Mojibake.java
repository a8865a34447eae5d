package org.multimodalneurons.text;

import java.nio.charset.Charset;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Undoes mojibake: UTF-8 that was read as a character set with one byte a character, as in {@code schÃ¶n} for schön or
 * {@code donâ€™t} for don't, also several times over.
 *
 * <p>The characters of a text are mapped back to bytes; where those are a sequence of UTF-8 and the characters as they
 * stand are an unlikely piece of writing, the sequence is decoded. A text that is UTF-8 from end to end needs one
 * unlikely piece; in a mixture each run of sequences needs its own. This finds what ftfy finds and, where a word is
 * unlikely only in its place, more.
 */
final class Mojibake {

    private static final SingleByteCharset WINDOWS_1252 = SingleByteCharset.WINDOWS_1252;
    private static final int NONE = -1;

    /** A space is tried for the no-break space that it may have been, the last byte of many sequences. */
    private static final int NO_BREAK_SPACE = 0xa0;

    /** From the commonest mistake to the rarest. */
    private static final List<SingleByteCharset> CHARSETS = Stream.concat(
                    Stream.of(WINDOWS_1252),
                    Stream.of(
                                    "windows-1251",
                                    "windows-1250",
                                    "windows-1253",
                                    "windows-1254",
                                    "windows-1257",
                                    "ISO-8859-2",
                                    "x-MacRoman",
                                    "IBM437")
                            .filter(Charset::isSupported)
                            .map(name -> new SingleByteCharset(name)))
            .toList();

    /** First bytes whose sequence may end in a no-break space: no-break space itself, à, Š, Π, Р and Arabic zero. */
    private static final String BEFORE_A_SPACE = "\u00c2\u00c3\u00c5\u00ce\u00d0\u00d9";

    /** Portuguese words that begin with à: no space belongs after it. */
    private static final Pattern GOES_ON = Pattern.compile("s |quel[ae]|quilo");

    private Mojibake() {}

    /** The line as it was meant; the same where nothing is wrong. */
    static String repair(String line) {
        String text = line;
        for (String before = null; !text.equals(before); ) {
            before = text;
            text = repairOnce(text);
        }
        return text;
    }

    private static String repairOnce(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) return text;
        for (SingleByteCharset charset : CHARSETS) {
            String decoded = new Decoder(text, charset).decodeWhole();
            if (!decoded.equals(text)) return decoded;
        }
        for (SingleByteCharset charset : CHARSETS) {
            String decoded = new Decoder(text, charset).decodeParts();
            if (!decoded.equals(text)) return decoded;
        }
        return text;
    }

    /** One reading of a text. */
    private record Decoder(String text, SingleByteCharset charset) {

        /** The decoded text if all that is not ASCII belongs to sequences of UTF-8, and some is unlikely. */
        String decodeWhole() {
            StringBuilder decoded = new StringBuilder();
            boolean unlikely = false;
            for (int at = 0; at < text.length(); ) {
                int length = sequence(at);
                if (length == 0 && text.charAt(at) >= 0x80) return text;
                unlikely |= length > 0 && Writing.isUnlikely(text, at, length);
                at += append(at, length, decoded);
            }
            return unlikely ? decoded.toString() : text;
        }

        /** The text with each run of sequences decoded that holds an unlikely one. */
        String decodeParts() {
            StringBuilder result = new StringBuilder();
            for (int at = 0; at < text.length(); ) {
                StringBuilder decoded = new StringBuilder();
                boolean unlikely = false;
                int end = at;
                for (int length = sequence(end); length > 0; length = end < text.length() ? sequence(end) : 0) {
                    unlikely |= Writing.isUnlikely(text, end, length);
                    end += append(end, length, decoded);
                }
                if (end == at) end++;
                result.append(unlikely ? decoded : text.substring(at, end));
                at = end;
            }
            return result.toString();
        }

        /** How many characters from here on are the bytes of one UTF-8 sequence, 0 if they are none. */
        private int sequence(int at) {
            int first = charset.valueOf(text.charAt(at));
            int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
            if (length == 0 || at + length > text.length()) return 0;
            for (int k = 1; k < length; k++) if (continuation(at, k, first) == NONE) return 0;
            return isLost(at, length) || codePoint(at, length) != NONE ? length : 0;
        }

        /** The byte 0x80 to 0xbf that the kth character of a sequence stands for. */
        private int continuation(int at, int k, int first) {
            char character = text.charAt(at + k);
            if (character == '\ufffd') return charset == WINDOWS_1252 ? 0xbf : NONE;
            if (character == ' ') return spaceAllowed(first, k) ? NO_BREAK_SPACE : NONE;
            int value = charset.valueOf(character);
            return value >= 0x80 && value < 0xc0 ? value : NONE;
        }

        private static boolean spaceAllowed(int first, int k) {
            if (first < 0xe0) return BEFORE_A_SPACE.indexOf(first) >= 0;
            return first == 0xf0 || first == 0xe2 || first == 0xe3 || (k == 2 && first < 0xe2);
        }

        /** Whether a byte of the sequence was replaced by the sign for what cannot be shown. */
        private boolean isLost(int at, int length) {
            return text.substring(at, at + length).indexOf('\ufffd') >= 0;
        }

        private int codePoint(int at, int length) {
            int first = charset.valueOf(text.charAt(at));
            int value = first & (0xff >> (length + 1));
            for (int k = 1; k < length; k++) value = (value << 6) | (continuation(at, k, first) & 0x3f);
            boolean overlong = value < (length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000);
            boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
            return overlong || surrogate || value > Character.MAX_CODE_POINT ? NONE : value;
        }

        /** Appends what is meant by the sequence, or one character as it is, and tells how many it stands for. */
        private int append(int at, int length, StringBuilder decoded) {
            if (length == 0) {
                decoded.append(text.charAt(at));
                return 1;
            }
            if (isLost(at, length)) decoded.append('\ufffd');
            else decoded.appendCodePoint(codePoint(at, length));
            // A lone à is a word of its own: the space that it swallowed comes back.
            boolean swallowed = text.charAt(at + length - 1) == ' ' && charset.valueOf(text.charAt(at)) == 0xc3;
            if (swallowed
                    && !GOES_ON.matcher(text).region(at + length, text.length()).lookingAt()) decoded.append(' ');
            return length;
        }
    }
}

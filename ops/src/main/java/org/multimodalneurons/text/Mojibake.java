package org.multimodalneurons.text;

import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;

/**
 * Undoes mojibake: UTF-8 that was read as a character set with one byte a character, as in {@code schÃ¶n} for schön or
 * {@code donâ€™t} for don't, also several times over.
 *
 * <p>The characters of a text are mapped back to bytes; where those are a sequence of UTF-8 and the characters as they
 * stand are an unlikely piece of writing, the sequence is decoded. A text that is UTF-8 from end to end needs one
 * unlikely piece; in a mixture each run of sequences needs its own.
 */
final class Mojibake {

    private static final int NONE = -1;

    /** A space is tried for the no-break space that it may have been, the last byte of many sequences. */
    private static final int NO_BREAK_SPACE = 0xa0;

    /** From the commonest mistake to the rarest. */
    private static final List<SingleByteCharset> CHARSETS = Stream.of(
                    "ISO-8859-1",
                    "windows-1252",
                    "windows-1251",
                    "windows-1250",
                    "windows-1253",
                    "windows-1254",
                    "windows-1257",
                    "ISO-8859-2",
                    "x-MacRoman",
                    "IBM437")
            .filter(Charset::isSupported)
            .map(SingleByteCharset::new)
            .toList();

    /** What may follow a word in good writing, so that a letter before it says nothing. */
    private static final String AFTER_A_WORD =
            "\u2019\u201d\u00bb\u00ae\u2122\u2026\u2013\u2014\u00a0\u00ad\u00b7\u00b4";

    /** Letters that begin most of the mojibake of Latin, Greek and Cyrillic, and hardly ever end a word. */
    private static final String USUAL_BEGINNINGS = "ÂÃÎÐ";

    /** Marks that begin mojibake in the Macintosh's character set, and not words. */
    private static final String UNUSUAL_MARKS = "\u221a\u00ac\u201a\u2248";

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
                unlikely |= length > 0 && isUnlikely(at, length);
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
                    unlikely |= isUnlikely(end, length);
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
            if (character == '\ufffd') return 0xbf;
            boolean spaceAllowed = first == 0xc2 || first == 0xc3 || (k > 1 && (first == 0xe2 || first == 0xe3));
            if (character == ' ' && spaceAllowed) return NO_BREAK_SPACE;
            int value = charset.valueOf(character);
            return value >= 0x80 && value < 0xc0 ? value : NONE;
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
            boolean lone = text.charAt(at + length - 1) == ' ' && charset.valueOf(text.charAt(at)) == 0xc3;
            if (lone) decoded.append(' ');
            return length;
        }

        /** Whether the characters as they stand are hardly what somebody wrote. */
        private boolean isUnlikely(int at, int length) {
            char first = text.charAt(at);
            String rest = text.substring(at + 1, at + length);
            char next = at + length < text.length() ? text.charAt(at + length) : ' ';
            char previous = at > 0 ? text.charAt(at - 1) : ' ';
            if (rest.chars().anyMatch(c -> c >= 0x80 && c < 0xa0)) return true;
            boolean atWord = at == 0 || Character.isLowerCase(previous) || Character.isLowerCase(next);
            if (rest.indexOf(' ') >= 0) return "ÂÃ".indexOf(first) >= 0 && atWord;
            if (USUAL_BEGINNINGS.indexOf(first) >= 0) return true;
            if (!Character.isLetter(first)) return UNUSUAL_MARKS.indexOf(first) >= 0 || isBox(first);
            if (rest.chars().allMatch(c -> AFTER_A_WORD.indexOf(c) >= 0)) return Character.isLetterOrDigit(next);
            if (rest.chars().allMatch(Character::isLetter))
                return !isOneScript(first, rest)
                        || (Character.isLowerCase(first) && rest.chars().anyMatch(Character::isUpperCase))
                        || (Character.isLowerCase(previous) && Character.isUpperCase(first));
            return true;
        }

        private static boolean isBox(char character) {
            return (character >= '\u2550' && character <= '\u259f') || "├┬┼┤┐└┴".indexOf(character) >= 0;
        }

        private static boolean isOneScript(char first, String rest) {
            var script = Character.UnicodeScript.of(first);
            return rest.chars().allMatch(c -> Character.UnicodeScript.of(c) == script);
        }
    }
}

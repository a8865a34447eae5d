package org.multimodalneurons.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Repairs what software does to text: mojibake, HTML entities, curled quotes, ligatures, letters of unusual width,
 * control characters. It follows the published behaviour of ftfy's {@code fix_text} with its default settings, which
 * CLIP's tokenizer begins with.
 *
 * @see <a href="https://ftfy.readthedocs.io/en/latest/config.html">ftfy: configuration</a>
 */
final class TextRepair {

    /** A repair may uncover the next fault, such as mojibake inside an entity: so often at most. */
    private static final int MOST_ROUNDS = 20;

    /** Latin digraphs and typographic ligatures; other scripts use theirs on purpose. */
    private static final Pattern LIGATURES = Pattern.compile("[ĲĳŉǄ-ǌǱ-ǳ\\ufb00-\\ufb04\\ufb06]");

    private static final Pattern UNUSUAL_WIDTHS = Pattern.compile("[\\u3000\\uff01-\\uffef]");
    private static final Pattern SINGLE_QUOTES = Pattern.compile("[\\u02bc\\u2018-\\u201b]");
    private static final Pattern DOUBLE_QUOTES = Pattern.compile("[\\u201c-\\u201f]");
    private static final Pattern C1_CONTROLS = Pattern.compile("[\\x80-\\x9f]");
    private static final Pattern LINE_BREAKS = Pattern.compile("\\r\\n|[\\r\\x85\\u2028\\u2029]");
    private static final Pattern LONE_SURROGATES = Pattern.compile("\\p{Cs}");
    private static final Pattern TERMINAL_COMMANDS = Pattern.compile("\\x1b\\[[\\d;]*[a-zA-Z]");

    /** White space, joiners and marks of direction stay; so do C1 controls, which are traces of mojibake. */
    private static final Pattern CONTROLS =
            Pattern.compile("[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f\\u206a-\\u206f\\ufeff\\ufff9-\\ufffc]");

    private TextRepair() {}

    /** The repaired text. Lines are repaired one by one: what is wrong with one need not be wrong with the next. */
    static String repair(String text) {
        StringBuilder repaired = new StringBuilder(text.length());
        boolean markup = false;
        for (int from = 0, to; from < text.length(); from = to) {
            int lineBreak = text.indexOf('\n', from);
            to = lineBreak < 0 ? text.length() : lineBreak + 1;
            String line = text.substring(from, to);
            markup |= line.indexOf('<') >= 0; // then an entity is meant to be one, here and further on
            repaired.append(repairLine(line, markup));
        }
        return repaired.toString();
    }

    private static String repairLine(String line, boolean markup) {
        String before = line;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            String after = repairOnce(before, markup || before.indexOf('<') >= 0);
            if (after.equals(before)) break;
            before = after;
        }
        return before;
    }

    private static String repairOnce(String line, boolean markup) {
        String text = markup ? line : HtmlEntities.unescapeUnmistakable(line);
        text = Mojibake.repair(text);
        text = C1_CONTROLS
                .matcher(text)
                .replaceAll(
                        c -> SingleByteCharset.WINDOWS_1252.character(c.group().charAt(0)));
        text = LIGATURES.matcher(text).replaceAll(c -> compatible(c.group())).replace("\ufb05", "ſt");
        text = UNUSUAL_WIDTHS.matcher(text).replaceAll(c -> compatible(c.group()));
        text = SINGLE_QUOTES
                .matcher(DOUBLE_QUOTES.matcher(text).replaceAll("\""))
                .replaceAll("'");
        text = LINE_BREAKS.matcher(text).replaceAll("\n");
        text = LONE_SURROGATES.matcher(text).replaceAll("\ufffd");
        text = TERMINAL_COMMANDS.matcher(text).replaceAll("");
        text = CONTROLS.matcher(text).replaceAll("");
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static String compatible(String character) {
        String plain = Normalizer.normalize(character, Normalizer.Form.NFKC);
        return plain.equals("\\") || plain.equals("$") ? "\\" + plain : plain; // as replaceAll wants them
    }
}

package org.multimodalneurons.text;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Cleans text as CLIP's reference tokenizer does before it cuts it into tokens: broken characters are repaired, HTML
 * entities are unescaped twice, white space is collapsed and letters become lower case.
 */
public final class TextCleaning {

    /** What Python takes for white space. */
    private static final Pattern SPACE =
            Pattern.compile("[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+");

    private TextCleaning() {}

    /** The text as the tokenizer reads it. */
    public static String clean(String text) {
        String unescaped = HtmlEntities.unescape(HtmlEntities.unescape(TextRepair.repair(text)));
        return SPACE.matcher(unescaped).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }
}

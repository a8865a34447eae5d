package org.multimodalneurons.text;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jsoup.nodes.Entities;

/**
 * HTML's character references as text: by the rules that Python's {@code html.unescape} follows, which are HTML 5's,
 * and by the stricter ones of ftfy, for text that may not be HTML at all.
 */
final class HtmlEntities {

    private static final Pattern REFERENCE =
            Pattern.compile("&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\\t\\n\\f <&#;]{1,32};?)");

    private static final Pattern FINISHED_REFERENCE = Pattern.compile("&(#?[0-9A-Za-z]{1,24});");

    private HtmlEntities() {}

    /** Replaces every reference, also those without a semicolon where HTML knows them so. */
    static String unescape(String text) {
        if (text.indexOf('&') < 0) return text;
        return REFERENCE.matcher(text).replaceAll(found -> {
            String reference = found.group(1);
            return Matcher.quoteReplacement(reference.startsWith("#") ? number(reference) : named(reference));
        });
    }

    /** Replaces the references that end in a semicolon, and Latin letters whose reference is in capitals. */
    static String unescapeUnmistakable(String text) {
        if (text.indexOf('&') < 0) return text;
        return FINISHED_REFERENCE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(unmistakable(found.group(), found.group(1))));
    }

    private static String unmistakable(String whole, String name) {
        if (name.startsWith("#")) {
            String character = unescape(whole);
            return character.contains(";") ? whole : character;
        }
        if (Entities.isNamedEntity(name)) return Entities.getByName(name);
        String lower = name.toLowerCase(Locale.ROOT);
        boolean capitals = name.equals(lower.toUpperCase(Locale.ROOT));
        boolean unknown = unescape(whole).equals(whole);
        return capitals && unknown && Entities.isNamedEntity(lower)
                ? Entities.getByName(lower).toUpperCase(Locale.ROOT)
                : whole;
    }

    /** The longest beginning that HTML knows; without a semicolon only the old names count. */
    private static String named(String reference) {
        if (reference.endsWith(";")) {
            String name = reference.substring(0, reference.length() - 1);
            if (Entities.isNamedEntity(name)) return Entities.getByName(name);
        }
        for (int length = reference.length(); length > 1; length--) {
            String name = reference.substring(0, length);
            if (Entities.isBaseNamedEntity(name)) return Entities.getByName(name) + reference.substring(length);
        }
        return "&" + reference;
    }

    private static String number(String reference) {
        String digits = reference.replace(";", "").substring(1);
        boolean hexadecimal = digits.charAt(0) == 'x' || digits.charAt(0) == 'X';
        int codePoint = codePoint(hexadecimal ? digits.substring(1) : digits, hexadecimal ? 16 : 10);
        if (codePoint == 0 || codePoint > Character.MAX_CODE_POINT || isSurrogate(codePoint)) return "\ufffd";
        if (codePoint >= 0x80 && codePoint <= 0x9f) return windows(codePoint);
        if (codePoint == '\r') return "\r";
        return isNoCharacter(codePoint) ? "" : Character.toString(codePoint);
    }

    /** A number of any length; one too large for a character stays too large. */
    private static int codePoint(String digits, int radix) {
        int value = 0;
        for (int i = 0; i < digits.length() && value <= Character.MAX_CODE_POINT; i++)
            value = value * radix + Character.digit(digits.charAt(i), radix);
        return value;
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static boolean isNoCharacter(int codePoint) {
        return (codePoint < ' ' && "\t\n\f".indexOf(codePoint) < 0)
                || codePoint == 0x7f
                || (codePoint >= 0xfdd0 && codePoint <= 0xfdef)
                || (codePoint & 0xfffe) == 0xfffe;
    }

    /** What HTML makes of numbers that name C1 control characters. */
    private static String windows(int codePoint) {
        return SingleByteCharset.WINDOWS_1252.character(codePoint);
    }
}

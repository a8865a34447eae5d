package org.multimodalneurons.text;

/** Tells characters that somebody may well have written from those that only a wrong character set makes. */
final class Writing {

    /** Letters that begin most of the mojibake of Latin, Greek and Cyrillic, and hardly ever end a word. */
    private static final String USUAL_BEGINNINGS = "ÂÃÎÐ";

    /** Marks that begin mojibake of Hebrew, and in the Macintosh's character set, and not words. */
    private static final String UNUSUAL_MARKS = "\u221a\u00ac\u201a\u2248\u00d7";

    /** What may follow a letter, within a word or after it. */
    private static final String BETWEEN_LETTERS = "\u2019\u2026\u2013\u2014\u00a0\u00ad\u00b7\u00b4";

    /** What may follow a word. */
    private static final String AFTER_A_WORD = BETWEEN_LETTERS + "\u201d\u00bb\u00ae\u2122";

    private Writing() {}

    /**
     * Whether a piece of a text is hardly what somebody wrote.
     *
     * @param at begin of a piece that would be one character of UTF-8 in some character set
     * @param length of the piece, 2 to 4
     */
    static boolean isUnlikely(String text, int at, int length) {
        char first = text.charAt(at);
        char previous = at > 0 ? text.charAt(at - 1) : ' ';
        char next = at + length < text.length() ? text.charAt(at + length) : ' ';
        String rest = text.substring(at + 1, at + length);
        if (rest.chars().anyMatch(c -> c >= 0x80 && c < 0xa0)) return true;
        if (rest.indexOf(' ') >= 0) {
            boolean atWord = at == 0 || Character.isLowerCase(previous) || Character.isLowerCase(next);
            return "ÂÃ".indexOf(first) >= 0 && atWord;
        }
        if (USUAL_BEGINNINGS.indexOf(first) >= 0) return true;
        int letters = 0;
        while (letters < rest.length() && Character.isLetter(rest.charAt(letters))) letters++;
        String tail = rest.substring(letters);
        if (letters == 0 || !isUnlikelyWord(previous, first, rest.substring(0, letters))) {
            if (!tail.isEmpty() && consistsOf(tail, BETWEEN_LETTERS)) return false;
            if (!tail.isEmpty() && consistsOf(tail, AFTER_A_WORD)) return Character.isLetterOrDigit(next);
            if (!Character.isLetter(first)) return UNUSUAL_MARKS.indexOf(first) >= 0 || isBox(first);
            return !tail.isEmpty();
        }
        return true;
    }

    private static boolean consistsOf(String text, String characters) {
        return text.chars().allMatch(c -> characters.indexOf(c) >= 0);
    }

    private static boolean isBox(char character) {
        return (character >= '\u2550' && character <= '\u259f') || "├┬┼┤┐└┴".indexOf(character) >= 0;
    }

    /** Whether scripts mix, or small letters go on in capitals. */
    private static boolean isUnlikelyWord(char previous, char first, String others) {
        if (!Character.isLetter(first)) return false;
        var script = Character.UnicodeScript.of(first);
        boolean mixed = others.chars().anyMatch(c -> Character.UnicodeScript.of(c) != script);
        boolean rises = Character.isLowerCase(first) && others.chars().anyMatch(Character::isUpperCase);
        return mixed || rises || (Character.isLowerCase(previous) && Character.isUpperCase(first));
    }
}

package org.multimodalneurons.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words that CLIP's makers met most: tokens of its vocabulary that are whole words of at least three letters. They stand
 * there in the order in which they were found worth a token, the most frequent first.
 *
 * @see ClipTokenizer#bundled()
 */
public final class CommonWords {

    private static final Pattern WORD = Pattern.compile("([a-z]{3,})</w>");

    private CommonWords() {}

    /**
     * The most frequent words.
     *
     * @param count at most so many; there are about 24,000
     */
    public static List<String> first(int count) {
        return ClipTokenizer.bundledTokens().stream()
                .map(WORD::matcher)
                .filter(Matcher::matches)
                .map(word -> word.group(1))
                .limit(count)
                .toList();
    }
}

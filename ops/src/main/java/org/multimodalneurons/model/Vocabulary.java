package org.multimodalneurons.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.multimodalneurons.UserException;

/** The words that a small model was taught, each with the family it belongs to, such as {@code animals}. */
public final class Vocabulary {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:['’][\\p{L}]+)?");

    /** Words of prompts, which carry no concept of their own. */
    private static final Set<String> OF_PROMPTS = Set.of(
            ("a an the this that these those some any my your his her its our their one many small large big little good"
                            + " bad new old nice close up cropped blurry bright dark clean dirty low high resolution quality"
                            + " of in on at with by for from to and or not no is are as it s t there be"
                            + " photo photos photograph picture pictures image images drawing drawings sketch sketches painting"
                            + " icon icons emoji emojis symbol symbols sign logo render rendering rendition illustration art"
                            + " artwork cartoon clipart graphic line outline silhouette flat style color colour colored coloured"
                            + " word words text written writing label saying says named called reading letters something thing"
                            + " things type kind")
                    .split(" "));

    private final Map<String, String> families;

    private Vocabulary(Map<String, String> families) {
        this.families = Collections.unmodifiableMap(families);
    }

    /**
     * Reads a vocabulary.
     *
     * @param text a word, a tab and its family on each line; empty lines are skipped
     * @throws UserException when a line has no tab; it is named
     */
    public static Vocabulary parse(String text) {
        Map<String, String> families = new LinkedHashMap<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty()) continue;
            int tab = line.indexOf('\t');
            if (tab < 1)
                throw new UserException("Vocabulary, line " + (i + 1)
                        + ": expected a word, a tab and its family, found '" + line + "'.");
            families.put(
                    normalised(line.substring(0, tab)), line.substring(tab + 1).strip());
        }
        return new Vocabulary(families);
    }

    /** The words of the model that ships inside: everyday things, by which other models can be asked as well. */
    public static Vocabulary embedded() {
        return EmbeddedModel.vocabulary();
    }

    /** All words, in lower case and in the order of the file. */
    public Set<String> words() {
        return families.keySet();
    }

    /** All families, in the order of their first word. */
    public Set<String> families() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(families.values()));
    }

    /** The words of a family. */
    public List<String> words(String family) {
        return families.keySet().stream()
                .filter(word -> families.get(word).equals(family))
                .toList();
    }

    /** The family of a word, if it is known. */
    public Optional<String> family(String word) {
        return Optional.ofNullable(families.get(normalised(word)));
    }

    /**
     * The words of a label that the model never learned. Words of prompts ("a picture of the …"), numbers, regular
     * plurals and possessives of known words do not count as unknown.
     *
     * @param label a label, or a whole prompt
     * @return in lower case, each once, in the order of the label; empty when all is known
     */
    public List<String> unknownWords(String label) {
        if (families.containsKey(normalised(label))) return List.of();
        Set<String> unknown = new LinkedHashSet<>();
        Matcher words = WORD.matcher(withoutPhrases(normalised(label)));
        while (words.find()) if (!isKnown(words.group())) unknown.add(words.group());
        return List.copyOf(unknown);
    }

    /** The text without the known concepts of several words and their plurals. */
    private String withoutPhrases(String text) {
        String rest = text;
        for (String concept : families.keySet())
            if (concept.contains(" "))
                rest = rest.replaceAll(
                        "(?<![\\p{L}\\p{N}])" + Pattern.quote(concept) + "(?:e?s)?(?![\\p{L}\\p{N}])", " ");
        return rest;
    }

    private boolean isKnown(String word) {
        if (OF_PROMPTS.contains(word) || word.chars().allMatch(Character::isDigit)) return true;
        return forms(word).stream().anyMatch(families::containsKey);
    }

    /** The word, and what it may be a plural or possessive of. */
    private static List<String> forms(String word) {
        List<String> forms = new ArrayList<>(List.of(word));
        String stem = word.replaceFirst("['’]s?$", "");
        forms.add(stem);
        if (stem.endsWith("s")) forms.add(stem.substring(0, stem.length() - 1));
        if (stem.endsWith("es")) forms.add(stem.substring(0, stem.length() - 2));
        if (stem.endsWith("ies")) forms.add(stem.substring(0, stem.length() - 3) + "y");
        return forms;
    }

    private static String normalised(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}

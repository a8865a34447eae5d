package org.multimodalneurons.training.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

import org.multimodalneurons.UserException;
import org.multimodalneurons.training.data.Fonts.Face;

/** Writes every concept's word, words held out and strings that mean nothing in many fonts: {@code words.bin}. */
public final class Words {

    private static final int HARD_FONTS = 48;
    private static final int MEANINGLESS = 6000;
    private static final int SEED = 20261123;

    private final List<Concept> concepts;
    private final Fonts fonts;
    private final Random random = new Random(SEED);

    Words(List<Concept> concepts, Fonts fonts) {
        this.concepts = concepts;
        this.fonts = fonts;
    }

    /** Words of English that are no concept, for the test of reading with an open vocabulary. */
    public static List<String> heldOut() {
        return ResourceTable.read("heldout-words.tsv", 1).stream()
                .map(row -> row.get(0))
                .toList();
    }

    /** Writes all words and returns their number. */
    int write(Path folder) throws IOException {
        try (Records records = new Records(folder, "words", "string", "concept", "font", "kind", "split")) {
            for (Concept concept : concepts) {
                String word = concept.word();
                for (Face face : fonts.plain())
                    for (Case written : Case.values()) add(records, written.of(word), word, face, "plain", "train");
                for (int i = 0; i < HARD_FONTS; i++)
                    add(records, anyCase(word), word, any(fonts.all()), "hard", "train");
                for (Face face : fonts.heldOut())
                    for (Case written : Case.values())
                        add(records, written.of(word), word, face, "heldout", "heldout-font");
            }
            Set<String> taken = new HashSet<>(heldOut());
            concepts.forEach(concept -> taken.add(concept.word()));
            for (int i = 0; i < MEANINGLESS; i++) {
                boolean plain = i % 2 == 0;
                String string = anyCase(meaningless(taken));
                add(records, string, "", any(plain ? fonts.plain() : fonts.all()), plain ? "plain" : "hard", "train");
            }
            for (int i = 0; i < 300; i++)
                add(records, anyCase(meaningless(taken)), "", any(fonts.heldOut()), "heldout", "heldout-font");
            for (String word : heldOut()) {
                for (Face face : fonts.plain())
                    for (Case written : Case.values())
                        add(records, written.of(word), "", face, "plain", "heldout-word");
                for (Face face : fonts.heldOut())
                    for (Case written : Case.values())
                        add(records, written.of(word), "", face, "heldout", "heldout-word");
            }
            records.finish();
            return records.rows();
        }
    }

    private void add(Records records, String string, String concept, Face face, String kind, String split)
            throws IOException {
        try {
            records.add(WordRaster.draw(string, face.font()), string, concept, face.name(), kind, split);
        } catch (UserException e) {
            System.out.printf("  left out '%s': %s%n", string, e.getMessage());
        }
    }

    private String meaningless(Set<String> taken) {
        for (; ; ) {
            StringBuilder letters = new StringBuilder();
            int length = 3 + random.nextInt(6);
            for (int i = 0; i < length; i++) letters.append((char) ('a' + random.nextInt(26)));
            if (!taken.contains(letters.toString())) return letters.toString();
        }
    }

    private String anyCase(String word) {
        return any(List.of(Case.values())).of(word);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** How a word is written. */
    enum Case {
        LOWER,
        CAPITALISED,
        UPPER;

        String of(String word) {
            return switch (this) {
                case LOWER -> word;
                case CAPITALISED -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
                case UPPER -> word.toUpperCase(Locale.ROOT);
            };
        }
    }
}

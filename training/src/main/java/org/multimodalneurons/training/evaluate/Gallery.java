package org.multimodalneurons.training.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.multimodalneurons.training.data.Source;
import org.multimodalneurons.training.data.Words;
import org.multimodalneurons.training.library.Library;
import org.multimodalneurons.training.library.Picture;
import org.multimodalneurons.training.library.Word;

/** The stimuli of the experiments, out of a library: what training saw, by modality, and what it never saw. */
final class Gallery {

    private static final int WORDS_OF_A_CONCEPT = 4;

    private final Library library;
    private final Set<String> heldOutWords = Set.copyOf(Words.heldOut());

    Gallery(Library library) {
        this.library = library;
    }

    /** Pictures of the held-out style. */
    List<Picture> heldOutPictures() {
        return library.pictures().stream().filter(Picture::heldOut).toList();
    }

    /** Words of concepts in the held-out font. */
    List<Word> heldOutFont() {
        return library.words().stream()
                .filter(word -> word.kind() == Word.Kind.HELDOUT && word.concept() >= 0)
                .toList();
    }

    /** Words that are no concept, in fonts of this kind. */
    List<Word> heldOutWords(Word.Kind kind) {
        return library.words().stream()
                .filter(word -> word.kind() == kind && heldOutWords.contains(lower(word)))
                .toList();
    }

    /** Strings that mean nothing, in the held-out font. */
    List<Word> meaningless() {
        return library.words().stream()
                .filter(word ->
                        word.kind() == Word.Kind.HELDOUT && word.concept() < 0 && !heldOutWords.contains(lower(word)))
                .toList();
    }

    /** What training saw, plain and on white: modality (render, flat, line, text) to stimuli. */
    Map<String, List<Stimulus>> training() {
        Map<String, String> modalities =
                Source.all().stream().collect(Collectors.toMap(Source::style, Source::modality, (a, b) -> a));
        Map<String, List<Stimulus>> byModality = new TreeMap<>();
        for (Picture picture : library.pictures())
            if (!picture.heldOut())
                byModality
                        .computeIfAbsent(modalities.getOrDefault(picture.style(), "flat"), any -> new ArrayList<>())
                        .add(Stimulus.of(picture.concept(), picture));
        byModality.put("text", trainingWords());
        return byModality;
    }

    private List<Stimulus> trainingWords() {
        List<List<Word>> byConcept = new ArrayList<>();
        for (int i = 0; i < library.concepts().size(); i++) byConcept.add(new ArrayList<>());
        for (Word word : library.words())
            if (!word.heldOut() && word.concept() >= 0)
                byConcept.get(word.concept()).add(word);
        Random random = new Random(1);
        List<Stimulus> chosen = new ArrayList<>();
        for (int concept = 0; concept < byConcept.size(); concept++) {
            List<Word> words = byConcept.get(concept);
            for (int i = 0; i < WORDS_OF_A_CONCEPT && !words.isEmpty(); i++)
                chosen.add(Stimulus.of(concept, words.get(random.nextInt(words.size()))));
        }
        return chosen;
    }

    /** A string as it would be said. */
    static String lower(Word word) {
        return word.text().toLowerCase(Locale.ROOT);
    }
}

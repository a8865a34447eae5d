package org.multimodalneurons.training.augment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.multimodalneurons.training.library.Library;
import org.multimodalneurons.training.library.Picture;
import org.multimodalneurons.training.library.Word;

/** The library's training part, sorted so that one can draw fairly: over concepts first, then over styles. */
final class Shelf {

    private final List<List<List<Picture>>> pictures = new ArrayList<>();
    private final List<List<Word>> plain = new ArrayList<>();
    private final List<List<Word>> all = new ArrayList<>();
    private final List<Word> meaningless;
    private final int[] drawn;
    private final int[] written;
    private final int[] drawnAndWritten;
    private final Map<String, Integer> colours = new LinkedHashMap<>();

    Shelf(Library library) {
        int n = library.concepts().size();
        List<Map<String, List<Picture>>> styles = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            styles.add(new HashMap<>());
            plain.add(new ArrayList<>());
            all.add(new ArrayList<>());
        }
        for (Picture picture : library.pictures())
            if (!picture.heldOut())
                styles.get(picture.concept())
                        .computeIfAbsent(picture.style(), style -> new ArrayList<>())
                        .add(picture);
        // Sorted, so that a seed means the same on every machine.
        for (var byStyle : styles)
            pictures.add(byStyle.keySet().stream().sorted().map(byStyle::get).toList());
        for (Word word : library.words()) {
            if (word.heldOut() || word.concept() < 0) continue;
            all.get(word.concept()).add(word);
            if (word.kind() == Word.Kind.PLAIN) plain.get(word.concept()).add(word);
        }
        meaningless = library.words().stream()
                .filter(word -> !word.heldOut() && word.concept() < 0)
                .toList();
        drawn = IntStream.range(0, n).filter(i -> !pictures.get(i).isEmpty()).toArray();
        written = IntStream.range(0, n).filter(i -> !plain.get(i).isEmpty()).toArray();
        drawnAndWritten =
                IntStream.of(drawn).filter(i -> !plain.get(i).isEmpty()).toArray();
        for (String colour : Inks.names())
            if (library.concepts().contains(colour))
                colours.put(colour, library.concepts().index(colour));
    }

    int drawnConcept(SplittableRandom random) {
        return one(drawn, random);
    }

    int writtenConcept(SplittableRandom random) {
        return one(written, random);
    }

    int drawnAndWrittenConcept(SplittableRandom random) {
        return one(drawnAndWritten, random);
    }

    Picture picture(int concept, SplittableRandom random) {
        return one(one(pictures.get(concept), random), random);
    }

    Word plainWord(int concept, SplittableRandom random) {
        return one(plain.get(concept), random);
    }

    Word anyWord(int concept, SplittableRandom random) {
        return one(all.get(concept), random);
    }

    boolean hasMeaningless() {
        return !meaningless.isEmpty();
    }

    Word meaninglessWord(SplittableRandom random) {
        return one(meaningless, random);
    }

    /** The names of colours among the concepts, with their indices. */
    Map<String, Integer> colours() {
        return colours;
    }

    static <T> T one(List<T> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static int one(int[] choices, SplittableRandom random) {
        return choices[random.nextInt(choices.length)];
    }
}

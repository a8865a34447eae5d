package org.multimodalneurons.probe;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Vocabulary;
import org.multimodalneurons.text.CommonWords;

/** Words that units and phrases are described by. */
public final class WordList {

    private static final int COMMON = 5000;

    private WordList() {}

    /**
     * Reads a list, one word or phrase a line; blank lines and lines that begin with # are skipped, repetitions too.
     *
     * @param file UTF-8
     * @throws UserException when it cannot be read, is no text, or holds no word
     */
    public static List<String> read(Path file) {
        try {
            List<String> words = Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .distinct()
                    .toList();
            if (words.isEmpty())
                throw new UserException("The word list " + file + " holds no word; write one on each line.");
            return words;
        } catch (CharacterCodingException e) {
            throw new UserException("The word list " + file + " is no text in UTF-8; save it as such.", e);
        } catch (IOException e) {
            throw new UserException("The word list " + file + " cannot be read: " + WholeFile.reason(e), e);
        }
    }

    /** The words that the model was taught, or those of the model that ships inside where that is not known. */
    public static List<String> of(ClipModel clip) {
        return List.copyOf(vocabulary(clip).words());
    }

    /**
     * Thousands of words that a neuron may answer to, whether its model knows them or not: those of {@link #of} and the {@value
     * #COMMON} most frequent of CLIP's own vocabulary.
     */
    public static List<String> large(ClipModel clip) {
        return Stream.concat(of(clip).stream(), CommonWords.first(COMMON).stream())
                .distinct()
                .toList();
    }

    /** Those of some words that a model was taught, in its captions or by themselves; all where that is not known. */
    public static List<String> known(ClipModel clip, List<String> words) {
        return clip.vocabulary()
                .map(vocabulary -> words.stream()
                        .filter(word -> vocabulary.unknownWords(word).isEmpty())
                        .toList())
                .orElse(words);
    }

    /** The names of feelings among {@link #of(ClipModel)}. */
    public static List<String> emotions(ClipModel clip) {
        return vocabulary(clip).words("emotion");
    }

    private static Vocabulary vocabulary(ClipModel clip) {
        return clip.vocabulary().orElseGet(Vocabulary::embedded);
    }
}

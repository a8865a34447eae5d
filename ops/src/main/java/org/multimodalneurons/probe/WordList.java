package org.multimodalneurons.probe;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Vocabulary;

/** Words that units and phrases are described by. */
public final class WordList {

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
            throw new UserException("The word list " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The words that the model was taught, or those of the model that ships inside where that is not known. */
    public static List<String> of(ClipModel clip) {
        return List.copyOf(vocabulary(clip).words());
    }

    /** The names of feelings among {@link #of(ClipModel)}. */
    public static List<String> emotions(ClipModel clip) {
        return vocabulary(clip).words("emotion");
    }

    private static Vocabulary vocabulary(ClipModel clip) {
        return clip.vocabulary().orElseGet(Vocabulary::embedded);
    }
}

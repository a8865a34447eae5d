package org.multimodalneurons.text;

import java.util.HashSet;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CommonWordsTest {

    @Test
    void theMostFrequentWordsComeFirst() {
        List<String> words = CommonWords.first(5000);
        assertEquals(5000, words.size());
        assertEquals(5000, new HashSet<>(words).size());
        assertTrue(
                words.subList(0, 10).containsAll(List.of("the", "and", "for")),
                words.subList(0, 10).toString());
        assertTrue(words.containsAll(List.of("happy", "dog", "pizza", "house", "brazil")));
        assertTrue(words.stream().allMatch(word -> word.matches("[a-z]{3,}")));
        assertTrue(words.indexOf("day") < words.indexOf("brazil"));
    }

    @Test
    void aWordIsOneToken() {
        try (ClipTokenizer tokenizer = ClipTokenizer.bundled()) {
            for (String word : CommonWords.first(500)) assertEquals(1, tokenizer.encode(word).length, word);
        }
    }
}

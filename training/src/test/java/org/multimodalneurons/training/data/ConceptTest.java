package org.multimodalneurons.training.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ConceptTest {

    private final List<Concept> concepts = Concept.all();

    @Test
    void everyWordIsUniqueAndHasTwoToTenLetters() {
        Set<String> words = new HashSet<>();
        for (Concept concept : concepts) {
            assertTrue(concept.word().matches("[a-z]{2,10}"), concept.word());
            assertTrue(words.add(concept.word()), concept.word() + " twice");
        }
        assertTrue(words.size() >= 530 && words.size() <= 560, words.size() + " concepts");
    }

    @Test
    void noDrawingShowsTwoConcepts() {
        Set<String> codes = new HashSet<>();
        for (Concept concept : concepts) {
            assertFalse(concept.emoji().isEmpty(), concept.word());
            for (String code : concept.emoji()) assertTrue(codes.add(code), concept.word() + ": " + code);
        }
    }

    @Test
    void captionsBeginWithTheWord() {
        for (Concept concept : concepts) {
            assertEquals(concept.word(), concept.captions().get(0));
            assertEquals(concept.captions().size(), new HashSet<>(concept.captions()).size(), concept.word());
        }
    }

    @Test
    void thereAreFortyFourCountriesAndElevenColoursEachWithAnInk() {
        assertEquals(44, family(Concept.COUNTRY).size());
        assertEquals(ColourPictures.INKS.keySet(), family(Concept.COLOUR));
    }

    @Test
    void heldOutWordsAreNoConcepts() {
        Set<String> words = concepts.stream().map(Concept::word).collect(Collectors.toSet());
        for (String word : Words.heldOut()) assertFalse(words.contains(word), word);
    }

    @Test
    void noCaptionIsTheWordOfAnotherConcept() {
        Set<String> words = concepts.stream().map(Concept::word).collect(Collectors.toSet());
        for (Concept concept : concepts)
            for (String caption : concept.captions())
                assertTrue(caption.equals(concept.word()) || !words.contains(caption), concept.word() + ": " + caption);
    }

    @Test
    void aFlagTellsItsCountryCode() {
        assertEquals("jp", Pictures.iso("1f1ef-1f1f5"));
    }

    private Set<String> family(String name) {
        return concepts.stream()
                .filter(concept -> concept.family().equals(name))
                .map(Concept::word)
                .collect(Collectors.toSet());
    }
}

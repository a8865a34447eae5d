package org.multimodalneurons.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class VocabularyTest {

    private static final Vocabulary WORDS = Vocabulary.parse(
            "dog\tanimals\npizza\tfood\n\nCherry\tfood\nice cream\tfood\nbus\tvehicles\nred\tcolours\n");

    @Test
    void wordsAndFamiliesKeepTheirOrder() {
        assertEquals(List.of("dog", "pizza", "cherry", "ice cream", "bus", "red"), List.copyOf(WORDS.words()));
        assertEquals(Set.of("animals", "food", "vehicles", "colours"), WORDS.families());
        assertEquals(List.of("pizza", "cherry", "ice cream"), WORDS.words("food"));
        assertEquals(Optional.of("food"), WORDS.family("Pizza"));
        assertEquals(Optional.empty(), WORDS.family("axolotl"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dog",
                "a picture of a dog",
                "A DRAWING of the dogs!",
                "the dog's cherries on 3 buses",
                "a drawing of a Pizza with cherry",
                "the word \"dog\" written in red",
                "ice cream",
                "a photo of ice cream, and of ice creams",
                "",
            })
    void whatItKnowsIsNotWarnedOf(String label) {
        assertEquals(List.of(), WORDS.unknownWords(label));
    }

    @ParameterizedTest
    @CsvSource({
        "a photo of an axolotl, axolotl",
        "a photo of spice creams, spice creams",
        "Axolotl beside a dog, axolotl beside",
        "Zürich, zürich",
        "quokka quokka, quokka",
        "doghouse, doghouse"
    })
    void whatItNeverLearnedIsNamed(String label, String unknown) {
        assertEquals(List.of(unknown.split(" ")), WORDS.unknownWords(label));
    }

    @Test
    void aLineWithoutFamilyIsRefused() {
        String message = assertThrows(UserException.class, () -> Vocabulary.parse("dog\tanimals\npizza"))
                .getMessage();
        assertTrue(message.contains("line 2") && message.contains("'pizza'"), message);
    }
}

package org.multimodalneurons.text;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PromptsTest {

    @Test
    void severalPromptsAreSeparatedByBars() {
        Prompts prompts = Prompts.parse(" a picture of a {} | {} and {}|");
        assertEquals(List.of("a picture of a {}", "{} and {}"), prompts.templates());
        assertEquals(List.of("a picture of a $1", "$1 and $1"), prompts.apply("$1"));
    }

    @Test
    void theBareLabelIsAPrompt() {
        assertEquals(List.of("dog"), Prompts.NONE.apply("dog"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "|", " | "})
    void noPromptIsRefused(String text) {
        assertTrue(assertThrows(UserException.class, () -> Prompts.parse(text))
                .getMessage()
                .contains("{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a picture", "a {} | a drawing", "{"})
    void aPromptWithoutAPlaceForTheLabelIsNamed(String text) {
        String message =
                assertThrows(UserException.class, () -> Prompts.parse(text)).getMessage();
        assertTrue(message.contains("where the label belongs"), message);
    }
}

package org.multimodalneurons.attack;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class AttackTest {

    @Test
    void aWordIsItsOwnTargetUnlessAnotherIsGiven() {
        assertEquals(new Attack("pizza", "pizza"), Attack.parse(" pizza "));
        assertEquals(new Attack("$$$", "piggy bank"), Attack.parse("$$$ = piggy bank"));
        assertEquals(new Attack("1+1=2", "sum"), Attack.parse("1+1=2 = sum"));
        assertEquals("$$$ = piggy bank", Attack.parse("$$$=piggy bank").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "= pizza", "iPod ="})
    void aBlankSideIsRefused(String written) {
        assertThrows(UserException.class, () -> Attack.parse(written));
    }

    @Test
    void thePaperHasNine() {
        assertEquals(9, Attack.paper().size());
        assertEquals("piggy bank", Attack.paper().get(8).target());
    }

    @Test
    void theEmbeddedModelKnowsItsWords() {
        try (ClipModel clip = ClipModel.embedded()) {
            for (Attack attack : Attack.embedded())
                assertEquals(
                        List.of(), List.copyOf(clip.vocabulary().orElseThrow().unknownWords(attack.target())));
        }
    }
}

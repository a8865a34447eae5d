package org.multimodalneurons.probe;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The pictures that ship with the library are those of the sample images. */
class BuiltInSetTest {

    private static final Path HELD_OUT = Path.of("..", "sample-images", "held-out");

    @Test
    void itHoldsTheHeldOutPictures() {
        ConceptSet set = ConceptSet.builtIn();
        ConceptSet folder = ConceptSet.open(HELD_OUT);
        assertEquals("the built-in set", set.name());
        assertEquals(labels(folder), labels(set));
        for (int i = 0; i < set.stimuli().size(); i += 97) {
            assertEquals(folder.stimuli().get(i).family(), set.stimuli().get(i).family());
            assertEquals(folder.stimuli().get(i).concept(), set.stimuli().get(i).concept());
            assertEquals(
                    folder.stimuli().get(i).modality(), set.stimuli().get(i).modality());
            assertArrayEquals(
                    bytes(folder.pictures().get(i)), bytes(set.pictures().get(i)));
        }
    }

    @Test
    void itHasThePapersFamiliesAsFarAsTheModelKnowsTheirConcepts() {
        assertEquals(
                List.of(
                        "animal",
                        "colour",
                        "emotion",
                        "food",
                        "holiday",
                        "person",
                        "region",
                        "religion",
                        "sport",
                        "time",
                        "weather"),
                ConceptSet.builtIn().families());
    }

    @Test
    void everyConceptIsDrawnAndWritten() {
        ConceptSet set = ConceptSet.builtIn();
        for (String concept : set.concepts())
            assertTrue(set.modalities(concept).containsAll(List.of("drawing", "text")), concept);
    }

    @Test
    void theNamesAreListedByFamilyWhenAConceptIsUnknown() {
        ConceptSet set = ConceptSet.builtIn();
        String message = assertThrows(UserException.class, () -> set.modalities("bicycles"))
                .getMessage();
        assertTrue(message.startsWith("'bicycles' is not among the concepts of the built-in set"), message);
        for (String family : set.families()) assertTrue(message.contains("\n" + family + ": "), message);
        for (String concept : set.concepts()) assertTrue(message.contains(concept), concept);
    }

    private static List<String> labels(ConceptSet set) {
        return set.stimuli().stream().map(Stimulus::label).toList();
    }

    private static byte[] bytes(PixelRows picture) {
        byte[] rgb = new byte[3 * picture.width()];
        picture.read(picture.height() / 2, rgb);
        return rgb;
    }
}

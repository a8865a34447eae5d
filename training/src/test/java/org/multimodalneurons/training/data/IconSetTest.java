package org.multimodalneurons.training.data;

import java.util.List;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class IconSetTest {

    private final IconSet set = IconSet.of(EmojiNames.json(
                    """
            {"width": 10, "icons": {"dizzy": {"body": "star"}, "dog-face": {"body": "dog"},
             "elf-1": {"body": "one", "width": 20}, "elf-2": {"body": "two"}, "flag-for-france": {"body": "flag"}},
             "aliases": {"hound": {"parent": "dog-face"}}}"""
                            .getBytes(UTF_8))
            .getAsJsonObject());
    private final EmojiNames names = new EmojiNames();

    @Test
    void anAliasIsTheDrawingOfItsParent() {
        names.add("1F436", "hound");
        String svg = set.drawings("1f436", names).get("hound");
        assertTrue(svg.contains("viewBox=\"0.0 0.0 10.0 16.0\">dog<"), svg);
    }

    @Test
    void numberedDrawingsOfOneThingAreAllTaken() {
        names.add("1F9DD", "elf");
        assertEquals(
                List.of("elf-1", "elf-2"),
                List.copyOf(set.drawings("1f9dd", names).keySet()));
    }

    @Test
    void aNameThatIsAnotherEmojisLabelIsNotTaken() {
        names.label("1F4AB", "dizzy");
        names.label("1F635", "face with crossed-out eyes");
        names.add("1F635", "dizzy face");
        assertTrue(set.drawings("1f635", names).isEmpty());
        assertEquals(1, set.drawings("1f4ab", names).size());
    }

    @Test
    void aFlagIsFoundByItsCountry() {
        names.label("1F1EB-1F1F7", "flag: France");
        assertEquals(1, set.drawings("1f1eb-1f1f7", names).size());
    }
}

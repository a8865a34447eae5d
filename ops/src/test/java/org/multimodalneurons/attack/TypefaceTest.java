package org.multimodalneurons.attack;

import java.awt.geom.Rectangle2D;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Fonts by name, and what they cannot draw. */
class TypefaceTest {

    @ParameterizedTest
    @ValueSource(strings = {"DejaVu Sans", "DejaVu Sans Bold", " dejavu sans bold "})
    void theLibrarysFontsNeedNoSystem(String name) {
        assertTrue(Typeface.of(name).name().equalsIgnoreCase(name.strip()));
    }

    /** The letter x of DejaVu Sans is 1120 of 2048 units high, and an H 1493. */
    @Test
    void outlinesAreTheFontsOwn() {
        Typeface sans = Typeface.of("DejaVu Sans");
        Rectangle2D x = sans.outline("x").getBounds2D();
        assertEquals(1120 / 2048., x.getHeight(), 1e-6);
        assertEquals(0, x.getMaxY(), 1e-9);
        assertEquals(1493 / 2048., sans.outline("H").getBounds2D().getHeight(), 1e-6);
    }

    @Test
    void aMissingFontIsToldWithNamesThatAreLikeIt() {
        UserException fault = assertThrows(UserException.class, () -> Typeface.of("DejaVu Slab"));
        assertTrue(fault.getMessage().contains("\"DejaVu Slab\""), fault.getMessage());
        assertTrue(fault.getMessage().contains("DejaVu Sans Bold"), fault.getMessage());
    }

    @Test
    void charactersThatTheFontLacksAreNamed() {
        UserException fault = assertThrows(
                UserException.class, () -> Typeface.of("DejaVu Sans").requireGlyphs("dog \u72ac\u732b \u72ac"));
        assertTrue(fault.getMessage().contains("\u72ac (U+72AC), \u732b (U+732B) of"), fault.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "two\nlines", "\u200a"})
    void aTextWithoutInkIsRefused(String text) {
        assertThrows(UserException.class, () -> Typeface.of("DejaVu Sans").outline(text));
    }
}

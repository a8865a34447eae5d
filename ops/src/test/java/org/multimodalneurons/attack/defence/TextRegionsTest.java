package org.multimodalneurons.attack.defence;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import net.imglib2.type.logic.BitType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.UserException;
import org.multimodalneurons.attack.Lettering;
import org.multimodalneurons.image.PixelRows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Words laid over plain grounds and drawings, and what is found of them. */
class TextRegionsTest {

    private static final List<Integer> LETTERS = List.of(0x101010, 0xf0f0f0, 0xc02020);

    static Stream<Arguments> plainGrounds() {
        return Stream.of(64, 288).flatMap(side -> Stream.of("pizza", "library").map(word -> Arguments.of(side, word)));
    }

    @ParameterizedTest
    @MethodSource("plainGrounds")
    void wordsOnAPlainGroundAreFoundWhole(int side, String word) {
        for (int ground : List.of(0xffffff, 0x203040, 0xd0b080))
            for (int colour : LETTERS) {
                if (Written.contrast(ground, colour) < 60) continue;
                Written written = Written.on(Written.plain(side, ground), word, Lettering.plain(colour));
                double found = written.recall(TextRegions.in(written.picture()));
                assertTrue(
                        found > .97,
                        () -> Integer.toHexString(ground) + " " + Integer.toHexString(colour) + ": " + found);
            }
    }

    /** Dark letters without a plate grow together with the outlines of drawings, and are not asked for. */
    @ParameterizedTest
    @ValueSource(strings = {"pizza", "library"})
    void mostLettersWithAnOutlineAreFoundOnLargeDrawings(String word) {
        double sum = 0;
        List<PixelRows> drawings = Written.drawings(288);
        for (PixelRows drawing : drawings) {
            Written written = Written.on(drawing, word, Lettering.paper());
            sum += written.recall(TextRegions.in(written.picture()));
        }
        assertTrue(sum / drawings.size() > .9, sum / drawings.size() + "");
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 288})
    void lettersOnAPlateAreFoundOnDrawings(int side) {
        for (PixelRows drawing : Written.drawings(side)) {
            Written written = Written.on(drawing, "pizza", Lettering.sticker());
            assertTrue(written.darkRecall(TextRegions.in(written.picture())) > .97);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 288})
    void whereNothingIsWrittenNothingIsFound(int side) {
        for (int colour : List.of(0, 0xffffff, 0x808080)) assertEmpty(TextRegions.in(Written.plain(side, colour)));
        for (PixelRows drawing : Written.drawings(side)) assertEmpty(TextRegions.in(drawing));
    }

    private static void assertEmpty(TextRegions none) {
        assertEquals(0, none.lines());
        assertEquals(0, none.letterHeight());
        assertEquals(0, none.coverage());
    }

    @Test
    void theMaskLiesCloseAroundTheLetters() {
        Written written = Written.on(Written.plain(96, 0xffffff), "pizza", Lettering.plain(0));
        TextRegions text = TextRegions.in(written.picture());
        boolean[] mask = text.mask();
        int margin = (int) Math.ceil(.15 * text.letterHeight()) + 1;
        for (int i = 0; i < mask.length; i++)
            assertTrue(!mask[i] || written.hasInkNear(i % 96, i / 96, margin), i % 96 + ", " + i / 96);
        assertEquals(1, text.lines());
        assertTrue(text.letterHeight() < written.inkHeight() && text.letterHeight() > .4 * written.inkHeight());
    }

    @Test
    void theMaskIsTheSameInEveryForm() {
        Written written = Written.on(Written.plain(64, 0xffffff), "dog", Lettering.plain(0));
        TextRegions text = TextRegions.in(written.picture());
        boolean[] mask = text.mask();
        int place = 0;
        int covered = 0;
        for (BitType pixel : text.image()) {
            assertEquals(mask[place++], pixel.get());
            if (pixel.get()) covered++;
        }
        assertArrayEquals(new long[] {64, 64}, text.image().dimensionsAsLongArray());
        assertEquals((double) covered / mask.length, text.coverage());
        assertArrayEquals(mask, TextRegions.in(written.picture()).mask());
    }

    @Test
    void aWidePictureHasAWideMask() {
        Written written = Written.on(Written.plain(160, 64, 0xffffff), "dog", Lettering.plain(0));
        TextRegions text = TextRegions.in(written.picture());
        assertEquals(160, text.width());
        assertEquals(64, text.height());
        assertTrue(written.recall(text) > .97);
    }

    @Test
    void aLineOfPixelsHasNoText() {
        assertEmpty(TextRegions.in(Written.plain(300, 1, 0x808080)));
        assertEmpty(TextRegions.in(Written.plain(1, 1, 0)));
    }

    @Test
    void aPictureThatIsTooElongatedIsRefused() {
        UserException fault =
                assertThrows(UserException.class, () -> TextRegions.in(Written.plain(60_000, 100, 0x808080)));
        assertTrue(fault.getMessage().contains("60000 x 100"), fault.getMessage());
    }

    @Test
    void theUserCanStopIt() {
        assertThrows(CancellationException.class, () -> TextRegions.in(Written.plain(64, 0), Cancelled.PROGRESS));
    }
}

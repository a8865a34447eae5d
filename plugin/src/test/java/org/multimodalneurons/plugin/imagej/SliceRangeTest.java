package org.multimodalneurons.plugin.imagej;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SliceRangeTest {

    @ParameterizedTest
    @ValueSource(strings = {"current", "Current", " current ", "", "  "})
    void theCurrentSliceIsMeantByNameOrByNothing(String range) {
        assertEquals(List.of(7), SliceRange.parse(range, 7, 20));
    }

    @Test
    void allSlicesAreMeantByName() {
        assertEquals(List.of(1, 2, 3), SliceRange.parse("ALL", 2, 3));
    }

    @Test
    void numbersAndRangesAreReadOnceInOrder() {
        assertEquals(List.of(1, 2, 3, 9, 10, 15), SliceRange.parse("15, 9-10 1-3;2", 1, 20));
    }

    @Test
    void aLongListIsUnderstood() {
        String odd = IntStream.range(0, 20_000).mapToObj(i -> "" + (2 * i + 1)).collect(Collectors.joining(", "));
        SliceRange.requireUnderstood(odd);
        assertEquals(20_000, SliceRange.parse(odd, 1, 40_000).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"first", "1-2-3", "3-1", "-4", "1-", "2.5", "99999999999"})
    void whatCannotBeUnderstoodIsNamedWithTheSyntax(String range) {
        String message = assertThrows(UserException.class, () -> SliceRange.parse(range, 1, 20))
                .getMessage();
        if (!range.equals("3-1")) assertThrows(UserException.class, () -> SliceRange.requireUnderstood(range));
        assertTrue(message.contains("\"" + range + "\"") && message.contains(SliceRange.SYNTAX), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "21", "5-30"})
    void aSliceThatIsNotThereIsNamedWithTheCount(String range) {
        String message = assertThrows(UserException.class, () -> SliceRange.parse(range, 1, 20))
                .getMessage();
        assertTrue(message.contains("slices 1 to 20"), message);
    }
}

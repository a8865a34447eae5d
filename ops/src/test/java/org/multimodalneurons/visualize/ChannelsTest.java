package org.multimodalneurons.visualize;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ChannelsTest {

    @Test
    void coloursAreReadByNameOrCode() {
        assertEquals(Channels.RGB, Channels.parse(" RGB "));
        assertEquals(Channels.GRAY, Channels.parse("grey"));
        assertEquals(Channels.RGB, Channels.parse("red, green, Blue"));
        assertEquals(
                new Channels(List.of(List.of(0f, 1f, 1f), List.of(1f, 128 / 255f, 0f))),
                Channels.parse("cyan, #FF8000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cyan,, red", "violet", "#12345", "red green"})
    void whatIsNoColourIsNamedWithThoseThatAre(String text) {
        String message =
                assertThrows(UserException.class, () -> Channels.parse(text)).getMessage();
        assertTrue(message.contains("is no colour") && message.contains("magenta, orange"), message);
    }

    @Test
    void moreThanSixteenChannelsAreRefused() {
        assertThrows(UserException.class, () -> Channels.parse("red, ".repeat(16) + "red"));
    }
}

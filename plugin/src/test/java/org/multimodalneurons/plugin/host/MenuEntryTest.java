package org.multimodalneurons.plugin.host;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

class MenuEntryTest {

    private final List<MenuEntry> entries = MenuEntry.all(MenuEntryTest.class.getClassLoader());

    @Test
    void everyEntryIsACommandThatFijiFindsUnderTheSameLabel() {
        assertFalse(entries.isEmpty());
        try (Context fiji = new Context(CommandService.class)) { // one flat class path, as Fiji has
            CommandService commands = fiji.service(CommandService.class);
            for (MenuEntry entry : entries) {
                CommandInfo info = commands.getCommand(entry.command());
                assertNotNull(info, entry.command());
                assertEquals(entry.label(), info.getMenuPath().getLeaf().getName());
            }
        }
    }

    @Test
    void noTwoEntriesHaveOneLabelForMacrosKnowNothingElse() {
        assertEquals(
                entries.size(),
                entries.stream().map(MenuEntry::label).distinct().count());
    }

    @Test
    void theLineIsWhatImageJReads() {
        MenuEntry entry = new MenuEntry("Plugins>Multimodal Neurons>Embed", "Compare...", "a.B");
        assertEquals(
                "Plugins>Multimodal Neurons>Embed, \"Compare...\","
                        + " org.multimodalneurons.plugin.host.RunCommand(\"a.B\")",
                entry.line());
    }
}

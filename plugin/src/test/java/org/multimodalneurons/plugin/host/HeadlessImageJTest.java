package org.multimodalneurons.plugin.host;

import java.util.Map;
import java.util.TreeMap;

import ij.Menus;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.plugin.OnScreen;

import static org.junit.jupiter.api.Assertions.assertEquals;

@OnScreen
class HeadlessImageJTest {

    /** Commands that mean nothing without windows: web pages, the updater, window titles, old names. */
    private static final String LEFT_OUT =
            "ij\\.plugin\\.(BrowserLauncher|ImageJ_Updater|AboutBox|SimpleCommands\\(\"opencp\"\\)|Commands\\(\"quit\"\\)"
                    + "|WindowOrganizer\\(\"imagej\"\\)|URLOpener).*";

    @Test
    void theTableWithNoDisplayIsTheOneThatTheMenuBarMakes() {
        VirtualImageJ.start();
        @SuppressWarnings("unchecked") // ImageJ's tables are older than generics
        Map<String, String> table = Menus.getCommands();
        Map<String, String> expected = new TreeMap<>(table);
        Map<String, String> found = new TreeMap<>(HeadlessImageJ.builtIn());
        expected.values().removeIf(action -> !action.startsWith("ij.") || action.matches(LEFT_OUT));
        found.values().removeIf(action -> action.matches(LEFT_OUT));
        assertEquals(expected, found);
    }
}

package org.multimodalneurons.plugin.installation;

import ij.WindowManager;
import ij.text.TextWindow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.Macros;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.host.VirtualImageJ;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class CheckInstallationTest {

    @BeforeEach
    void startImageJ() {
        VirtualImageJ.start();
    }

    @AfterEach
    void closeWindows() {
        Commands.closeWindows();
    }

    @Test
    void aMacroReadsTheTable() throws Exception {
        String engine = Macros.run("run('Check Installation'); selectWindow('Installation');"
                + "for (i = 0; i < Table.size; i++) if (Table.getString('Property', i) == 'Engine')"
                + " return '' + Table.getString('Value', i) + ' ' + Table.getString('Status', i);");
        assertTrue(engine.matches("PyTorch 2\\..*, called through DJL .* ok"), engine);
        Commands.screenshot("installation");
    }

    @Test
    void whatIsCopiedIsTheWholeTable() {
        Macros.run("run('Check Installation');");
        String text = ((TextWindow) WindowManager.getFrame("Installation"))
                .getTextPanel()
                .getText();
        assertEquals("Status\tProperty\tValue", text.lines().findFirst().orElseThrow());
        assertTrue(text.contains("Native library\t"), text);
    }
}

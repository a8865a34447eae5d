package org.multimodalneurons.plugin.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import ij.IJ;
import ij.WindowManager;
import ij.gui.GenericDialog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.plugin.CommandTest;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.OpenDialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

/** What a dialog proposes of earlier answers. */
@OnScreen
class RecalledAnswersTest extends CommandTest {

    @TempDir
    Path folder;

    @Test
    void theNextImageIsLookedAtNotTheLastFolder() throws IOException {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        IJ.saveAs(
                IJ.createImage("a", "8-bit ramp", 40, 30, 1),
                "PNG",
                pictures.resolve("a.png").toString());
        GenericDialog first = dialog("Classify with Text...");
        OpenDialog.fill(first, "Folder", pictures);
        OpenDialog.fill(first, "Filter", "*.png");
        OpenDialog.fill(first, "Prompt", "a drawing of a {}");
        press(first, "Classify with Text..."); // to its end, or the chart, shown last, would be the active image
        assertNotNull(WindowManager.getFrame("Scores of pictures"));
        IJ.createImage("it", "8-bit ramp", 40, 30, 1).show();
        GenericDialog second = dialog("Classify with Text...");
        assertEquals("", OpenDialog.field(second, "Folder").getText());
        assertEquals("a drawing of a {}", OpenDialog.field(second, "Prompt").getText(), "the command's own is kept");
        press(second, "Classify with Text...");
        assertNotNull(WindowManager.getFrame("Scores of it"));
    }

    @Test
    void whatTheDialogProposesIsNotRefused() throws IOException {
        IJ.createImage("it", "8-bit ramp", 40, 30, 4).show();
        GenericDialog first = dialog("Embedding Plot...");
        OpenDialog.fill(first, "Slices", "all");
        press(first, "Embedding Plot...");
        assertNotNull(WindowManager.getFrame("Points of it"));
        Path set = Files.writeString(folder.resolve("set.csv"), "Image,E1,E2\nr,1,2\ns,1,3\nt,-1,2\nu,-1,4\n");
        GenericDialog second = dialog("Embedding Plot...");
        assertEquals("current", OpenDialog.field(second, "Slices").getText());
        OpenDialog.fill(second, "Embeddings", set);
        press(second, "Embedding Plot...");
        assertNotNull(WindowManager.getFrame("Points of set.csv"));
    }

    private static GenericDialog dialog(String command) {
        IJ.doCommand(command);
        return OpenDialog.shown();
    }

    /** And waits until the command has ended, so that no window of it comes up later. */
    private static void press(GenericDialog dialog, String command) {
        OpenDialog.press(dialog);
        OpenDialog.awaitEnd(command);
    }
}

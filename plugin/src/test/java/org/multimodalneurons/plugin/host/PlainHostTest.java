package org.multimodalneurons.plugin.host;

import java.awt.AWTException;
import java.awt.Checkbox;
import java.awt.Menu;
import java.awt.MenuBar;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.TextArea;
import java.awt.TextField;
import java.awt.event.FocusEvent;
import java.awt.event.MouseEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;

import ij.IJ;
import ij.Macro;
import ij.Menus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;
import ij.text.TextWindow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.UserException;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.Macros;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.OpenDialog;
import org.scijava.convert.ConvertService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class PlainHostTest {

    private static final String DEFAULTS = "no image|two words|1|0.5|false|no folder";

    @BeforeEach
    void startImageJ() {
        VirtualImageJ.start();
        EchoCommand.latest = "";
    }

    @AfterEach
    void closeTables() {
        Commands.closeTextWindows();
    }

    @Test
    void theMenuHasTheCommandWhereItsAnnotationPutsIt() {
        Menu plugins = menu(Menus.getMenuBar(), "Plugins");
        Menu test = submenu(submenu(plugins, "Multimodal Neurons"), "Test");
        assertEquals("Echo...", test.getItem(0).getLabel());
    }

    @Test
    void macroOptionsReachTheCommandWhateverTheirForm() {
        Macros.run("run('Echo...', 'words=[a b] times=3 share=0.25 letters=[upper case] reversed folder=/tmp/x');");
        assertEquals("no image|A B|3|0.25|true|x", EchoCommand.latest);
        Macros.run("run('Close All'); run('Echo...', 'words=one reversed=true');");
        assertEquals("no image|one|1|0.5|true|no folder", EchoCommand.latest);
        Macros.run("run('Close All'); run('Echo...', 'words=one reversed=false');");
        assertEquals("no image|one|1|0.5|false|no folder", EchoCommand.latest);
        Macros.run("run('Close All'); text = 'from a variable'; n = 4; run('Echo...', 'words=&text times=&n');");
        assertEquals("no image|from a variable|4|0.5|false|no folder", EchoCommand.latest);
        Macros.run("run('Close All'); path = 'a]b c'; run('Echo...', \"words='br]k it' folder=&path\");");
        assertEquals("no image|br]k it|1|0.5|false|a]b c", EchoCommand.latest);
    }

    @Test
    void theActiveImageIsTaken() {
        Macros.run(
                "newImage('first', '8-bit', 8, 8, 1); newImage('second', '8-bit', 8, 8, 1); run('Echo...', 'times=2');");
        assertEquals("second|two words|2|0.5|false|no folder", EchoCommand.latest);
    }

    @Test
    void eachOutputIsShownOnce() {
        Macros.run("run('Echo...', 'times=1');");
        assertEquals(1, WindowManager.getImageCount());
        assertEquals("Echo picture", WindowManager.getCurrentImage().getTitle());
        assertEquals(List.of("echo"), tables());
    }

    @Test
    void inBatchModeNoDialogOpensAndTheDefaultsHold() {
        String result = Macros.run("setBatchMode(true); run('Echo...'); return getTitle();");
        assertEquals("Echo picture", result);
        assertEquals(DEFAULTS, EchoCommand.latest);
    }

    @Test
    void aFaultAbortsTheMacroWithItsMessage() {
        assertAborts("words=fail", "The word \"fail\" cannot be repeated. Choose another.");
    }

    @Test
    void anOptionThatCannotBeIsNamedWithWhatWasExpected() {
        assertAborts("times=10", "Times (times): expected a number 1 to 9, found \"10\".");
        assertAborts("times=few", "Times (times): expected a number, found \"few\".");
        assertAborts("letters=small", "Letters (letters): expected one of: as they are, upper case, found \"small\".");
        assertAborts("reversed=maybe", "Reversed order (reversed): expected true or false, found \"maybe\".");
        assertAborts("words=two parts", "\"parts\" is no option of Echo");
        assertAborts("words=two words", "The macro options name \"words\" twice.");
        assertAborts("words=[br]k]", "brackets, key=[two words]; one that holds a bracket without its counterpart in");
        assertAborts("words=[two words", "The macro options lack the closing ] of [two words.");
    }

    @Test
    void theDialogAsksForEveryInputAndTheRecordedLineRepeatsTheRun() throws Exception {
        Recorder recorder = new Recorder(true);
        try {
            IJ.doCommand("Echo...");
            GenericDialog dialog = OpenDialog.shown();
            capture("dialog");
            find(dialog, TextArea.class).setText("three [odd\nwords");
            ((TextField) dialog.getNumericFields().get(0)).setText("5");
            ((Checkbox) dialog.getCheckboxes().get(0)).setState(true);
            OpenDialog.press(dialog);
            OpenDialog.awaitEnd("Echo..."); // or the second run would find its picture open
            String first = EchoCommand.latest;
            assertEquals("no image|three [odd\nwords|5|0.5|true|no folder", first);
            String recorded = OpenDialog.recorded(recorder, "Echo...");
            assertTrue(
                    recorded.startsWith("run(\"Echo...\", \"words='three [odd\\nwords' times=5 share=0.5"), recorded);
            EchoCommand.latest = "";
            Recorder.record = false;
            Macros.run("run('Close All');\n" + recorded);
            assertEquals(first, EchoCommand.latest);
        } finally {
            Commands.close(recorder);
        }
    }

    @Test
    void theNextDialogProposesTheLastAnswersAndMacrosDoNot() {
        IJ.doCommand("Echo...");
        OpenDialog.fill(OpenDialog.shown(), "Times", "4");
        OpenDialog.press(OpenDialog.shown());
        OpenDialog.awaitEnd("Echo...");
        assertTrue(EchoCommand.latest.contains("|4|"), EchoCommand.latest);
        IJ.doCommand("Echo...");
        GenericDialog dialog = OpenDialog.shown();
        assertEquals("4", OpenDialog.field(dialog, "Times").getText());
        dialog.windowClosing(null);
        OpenDialog.awaitEnd("Echo...");
        Macros.run("run('Close All'); setBatchMode(true); run('Echo...', 'words=one');");
        assertEquals("no image|one|1|0.5|false|no folder", EchoCommand.latest);
    }

    @Test
    void aFolderThatIsNeededIsAskedForByItsLabel() {
        Module search =
                PlainHost.context().service(ModuleService.class).createModule(PlainHost.info("Search Images..."));
        Inputs inputs = new Inputs(search, PlainHost.context().service(ConvertService.class));
        var fault = assertThrows(UserException.class, () -> inputs.set(inputs.item("folder"), " "));
        assertEquals("Folder (folder): no folder is given; choose one.", fault.getMessage());
        inputs.set(inputs.item("kept"), " "); // may be empty
    }

    /** The help page of its dialog and Fiji's search show it. */
    @Test
    void everyCommandTellsWhatItIsFor() {
        for (MenuEntry entry : MenuEntry.all(getClass().getClassLoader())) {
            String description = PlainHost.info(entry.command()).getDescription();
            assertTrue(entry.label().equals("Echo...") || !description.isBlank(), entry.label());
        }
    }

    @Test
    void whatOnlyTheCommandHasIsAskedForBeforeWhatAllShare() {
        Module card = PlainHost.context().service(ModuleService.class).createModule(PlainHost.info("Neuron Card..."));
        List<List<String>> keys = new Inputs(card, PlainHost.context().service(ConvertService.class))
                .openGroups().stream()
                        .map(group -> group.stream().map(Inputs::key).toList())
                        .toList();
        assertEquals(
                List.of(
                        List.of("unit"),
                        List.of("words", "examples", "drawn", "save"),
                        List.of("concept"),
                        List.of("folder"),
                        List.of("model")),
                keys.subList(0, 5)); // services come after, which SciJava gives
    }

    @Test
    void theDialogExplainsTheFieldThatIsFilledInOrUnderTheMouse() {
        IJ.doCommand("Echo...");
        GenericDialog dialog = OpenDialog.shown();
        Explanation explanation = find(dialog, Explanation.class);
        TextField times = OpenDialog.field(dialog, "Times");
        times.dispatchEvent(new FocusEvent(times, FocusEvent.FOCUS_GAINED));
        assertEquals("Times: how often", explanation.text());
        TextField share = OpenDialog.field(dialog, "Share");
        share.dispatchEvent(new MouseEvent(share, MouseEvent.MOUSE_ENTERED, 0, 0, 1, 1, 0, false));
        assertEquals("Share", explanation.text());
        share.dispatchEvent(new MouseEvent(share, MouseEvent.MOUSE_EXITED, 0, 0, 1, 1, 0, false));
        assertEquals("Times: how often", explanation.text());
        dialog.windowClosing(null);
        OpenDialog.awaitEnd("Echo...");
    }

    @Test
    void cancellingTheDialogRunsNothing() {
        IJ.doCommand("Echo...");
        OpenDialog.shown().windowClosing(null);
        OpenDialog.awaitEnd("Echo...");
        assertEquals("", EchoCommand.latest);
        assertEquals(0, WindowManager.getImageCount());
    }

    private static void assertAborts(String options, String message) {
        IJ.log("\\Clear");
        Macros.run("setBatchMode(true); run('Echo...', '" + options + "'); print('went on');");
        String log = String.valueOf(IJ.getLog());
        assertTrue(log.contains(message), () -> "expected " + message + " in " + log);
        assertTrue(!log.contains("went on"), log);
        assertEquals("", EchoCommand.latest);
        assertNull(Macro.getOptions());
    }

    private static List<String> tables() {
        List<String> titles = new ArrayList<>();
        for (String title : WindowManager.getNonImageTitles())
            if (WindowManager.getFrame(title) instanceof TextWindow && !title.equals("Log")) titles.add(title);
        return titles;
    }

    private static <T> T find(java.awt.Container parent, Class<T> type) {
        for (java.awt.Component child : parent.getComponents()) {
            if (type.isInstance(child)) return type.cast(child);
            T deeper = child instanceof java.awt.Container container ? find(container, type) : null;
            if (deeper != null) return deeper;
        }
        return null;
    }

    private static void capture(String name) throws AWTException, IOException {
        IJ.wait(300);
        Path file = Files.createDirectories(Path.of("target", "screens")).resolve(name + ".png");
        ImageIO.write(new Robot().createScreenCapture(new Rectangle(1280, 900)), "png", file.toFile());
    }

    private static Menu menu(MenuBar bar, String label) {
        for (int i = 0; i < bar.getMenuCount(); i++)
            if (bar.getMenu(i).getLabel().equals(label)) return bar.getMenu(i);
        return null;
    }

    private static Menu submenu(Menu parent, String label) {
        assertNotNull(parent);
        for (int i = 0; i < parent.getItemCount(); i++)
            if (parent.getItem(i) instanceof Menu menu && menu.getLabel().equals(label)) return menu;
        return null;
    }
}

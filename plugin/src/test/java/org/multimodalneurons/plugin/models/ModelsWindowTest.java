package org.multimodalneurons.plugin.models;

import java.awt.event.KeyEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JProgressBar;
import javax.swing.JTable;
import javax.swing.JTextArea;
import javax.swing.SwingUtilities;

import ij.plugin.frame.Recorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.Progress;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.Macros;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.TinyModel;
import org.multimodalneurons.plugin.host.VirtualImageJ;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The window of the models, used as a person does. */
@OnScreen
class ModelsWindowTest {

    @TempDir
    private Path folder;

    private ServedModels served;
    private ModelsWindow window;

    @BeforeEach
    void open() throws Exception {
        VirtualImageJ.start();
        served = new ServedModels(folder);
        Models.SESSION.remember(ModelChoice.embedded());
        Macros.run("run('Models...');");
        window = Screen.window(ModelsWindow.class);
    }

    @AfterEach
    void close() {
        Screen.press(window, "Close");
        Screen.await("no window", () -> window.isShowing() ? Optional.empty() : Optional.of(true));
        served.close();
        Models.SESSION.close();
        Models.SESSION.remember(ModelChoice.embedded());
    }

    @Test
    void theSelectedModelIsDescribedAndOnlyWhatIsPossibleCanBePressed() throws Exception {
        assertTrue(details().startsWith("embedded: "), details());
        assertFalse(isEnabled("Download...") || isEnabled("Remove...") || isEnabled("Set current"));
        select("RN50x4");
        assertTrue(details().contains("Licence: MIT"), details());
        assertTrue(details().matches("(?s).*Memory: RN50x4 needs about [12]\\.\\d GB.*"), details());
        assertTrue(details().contains("https://"), details());
        assertTrue(isEnabled("Download...") && !isEnabled("Verify"));
        Commands.screenshot("models-window");
    }

    @Test
    void aModelIsDownloadedChosenVerifiedAndRemovedAndTheRecorderWritesTheCommands() throws Exception {
        Recorder recorder = new Recorder(true);
        try {
            select("Tiny");
            Screen.press(window, "Download...");
            JDialog terms = Screen.window(JDialog.class);
            Commands.screenshot("models-terms");
            Screen.press(terms, "OK");
            awaitMessage("Tiny is in " + folder.resolve("Tiny"));
            assertEquals("on disk", cell("Tiny", "State"));
            Screen.press(window, "Set current");
            awaitMessage("The commands now look through Tiny, in later sessions too. Tiny needs about");
            assertEquals("current", cell("Tiny", "State"));
            assertEquals(new ModelChoice.Named("Tiny"), Models.SESSION.chosen());
            Screen.press(window, "Verify");
            awaitMessage("Model Tiny is intact");
            Commands.screenshot("models-verified");
            assertFalse(isEnabled("Unload"), "nothing is in memory");
            Models.SESSION.lease(new ModelChoice.Named("Tiny"), Progress.NONE).close();
            Macros.run("run('Models...');");
            Screen.press(window, "Unload");
            awaitMessage("No model is kept in memory");
            Screen.press(window, "Remove...");
            Screen.press(Screen.window(JDialog.class), "OK");
            awaitMessage("Tiny was removed.");
            assertEquals("not on disk", cell("Tiny", "State"));
            assertEquals(ModelChoice.embedded(), Models.SESSION.chosen());
            assertEquals(
                    """
                    run("Download Model...", "name=Tiny");
                    run("Choose...", "model=Tiny");
                    run("Verify Model...", "name=Tiny");
                    run("Unload Model");
                    run("Remove Model...", "name=Tiny");
                    """,
                    recorder.getText()
                            .lines()
                            .filter(line -> line.startsWith("run(")) // the rest tells which windows came to the front
                            .collect(Collectors.joining("\n", "", "\n")));
        } finally {
            Commands.close(recorder);
        }
    }

    @Test
    void sizesAreSortedAsNumbers() {
        JTable table = table();
        List<String> sizes = Screen.onEventThread(() -> {
            int column = table.getColumn("Size").getModelIndex();
            table.getRowSorter().toggleSortOrder(column);
            return IntStream.range(0, table.getRowCount())
                    .mapToObj(row -> String.valueOf(table.getValueAt(row, column)))
                    .toList();
        });
        assertEquals("none", sizes.get(0));
        assertTrue(sizes.indexOf("94 MB") < sizes.indexOf("713 MB"), sizes.toString());
        assertTrue(sizes.indexOf("713 MB") < sizes.indexOf("1.2 GB"), sizes.toString());
        assertEquals("10.2 GB", sizes.get(sizes.size() - 1));
    }

    @Test
    void theBeginningOfAModelIsShownAndCanBeRemoved() throws Exception {
        Path part = Files.createDirectories(folder.resolve("Tiny.partial")).resolve("model.safetensors.part");
        Files.write(part, new byte[1_200_000]);
        Macros.run("run('Models...');");
        awaitState("Tiny", "part on disk");
        select("Tiny");
        assertTrue(details().contains("State: part on disk: 1.2 MB; Download... goes on from there"), details());
        Screen.press(window, "Remove...");
        Screen.press(Screen.window(JDialog.class), "OK");
        awaitMessage("Tiny was removed.");
        assertFalse(Files.exists(part));
        assertEquals("not on disk", cell("Tiny", "State"));
        assertFalse(isEnabled("Remove..."));
    }

    @Test
    void keysDoWhatTheButtonsDo() throws Exception {
        select("Tiny");
        key(KeyEvent.VK_DELETE); // nothing to remove, nothing happens
        key(KeyEvent.VK_ENTER);
        Screen.press(Screen.window(JDialog.class), "OK");
        awaitMessage("Tiny is in ");
        key(KeyEvent.VK_ENTER);
        awaitMessage("The commands now look through Tiny");
        key(KeyEvent.VK_DELETE);
        Screen.press(Screen.window(JDialog.class), "Cancel");
        assertEquals("current", cell("Tiny", "State"));
    }

    @Test
    void nothingIsDownloadedWithoutConsent() {
        select("Tiny");
        Screen.press(window, "Download...");
        Screen.press(Screen.window(JDialog.class), "Cancel");
        Screen.press(window, "Download...");
        Screen.press(Screen.window(JDialog.class), "Cancel");
        assertFalse(Files.exists(folder.resolve("Tiny")));
        assertEquals("", message());
    }

    @Test
    void aFaultIsAMessageInTheWindow() throws Exception {
        download("Changed");
        awaitMessage("SHA-256");
        Commands.screenshot("models-fault");
        download("Gone");
        awaitMessage("404");
        assertFalse(message().contains("\tat "), message());
        assertEquals("not on disk", cell("Changed", "State"));
    }

    @Test
    void aDownloadShowsItsProgressAndCanBeCancelled() throws Exception {
        download("Endless");
        JProgressBar bar = Screen.named(window, "progress", JProgressBar.class);
        Screen.await("progress", () -> bar.getString().contains(" of ") ? Optional.of(true) : Optional.empty());
        assertFalse(isEnabled("Download...") || isEnabled("Unload"));
        Commands.screenshot("models-progress");
        Screen.press(window, "Cancel");
        served.close(); // else the server is silent for as long as a download waits
        awaitMessage("Cancelled.");
        assertTrue(isEnabled("Download..."));
    }

    @Test
    void aModelIsImportedUnderTheNameThatWasAgreed() {
        SwingUtilities.invokeLater(() -> window.importFrom(TinyModel.file(2)));
        Screen.press(Screen.window(JDialog.class), "OK");
        awaitMessage("Imported " + TinyModel.file(2) + " as tiny2.");
        assertEquals("on disk", cell("tiny2", "State"));
    }

    @Test
    void openingItAgainBringsTheSameWindowToTheFront() {
        Macros.run("run('Models...');");
        assertEquals(window, Screen.window(ModelsWindow.class));
        long open = java.util.Arrays.stream(java.awt.Window.getWindows())
                .filter(each -> each instanceof ModelsWindow && each.isShowing())
                .count();
        assertEquals(1, open);
    }

    private void download(String name) {
        select(name);
        Screen.press(window, "Download...");
        Screen.press(Screen.window(JDialog.class), "OK");
    }

    private void select(String name) {
        JTable table = table();
        Screen.onEventThread(() -> {
            int row = row(table, name);
            table.setRowSelectionInterval(row, row);
            table.scrollRectToVisible(table.getCellRect(row, 0, true));
            return row;
        });
    }

    private String cell(String name, String column) {
        JTable table = table();
        return Screen.onEventThread(() -> text(table, name, column));
    }

    private void awaitState(String name, String state) {
        JTable table = table();
        Screen.await(state, () -> text(table, name, "State").equals(state) ? Optional.of(true) : Optional.empty());
    }

    private static String text(JTable table, String name, String column) {
        return String.valueOf(table.getValueAt(
                row(table, name),
                table.convertColumnIndexToView(table.getColumn(column).getModelIndex())));
    }

    /** What the window has a key do, in the table or around it. */
    private void key(int code) {
        JTable table = table();
        SwingUtilities.invokeLater(() -> SwingUtilities.processKeyBindings(new KeyEvent(
                table, KeyEvent.KEY_PRESSED, System.currentTimeMillis(), 0, code, KeyEvent.CHAR_UNDEFINED)));
    }

    private static int row(JTable table, String name) {
        for (int row = 0; row < table.getRowCount(); row++)
            if (table.getValueAt(row, 0).equals(name)) return row;
        throw new AssertionError(name + " is not in the table");
    }

    private JTable table() {
        return Screen.named(window, "models", JTable.class);
    }

    private boolean isEnabled(String button) {
        return Screen.named(window, button, JButton.class).isEnabled();
    }

    private String details() {
        return Screen.named(window, "details", JTextArea.class).getText();
    }

    private String message() {
        return Screen.named(window, "message", JTextArea.class).getText();
    }

    private void awaitMessage(String part) {
        JTextArea area = Screen.named(window, "message", JTextArea.class);
        Screen.await(part, () -> area.getText().contains(part) ? Optional.of(true) : Optional.empty());
    }
}

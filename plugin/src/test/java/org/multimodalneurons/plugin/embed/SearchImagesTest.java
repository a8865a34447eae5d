package org.multimodalneurons.plugin.embed;

import java.awt.Component;
import java.awt.event.MouseEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.ImageCanvas;
import ij.measure.ResultsTable;
import ij.text.TextPanel;
import ij.text.TextWindow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.plugin.CommandTest;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.OpenDialog;
import org.multimodalneurons.plugin.TinyModel;
import org.multimodalneurons.search.IndexPlace;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class SearchImagesTest extends CommandTest {

    @TempDir
    Path folder;

    @BeforeEach
    void copyPictures() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        for (String name : List.of("dog-flat.png", "cat-flat.png", "pizza-flat.png"))
            Files.copy(Path.of("../sample-images/emoji", name), folder.resolve(name));
        Files.copy(Path.of("../sample-images/photos/cat.jpg"), folder.resolve("sub/cat.JPG"));
        Files.copy(Path.of("../sample-images/nuclei.tif"), folder.resolve("nuclei.tif"));
    }

    @Test
    void anImageFindsItselfFirst() {
        assertEquals("5 0 0 0", index(index()));
        ImagePlus image = IJ.openImage(folder.resolve("sub/cat.JPG").toString());
        CommandModule run = commands.run(
                SearchImages.class, "folder", folder.toFile(), "picture", true, "image", image, "count", 3);
        ResultsTable found = Commands.output(run, "found", ResultsTable.class);
        assertEquals(3, found.size());
        assertEquals("sub/cat.JPG", found.getStringValue("File", 0));
        assertEquals(1, found.getValue("Cosine", 0), 1e-4);
        assertEquals(image.getWidth(), found.getValue("Width", 0));
        assertEquals(image.getHeight(), found.getValue("Height", 0));
        assertTrue(found.getValue("Cosine", 1) >= found.getValue("Cosine", 2));
        assertEquals(
                "Like cat.JPG", Commands.output(run, "sheet", ImagePlus.class).getTitle());
    }

    @Test
    void aSelectionIsLookedForAsItIsWithoutTheRest() throws IOException {
        ImagePlus cat = IJ.openImage(folder.resolve("sub/cat.JPG").toString());
        cat.setRoi(30, 20, 90, 90);
        IJ.saveAs(cat.crop(), "png", folder.resolve("part.png").toString());
        index();
        CommandModule run =
                commands.run(SearchImages.class, "folder", folder.toFile(), "picture", true, "image", cat, "count", 1);
        assertEquals(
                "part.png", Commands.output(run, "found", ResultsTable.class).getStringValue("File", 0));
    }

    @Test
    void howTheExampleWasSeenIsTold() {
        index();
        ImagePlus image = IJ.openImage(folder.resolve("sub/cat.JPG").toString());
        CommandModule run = commands.run(
                SearchImages.class, "folder", folder.toFile(), "picture", true, "image", image, "display", "0-99");
        assertEquals("0-99", Commands.output(run, "found", ResultsTable.class).getStringValue("Display", 0));
    }

    @Test
    void examplesAreNotAmongTheResults() {
        index();
        CommandModule run = commands.run(
                SearchImages.class,
                "folder",
                folder.toFile(),
                "more",
                "dog-flat.png, sub\\cat.JPG",
                "less",
                "nuclei.tif");
        List<String> files = files(run);
        assertEquals(
                List.of("cat-flat.png", "pizza-flat.png"),
                files.stream().sorted().toList());
    }

    @Test
    void anExampleWithCommasInItsNameIsFoundByIt() throws IOException {
        String name = "o x, [y] q/pizza, '1' u [a].png";
        Files.createDirectories(folder.resolve(name).getParent());
        Files.move(folder.resolve("pizza-flat.png"), folder.resolve(name));
        index();
        assertEquals(4, files(like(" " + name, "")).size());
        assertEquals(4, files(like("", name)).size());
        assertEquals(3, files(like(name + " | dog-flat.png", "")).size());
        assertEquals(3, files(like("dog-flat.png", name + "|")).size());
        assertEquals(3, files(like("dog-flat.png, cat-flat.png", "")).size());
        assertTrue(like(name + ", dog-flat.png", "").getCancelReason().contains("holds no image \"o x\""));
    }

    private CommandModule like(String more, String less) {
        return commands.run(SearchImages.class, "folder", folder.toFile(), "more", more, "less", less);
    }

    @Test
    void theIndexCanBeMadeByTheSearchAndKeptElsewhere(@TempDir Path kept) {
        Path place = kept.resolve("index");
        CommandModule run = commands.run(
                SearchImages.class,
                "folder",
                folder.toFile(),
                "kept",
                place.toFile(),
                "text",
                "a dog",
                "index",
                true,
                "exact",
                true);
        assertEquals(5, files(run).size());
        assertTrue(Files.exists(place));
        assertFalse(Files.exists(folder.resolve(IndexPlace.NAME)));
    }

    @Test
    void anIndexOfAnotherModelIsRefusedByName() {
        index();
        CommandModule run = commands.run(
                SearchImages.class,
                "folder",
                folder.toFile(),
                "text",
                "a dog",
                "model",
                TinyModel.file(2).toFile());
        assertTrue(run.getCancelReason().contains("was made with the model"), run.getCancelReason());
    }

    @Test
    void brokenFilesAreListedAndTheRestIsIndexed() throws IOException {
        Files.write(folder.resolve("zero.tif"), new byte[0]);
        byte[] whole = Files.readAllBytes(folder.resolve("dog-flat.png"));
        Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, 50));
        Files.writeString(folder.resolve("text.jpg"), "This is no picture.");
        CommandModule run = index();
        assertEquals("5 0 0 3", index(run));
        ResultsTable unreadable = Commands.output(run, "unreadable", ResultsTable.class);
        assertEquals(
                List.of("cut.png", "text.jpg", "zero.tif"),
                Arrays.stream(unreadable.getColumnAsStrings("File")).sorted().toList());
        assertTrue(unreadable.getStringValue("Error", 0).contains("cannot be opened"));
        assertEquals("0 8 0 3", index(index()), "they are not tried again");
    }

    @Test
    void aDoubleClickOnARowOpensItsFile() throws Exception {
        index();
        search("a dog");
        search("a cat"); // in the same window: one click still opens one image
        TextPanel table = ((TextWindow) WindowManager.getFrame("Found in " + folder.getFileName())).getTextPanel();
        int row = row(table, "sub/cat.JPG");
        table.setSelection(row, row);
        for (Component part : table.getComponents()) if (part.getMouseListeners().length > 1) doubleClick(part, 5, 5);
        awaitImage("cat.JPG");
        IJ.wait(300);
        assertEquals(1, count("cat.JPG"));
    }

    @Test
    void aDoubleClickOnAThumbnailOpensItsFile() throws Exception {
        index();
        CommandModule run = search("a dog");
        ImagePlus sheet = Commands.output(run, "sheet", ImagePlus.class);
        String second = files(run).get(1);
        ImageCanvas canvas = sheet.getCanvas();
        doubleClick(canvas, canvas.screenX(8 + 120 + 60), canvas.screenY(60));
        awaitImage(second.substring(second.lastIndexOf('/') + 1));
        doubleClick(canvas, canvas.screenX(sheet.getWidth() - 1), canvas.screenY(sheet.getHeight() - 1));
        IJ.wait(200);
        assertEquals(2, WindowManager.getImageCount(), "nothing lies in the corner");
        Commands.screenshot("search");
    }

    @Test
    void aFileThatIsGoneIsShownAsGone() throws IOException {
        index();
        Files.delete(folder.resolve("nuclei.tif"));
        CommandModule run = commands.run(SearchImages.class, "folder", folder.toFile(), "text", "a dog");
        assertFalse(run.isCanceled(), run.getCancelReason());
        assertEquals(5, files(run).size());
    }

    @Test
    void escapeKeepsWhatIsIndexed() {
        assertEquals("5 0 0 0", index(index()));
        IndexFolder command = new IndexFolder() {
            @Override
            protected void run(org.multimodalneurons.model.ClipModel clip, org.multimodalneurons.Progress progress) {
                throw new CancellationException();
            }
        };
        command.run();
        assertEquals("", command.getCancelReason());
        assertNull(WindowManager.getFrame("Unreadable of " + folder.getFileName()));
        assertEquals("0 5 0 0", index(index()));
    }

    private CommandModule index() {
        return commands.run(IndexFolder.class, "folder", folder.toFile());
    }

    private static String index(CommandModule run) {
        ResultsTable summary = Commands.output(run, "summary", ResultsTable.class);
        assertNotNull(summary, run.getCancelReason());
        String numbers = "";
        for (String column : List.of("Embedded", "Unchanged", "Dropped", "Unreadable"))
            numbers += " " + (int) summary.getValue(column, 0);
        return numbers.strip();
    }

    private CommandModule search(String text) {
        return commands.run(SearchImages.class, "folder", folder.toFile(), "text", text);
    }

    private static List<String> files(CommandModule run) {
        assertFalse(run.isCanceled(), run.getCancelReason());
        return List.of(Commands.output(run, "found", ResultsTable.class).getColumnAsStrings("File"));
    }

    private static int row(TextPanel table, String file) {
        for (int row = 0; row < table.getLineCount(); row++)
            if (table.getLine(row).contains(file)) return row;
        throw new AssertionError(file);
    }

    private static void doubleClick(Component part, int x, int y) {
        part.dispatchEvent(new MouseEvent(
                part, MouseEvent.MOUSE_CLICKED, System.currentTimeMillis(), 0, x, y, 2, false, MouseEvent.BUTTON1));
    }

    private static void awaitImage(String title) {
        OpenDialog.await(title, () -> count(title) == 0 ? null : true);
    }

    private static long count(String title) {
        return Arrays.stream(WindowManager.getImageTitles())
                .filter(each -> each.startsWith(title.substring(0, title.indexOf('.'))))
                .count();
    }
}

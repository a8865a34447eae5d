package org.multimodalneurons.plugin.imagej;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.host.VirtualImageJ;
import org.multimodalneurons.search.Fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class FolderPicturesTest {

    @TempDir
    private Path folder;

    @BeforeAll
    static void withWindows() {
        VirtualImageJ.start(); // an ImageJ with windows may open dialogs
    }

    @Test
    void imageFilesAreTakenInTheOrderOfTheirNumbersAndOthersPassedOver() throws IOException {
        for (String name : List.of("slice10.png", "slice2.png", "Äpfel und Öl.png")) png(name, 8);
        Files.writeString(folder.resolve("notes.txt"), "no image");
        Files.writeString(folder.resolve("table.csv"), "a,b");
        Files.writeString(folder.resolve(".hidden.png"), "no image");
        Files.createDirectory(folder.resolve("inner.png"));
        FolderPictures pictures = new FolderPictures(folder);
        assertEquals(List.of("slice2.png", "slice10.png", "Äpfel und Öl.png"), pictures.labels());
        assertEquals(8, pictures.list().get(2).width());
        assertEquals(folder.getFileName().toString(), pictures.title());
    }

    @Test
    void foldersInTheFolderAndAPatternOfNames() throws IOException {
        Files.createDirectories(folder.resolve("b/c"));
        for (String name : List.of("z.png", "b/10.png", "b/9.png", "b/c/1.png")) png(name, 8);
        Files.createDirectories(folder.resolve(".cache"));
        png(".cache/hidden.png", 8);
        FolderPictures all = new FolderPictures(folder, "", true, PixelMeaning.SHOWN, fault -> {}, Progress.NONE);
        assertEquals(List.of("b/9.png", "b/10.png", "b/c/1.png", "z.png"), all.labels());
        assertEquals(folder.resolve("b/c/1.png").toAbsolutePath(), all.file(2));
        assertEquals(
                List.of("b/10.png", "b/c/1.png"),
                new FolderPictures(folder, "1*.PNG", true, PixelMeaning.SHOWN, fault -> {}, Progress.NONE).labels());
        assertEquals(
                List.of("z.png"),
                new FolderPictures(folder, "*.png", false, PixelMeaning.SHOWN, fault -> {}, Progress.NONE).labels());
        String message = assertThrows(
                        UserException.class,
                        () -> new FolderPictures(folder, "*.tif", true, PixelMeaning.SHOWN, fault -> {}, Progress.NONE))
                .getMessage();
        assertTrue(message.contains("no file named *.tif"), message);
    }

    @Test
    void aFileThatGoesAfterItWasListedIsToldAndTheOthersAreRead() throws IOException {
        for (String name : List.of("1.png", "2.png", "3.png")) png(name, 8);
        FolderPictures pictures = new FolderPictures(folder);
        Files.delete(folder.resolve("2.png"));
        UserException fault = assertThrows(UserException.class, () -> pictures.picture(1));
        assertTrue(fault.getMessage().contains("There is no file " + pictures.file(1)), fault.getMessage());
        assertEquals(8, pictures.picture(2).width());
    }

    @Test
    void aFileThatShouldBeAnImageAndIsEmptyIsNotPassedOver() throws IOException {
        png("good.png", 8);
        Files.createFile(folder.resolve("empty.TIF"));
        FolderPictures pictures = new FolderPictures(folder);
        assertEquals(List.of("empty.TIF", "good.png"), pictures.labels());
        String message =
                assertThrows(UserException.class, () -> pictures.picture(0)).getMessage();
        assertTrue(message.contains("empty.TIF") && message.contains("cannot be opened"), message);
    }

    @Test
    void aSelectionStoredInAFileDoesNotCutIt() {
        ImagePlus image = IJ.createImage("a", "8-bit ramp", 40, 20, 1);
        image.setRoi(1, 1, 5, 5);
        new FileSaver(image).saveAsTiff(folder.resolve("a.tif").toString());
        assertEquals(40, new FolderPictures(folder).picture(0).width());
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        png("good.png", 8);
        Files.write(folder.resolve("bad.png"), new byte[] {(byte) 137, 80, 78, 71, 13, 10, 26, 10, 1, 2, 3});
        FolderPictures pictures = new FolderPictures(folder);
        String message =
                assertThrows(UserException.class, () -> pictures.list().get(0)).getMessage();
        assertTrue(message.contains("bad.png") && message.contains("damaged"), message);
    }

    @Test
    void aFolderThatCannotBeLookedIntoIsToldAndTheOthersAreListed() throws IOException {
        png("z.png", 8);
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        List<Fault> faults = new ArrayList<>();
        var pictures = new FolderPictures(folder, "", true, PixelMeaning.SHOWN, faults::add, Progress.NONE);
        assertEquals(List.of("z.png"), pictures.labels());
        assertEquals(List.of("loop"), faults.stream().map(Fault::file).toList());
        String path = folder.resolve("loop").toString();
        assertTrue(faults.get(0).error().contains(path), faults.get(0).error());
        faults.clear();
        String message = assertThrows(
                        UserException.class,
                        () -> new FolderPictures(folder, "*.tif", true, PixelMeaning.SHOWN, faults::add, Progress.NONE))
                .getMessage();
        assertTrue(message.contains("no file named *.tif") && message.contains(path), message);
    }

    @Test
    void aFolderWhoseImagesLieDeeperTellsHowToLookThere() throws IOException {
        Files.createDirectory(folder.resolve("deeper"));
        String message = assertThrows(UserException.class, () -> new FolderPictures(folder))
                .getMessage();
        assertTrue(message.endsWith("It holds folders: \"recursive\" looks into them."), message);
    }

    @Test
    void aFolderWithoutImagesIsRefused() {
        String message = assertThrows(UserException.class, () -> new FolderPictures(folder))
                .getMessage();
        assertTrue(message.contains("holds no image") && !message.contains("recursive"), message);
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Path missing = folder.resolve("missing");
        String message = assertThrows(UserException.class, () -> new FolderPictures(missing))
                .getMessage();
        assertTrue(message.contains(missing.toString()), message);
    }

    private void png(String name, int width) {
        new FileSaver(IJ.createImage("a", "8-bit ramp", width, 4, 1))
                .saveAsPng(folder.resolve(name).toString());
    }
}

package org.multimodalneurons.plugin.imagej;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import ij.plugin.FileInfoVirtualStack;
import ij.plugin.FolderOpener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.UserException;
import org.multimodalneurons.plugin.OnScreen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Virtual stacks whose files change under them. */
@OnScreen
class SliceFilesTest {

    @TempDir
    Path folder;

    @BeforeEach
    void saveSlices() throws IOException {
        for (String name : new String[] {"1.tif", "2.tif", "3.tif"})
            new FileSaver(IJ.createImage("a", "8-bit ramp", 40, 30, 1))
                    .saveAsTiff(folder.resolve(name).toString());
    }

    private ImagePlus virtual() {
        ImagePlus image = FolderOpener.open(folder.toString(), "virtual");
        assertTrue(image.getStack().isVirtual());
        return image;
    }

    private static void cut(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 200));
    }

    private static void assertFault(Pictures pictures, int index, Path file) {
        UserException fault = assertThrows(UserException.class, () -> pictures.picture(index));
        assertTrue(fault.getMessage().contains("Slice " + (index + 1)), fault.getMessage());
        assertTrue(fault.getMessage().contains(file.toString()), fault.getMessage());
    }

    @Test
    void aSliceWhoseFileIsGoneOrCutIsNotSeenBlack() throws IOException {
        Pictures slices = new ShownImage(virtual(), "all");
        Files.delete(folder.resolve("2.tif"));
        cut(folder.resolve("3.tif"));
        assertEquals(40, slices.picture(0).width());
        assertFault(slices, 1, folder.resolve("2.tif"));
        assertFault(slices, 2, folder.resolve("3.tif"));
    }

    @Test
    void theSliceThatIsShownNeedsItsFileNoMoreUnlessItWasCut() throws IOException {
        ImagePlus image = virtual();
        Files.delete(folder.resolve("1.tif"));
        assertEquals(40, new ShownImage(image, "1").picture(0).width());
        cut(folder.resolve("2.tif"));
        assertFault(new ShownImage(virtual(), "all"), 0, folder.resolve("2.tif"));
    }

    /** All directories of a file with thousands of slices tell where they end; they are not to be gone through for each. */
    @Test
    void aFileOfSeveralSlicesIsLookedThroughOnceWhoeverReadsThem() throws IOException {
        Path file = folder.resolve("stack.tif");
        new FileSaver(IJ.createImage("a", "8-bit ramp", 40, 30, 3)).saveAsTiffStack(file.toString());
        ShownImage slices = new ShownImage(FileInfoVirtualStack.openVirtual(file.toString()), "all");
        assertEquals(40, ShownPlanes.of(slices, 0).drawing().width());
        cut(file); // loses a part of the last slice, which only another look tells
        assertEquals(40, ShownPlanes.of(slices, 1).drawing().width());
        assertEquals(40, slices.whole().picture(1).width());
        assertFault(new ShownImage(slices.image(), "all"), 2, file);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 900})
    void aStackInOneFileThatWasCutIsNotSeenBlack(int missing) throws IOException {
        Path file = folder.resolve("stack.tif");
        new FileSaver(IJ.createImage("a", "8-bit ramp", 40, 30, 3)).saveAsTiffStack(file.toString());
        byte[] bytes = Files.readAllBytes(file);
        ImagePlus image = FileInfoVirtualStack.openVirtual(file.toString());
        Files.write(file, Arrays.copyOf(bytes, bytes.length - missing));
        Pictures slices = new ShownImage(image, "all");
        if (missing > 0) assertFault(slices, 2, file);
        else assertEquals(40, slices.picture(2).width());
    }
}

package org.multimodalneurons.plugin.imagej;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.UserException;
import org.multimodalneurons.plugin.OnScreen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class CutFileTest {

    @TempDir
    Path folder;

    private byte[] jpeg;

    @BeforeEach
    void savePicture() throws IOException {
        jpeg = jpeg(IJ.createImage("a", "RGB noise", 200, 100, 1));
    }

    private byte[] jpeg(ImagePlus image) throws IOException {
        Path file = folder.resolve("saved.jpg");
        new FileSaver(image).saveAsJpeg(file.toString());
        return Files.readAllBytes(file);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) joined.writeBytes(part);
        return joined.toByteArray();
    }

    /** As cameras write it: behind the first marker a segment with a small JPEG, with its own end, in it. */
    private byte[] withThumbnail() throws IOException {
        byte[] small = jpeg(IJ.createImage("a", "RGB ramp", 16, 12, 1));
        int length = small.length + 2;
        byte[] head = {(byte) 0xFF, (byte) 0xE1, (byte) (length >> 8), (byte) length};
        return join(Arrays.copyOf(jpeg, 2), head, small, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("it.jpg"), bytes);
    }

    private void assertWhole(byte[] bytes) throws IOException {
        assertEquals(200, ImageFile.picture(file(bytes)).width());
    }

    private void assertCut(byte[] bytes) throws IOException {
        Path file = file(bytes);
        UserException fault = assertThrows(UserException.class, () -> ImageFile.picture(file));
        assertTrue(fault.getMessage().contains(file.toString()), fault.getMessage());
    }

    @Test
    void aFilmBehindAPictureIsNoFault() throws IOException {
        byte[] film = new byte[300_000];
        new Random(1).nextBytes(film);
        for (int i = 1; i < film.length; i++) if (film[i - 1] == (byte) 0xFF) film[i] = 0; // no second end
        assertWhole(join(jpeg, film));
        assertWhole(join(withThumbnail(), film));
    }

    @Test
    void aThumbnailThatIsWholeDoesNotMakeThePictureWhole() throws IOException {
        byte[] whole = withThumbnail();
        assertWhole(whole);
        int pixels = whole.length - jpeg.length;
        assertCut(Arrays.copyOf(whole, pixels + jpeg.length / 2));
        assertCut(Arrays.copyOf(whole, whole.length - 2));
    }
}

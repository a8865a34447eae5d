package org.multimodalneurons.image;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Picture files that end too soon are refused, unless no pixel is lost; with more behind them they are read. */
class CutPicturesTest {

    private static final int WIDTH = 41;
    private static final int HEIGHT = 29;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "jpg, 5",
        "png, 5",
        "bmp, 5",
        "tif, 5", // RGB
        "jpg, 10",
        "png, 10",
        "bmp, 10",
        "tif, 10",
        "gif, 10", // grey
        "png, 13",
        "bmp, 13",
        "tif, 13",
        "gif, 13", // with a palette
        "png, 2" // with transparency
    })
    void aCutThatLosesPixelsIsRefused(String format, int type) throws IOException {
        Path file = folder.resolve("it." + format);
        assertTrue(ImageIO.write(noise(type == 5 ? BufferedImage.TYPE_3BYTE_BGR : type), format, file.toFile()));
        byte[] bytes = Files.readAllBytes(file);
        byte[] whole = pixels(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length + 99));
        assertArrayEquals(whole, pixels(file));
        int[] cuts = IntStream.concat(IntStream.range(1, 60).map(i -> bytes.length * i / 60), last(bytes.length))
                .toArray();
        for (int length : cuts) {
            Files.write(file, Arrays.copyOf(bytes, length));
            if (length > .8 * bytes.length && isRead(file, whole)) continue;
            UserException fault = assertThrows(UserException.class, () -> pixels(file), length + " of " + bytes.length);
            assertTrue(fault.getMessage().contains(file.toString()), fault.getMessage());
            assertFalse(fault.getMessage().contains("null"), fault.getMessage());
        }
    }

    /** A pipe gives its bytes only once. */
    @ParameterizedTest
    @CsvSource({"jpg, 5", "png, 5", "bmp, 5", "tif, 5", "gif, 10"})
    void aFileIsReadOnce(String format, int type) throws IOException, InterruptedException {
        Path file = folder.resolve("it." + format);
        assertTrue(ImageIO.write(noise(type), format, file.toFile()));
        byte[] whole = pixels(file);
        Path pipe = folder.resolve("pipe." + format);
        assertArrayEquals(whole, through(pipe, Files.readAllBytes(file)));
    }

    private static byte[] through(Path pipe, byte[] bytes) throws IOException, InterruptedException {
        assumeTrue(File.separatorChar == '/', "there are no such pipes");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        var writing = CompletableFuture.runAsync(() -> {
            try {
                Files.write(pipe, bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        byte[] pixels = assertTimeoutPreemptively(Duration.ofMinutes(1), () -> pixels(pipe));
        writing.join();
        return pixels;
    }

    private static IntStream last(int length) {
        return IntStream.range(length - 20, length);
    }

    private static boolean isRead(Path file, byte[] whole) {
        try {
            return Arrays.equals(whole, pixels(file));
        } catch (UserException e) {
            return false;
        }
    }

    private static byte[] pixels(Path file) {
        PictureFile picture = PictureFile.open(file);
        byte[] pixels = new byte[3 * picture.width() * picture.height()];
        byte[] row = new byte[3 * picture.width()];
        for (int y = 0; y < picture.height(); y++) {
            picture.read(y, row);
            System.arraycopy(row, 0, pixels, y * row.length, row.length);
        }
        return pixels;
    }

    private static BufferedImage noise(int type) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        Random random = new Random(1);
        for (int y = 0; y < HEIGHT; y++)
            for (int x = 0; x < WIDTH; x++) image.setRGB(x, y, 0xFF000000 | random.nextInt());
        return image;
    }
}

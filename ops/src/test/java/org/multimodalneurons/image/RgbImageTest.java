package org.multimodalneurons.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RgbImageTest {

    private static final RgbImage IMAGE = RgbImage.of(2, 1, new byte[] {1, 2, 3, 4, 5, (byte) 255});

    @Test
    void nothingChangesAnImage() {
        byte[] bytes = IMAGE.toBytes();
        bytes[0] = 9;
        RgbImage copy = RgbImage.of(2, 1, bytes);
        bytes[0] = 8;
        IMAGE.toBytes()[0] = 7;
        assertEquals(0x010203, IMAGE.get(0, 0));
        assertEquals(0x090203, copy.get(0, 0));
        assertNotEquals(IMAGE, copy);
    }

    @Test
    void equalPixelsMakeEqualImages() {
        RgbImage same = RgbImage.of(2, 1, IMAGE.toBytes());
        assertEquals(IMAGE, same);
        assertEquals(IMAGE.hashCode(), same.hashCode());
        assertNotEquals(IMAGE, RgbImage.of(1, 2, IMAGE.toBytes()));
    }

    @Test
    void bytesMustFitTheSize() {
        String message = assertThrows(UserException.class, () -> RgbImage.of(2, 2, new byte[6]))
                .getMessage();
        assertTrue(message.contains("12 bytes, not 6"), message);
    }

    @ParameterizedTest
    @CsvSource({"-1,0,1,1", "0,-1,1,1", "0,0,0,1", "0,0,1,0", "0,0,3,1", "1,0,2,1", "0,1,1,1", "0,0,2147483647,1"})
    void aRectangleOutsideIsRefused(int x, int y, int width, int height) {
        String message = assertThrows(UserException.class, () -> IMAGE.crop(x, y, width, height))
                .getMessage();
        assertTrue(message.contains("does not lie within the image of 2 x 1"), message);
    }

    @Test
    void aPixelOutsideIsAnError() {
        assertThrows(IndexOutOfBoundsException.class, () -> IMAGE.get(2, 0));
    }

    @Test
    void aFileThatIsNoPictureIsNamed(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("picture.png"), "not a picture");
        Path broken = Files.write(folder.resolve("broken.png"), new byte[] {(byte) 137, 80, 78, 71, 13, 10, 26, 10, 0});
        for (Path file : new Path[] {text, broken, folder, folder.resolve("none.png")}) {
            String message = assertThrows(UserException.class, () -> PictureFile.open(file))
                    .getMessage();
            assertTrue(message.contains(file.toString()), message);
        }
    }
}

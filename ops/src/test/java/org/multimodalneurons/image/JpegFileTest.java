package org.multimodalneurons.image;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JpegFileTest {

    private static byte[] jpeg(int kind) throws IOException {
        var picture = new BufferedImage(61, 40, kind);
        var random = new Random(1);
        for (int y = 0; y < 40; y++) for (int x = 0; x < 61; x++) picture.setRGB(x, y, random.nextInt(1 << 24));
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", bytes);
        return bytes.toByteArray();
    }

    private static byte[] colour() throws IOException {
        return jpeg(BufferedImage.TYPE_INT_RGB);
    }

    /** With a segment behind the first marker. */
    private static byte[] with(byte[] jpeg, int marker, byte[] content) {
        var bytes = new ByteArrayOutputStream();
        bytes.write(jpeg, 0, 2);
        bytes.write(255);
        bytes.write(marker);
        bytes.write((content.length + 2) >> 8);
        bytes.write(content.length + 2);
        bytes.writeBytes(content);
        bytes.write(jpeg, 2, jpeg.length - 2);
        return bytes.toByteArray();
    }

    /** With a profile by which values are brightness without a tone curve: Java would make it far brighter. */
    private static byte[] linear(byte[] jpeg) {
        var content = new ByteArrayOutputStream();
        content.writeBytes("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1));
        content.writeBytes(ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData());
        return with(jpeg, 0xE2, content.toByteArray());
    }

    private static RgbImage read(byte[] file) {
        return RgbImage.copyOf(PictureFile.read(new ByteArrayInputStream(file), "it"));
    }

    @Test
    void aProfileChangesNoPixel() throws IOException {
        byte[] file = linear(colour());
        assertEquals(read(colour()), read(file));
        var translated = new PictureFile(ImageIO.read(new ByteArrayInputStream(file)));
        assertNotEquals(read(colour()), RgbImage.copyOf(translated), "nothing to be taken away");
    }

    @Test
    void onlyTheProfileGoes() throws IOException {
        byte[] other = with(colour(), 0xE2, "MPF and more".getBytes(StandardCharsets.US_ASCII));
        assertArrayEquals(other, new JpegFile(linear(other)).withoutProfile());
        assertSame(other, new JpegFile(other).withoutProfile());
    }

    @ParameterizedTest
    @CsvSource({BufferedImage.TYPE_INT_RGB + ",3", BufferedImage.TYPE_BYTE_GRAY + ",1"})
    void theFrameTellsTheComponents(int kind, int expected) throws IOException {
        assertEquals(expected, new JpegFile(linear(jpeg(kind))).components());
    }

    @Test
    void anEndMustFollowThePixels() throws IOException {
        byte[] whole = colour();
        assertTrue(new JpegFile(whole).isWhole());
        assertTrue(new JpegFile(Arrays.copyOf(whole, whole.length + 100)).isWhole(), "something behind the end");
        for (int length = 0; length < whole.length; length++)
            assertFalse(new JpegFile(Arrays.copyOf(whole, length)).isWhole(), length + " bytes");
    }

    @Test
    void theEndOfAThumbnailIsNotThePictures() throws IOException {
        byte[] whole = with(colour(), 0xE1, jpeg(BufferedImage.TYPE_BYTE_GRAY));
        assertTrue(new JpegFile(whole).isWhole());
        assertFalse(new JpegFile(Arrays.copyOf(whole, whole.length - 1)).isWhole());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 20, 100, 200})
    void aStumpHoldsNothing(int length) throws IOException {
        var stump = new JpegFile(Arrays.copyOf(colour(), length));
        assertFalse(stump.isWhole());
        assertEquals(length, stump.withoutProfile().length);
        assertTrue(stump.components() <= 3);
    }

    @Test
    void ofAFileThatSaysNothingOfItsColoursReadersGuess() throws IOException {
        byte[] bytes = colour();
        assertTrue(new JpegFile(bytes).tellsColours(), "JFIF");
        assertEquals(0xE0, bytes[3] & 255);
        bytes[3] = (byte) 0xE5; // no JFIF any more
        assertTrue(new JpegFile(bytes).tellsColours(), "components 1, 2, 3");
        int frame = 0;
        while ((bytes[frame] & 255) != 255 || (bytes[frame + 1] & 255) != 0xC0) frame++;
        bytes[frame + 10] = 'r';
        assertFalse(new JpegFile(bytes).tellsColours());
        assertTrue(new JpegFile(jpeg(BufferedImage.TYPE_BYTE_GRAY)).tellsColours(), "grey");
    }

    @Test
    void otherFilesAreNone() throws IOException {
        assertTrue(JpegFile.is(colour()));
        assertFalse(JpegFile.is(new byte[] {(byte) 255, (byte) 0xD8}));
        assertFalse(JpegFile.is("GIF89a".getBytes(StandardCharsets.US_ASCII)));
    }
}

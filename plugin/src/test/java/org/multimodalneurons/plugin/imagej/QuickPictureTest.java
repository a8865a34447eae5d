package org.multimodalneurons.plugin.imagej;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.image.JpegFile;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.plugin.OnScreen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class QuickPictureTest {

    @TempDir
    Path folder;

    private static BufferedImage picture(int width, int height, int kind) {
        var picture = new BufferedImage(width, height, kind);
        var random = new Random(1);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) picture.setRGB(x, y, (x * 3 + y * 700) ^ random.nextInt(1 << 24));
        return picture;
    }

    private Path save(BufferedImage picture, float quality, boolean progressive) throws IOException {
        File file = folder.resolve("it.jpg").toFile();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(quality);
        if (progressive) how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
        return file.toPath();
    }

    private static PixelRows asImageJHasIt(Path file) {
        return new ShownImage(ImageFile.image(file), "1").picture(0);
    }

    @ParameterizedTest
    @CsvSource({
        "200, 130, false, .75, false",
        "200, 130, false, .1, false",
        "200, 130, false, 1, true",
        "200, 130, true, .75, false",
        "200, 130, true, .9, true",
        "1, 1, false, .75, false",
        "1, 300, false, .75, true",
        "301, 1, true, .75, false"
    })
    void everyPixelIsAsImageJHasIt(int width, int height, boolean grey, float quality, boolean progressive)
            throws IOException {
        int kind = grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        Path file = save(picture(width, height, kind), quality, progressive);
        RgbImage quick = RgbImage.copyOf(QuickPicture.open(file).picture().orElseThrow());
        assertEquals(RgbImage.copyOf(asImageJHasIt(file)), quick);
    }

    private Path png(int kind) throws IOException {
        Path file = folder.resolve("it.png");
        ImageIO.write(picture(70, 51, kind), "png", file.toFile());
        return file;
    }

    @Test
    void aPngOfColoursIsAsImageJHasIt() throws IOException {
        Path file = png(BufferedImage.TYPE_INT_RGB);
        RgbImage quick = RgbImage.copyOf(QuickPicture.open(file).picture().orElseThrow());
        assertEquals(RgbImage.copyOf(asImageJHasIt(file)), quick);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_BYTE_BINARY
            })
    void otherPngsAreLeftToImageJ(int kind) throws IOException {
        assertTrue(QuickPicture.open(png(kind)).picture().isEmpty());
    }

    @Test
    void whatImageJMayReadOtherwiseIsLeftToIt() throws IOException {
        Path gif = folder.resolve("it.gif");
        ImageIO.write(picture(9, 9, BufferedImage.TYPE_INT_RGB), "gif", gif.toFile());
        assertEquals(QuickPicture.NONE, QuickPicture.open(gif), "neither JPEG nor PNG");
        assertEquals(QuickPicture.NONE, QuickPicture.open(folder.resolve("none.jpg")), "no file");

        Path file = save(picture(50, 50, BufferedImage.TYPE_INT_RGB), .75f, false);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 2));
        assertEquals(QuickPicture.NONE, QuickPicture.open(file), "its end is missing");
        Path print = forPrint();
        assertEquals(4, new JpegFile(Files.readAllBytes(print)).components());
        assertTrue(QuickPicture.open(print).picture().isEmpty(), "ImageJ opens none of four colours");
        assertTrue(QuickPicture.open(print).isWhole(), "nobody need look for its end again");
    }

    /** A JPEG of cyan, magenta, yellow and black. */
    private Path forPrint() throws IOException {
        File file = folder.resolve("print.jpg").toFile();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(Raster.createInterleavedRaster(0, 20, 20, 4, null), null, null), null);
        } finally {
            writer.dispose();
        }
        return file.toPath();
    }
}

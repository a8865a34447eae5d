package org.multimodalneurons.plugin.imagej;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import ij.process.LUT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.plugin.OnScreen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The first slice of a stack looks as it does where ImageJ opens all of it, and the others are not read. */
@OnScreen
class FirstSliceTest {

    private static final List<String> TYPES = List.of("8-bit", "16-bit", "32-bit", "RGB");

    @TempDir
    Path folder;

    static Stream<Arguments> stacks() {
        List<Arguments> stacks = new ArrayList<>();
        for (String type : TYPES) {
            stacks.add(Arguments.of(type, noise(type, 1, 5, 1), 1));
            ImagePlus range = noise(type, 1, 5, 1);
            range.setSlice(3);
            if (!type.equals("RGB")) range.setDisplayRange(70, 130);
            stacks.add(Arguments.of(type + " with a range", range, 1));
            if (type.equals("RGB")) continue;
            ImagePlus fire = noise(type, 1, 2, 3);
            IJ.run(fire, "Fire", "");
            stacks.add(Arguments.of(type + " with a lookup table", fire, 1));
            ImagePlus calibrated = noise(type, 1, 4, 1);
            calibrated.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] {-40, 3}, "it");
            stacks.add(Arguments.of(type + " calibrated", calibrated, 1));
            for (int mode : new int[] {IJ.COMPOSITE, IJ.COLOR, IJ.GRAYSCALE})
                stacks.add(Arguments.of(type + " channels " + mode, channels(type, mode), 3));
        }
        return stacks.stream();
    }

    private static ImagePlus channels(String type, int mode) {
        CompositeImage image = new CompositeImage(noise(type, 3, 2, 2), mode);
        for (int channel = 1; channel <= 3; channel++) {
            LUT lut = image.getChannelLut(channel);
            lut.min = 20 + 10 * channel;
            lut.max = 120 + 20 * channel;
            image.setChannelLut(lut, channel);
        }
        image.setPosition(2, 2, 2);
        if (mode == IJ.COMPOSITE) image.setActiveChannels("101");
        return image;
    }

    private static ImagePlus noise(String type, int channels, int slices, int frames) {
        ImagePlus image = IJ.createImage("noise", type + " black", 37, 23, channels * slices * frames);
        image.setDimensions(channels, slices, frames);
        image.setOpenAsHyperStack(channels > 1 || frames > 1);
        Random random = new Random(7);
        for (int slice = 1; slice <= image.getStackSize(); slice++) {
            ImageProcessor its = image.getStack().getProcessor(slice);
            for (int i = 0; i < its.getPixelCount(); i++) {
                int value = slice + random.nextInt(50 + 20 * slice);
                if (type.equals("RGB")) its.set(i, value << 16 | value * value);
                else its.setf(i, value);
            }
        }
        return image;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stacks")
    void itLooksAsInTheWholeStack(String name, ImagePlus image, int channels) throws IOException {
        Path file = folder.resolve("it.tif");
        assertTrue(new FileSaver(image).saveAsTiffStack(file.toString()));
        assertEquals(channels, FirstSlice.open(file).orElseThrow().getStackSize(), "slices in memory");
        for (String display : List.of("shown", "0.35%", "30-90", "values"))
            for (String chosen : channels == 1 ? List.of("shown") : List.of("shown", "2", "3,2,1")) {
                PixelMeaning meaning = PixelMeaning.parse(display, chosen);
                ImagePlus whole = ImageFile.image(file);
                assertArrayEquals(
                        pixels(new ShownImage(whole, "1", meaning).picture(0)),
                        pixels(ImageFile.picture(file, meaning, FiniteValues.told())),
                        display + " " + chosen);
            }
    }

    @ParameterizedTest
    @CsvSource({"8-bit, LZW", "8-bit, ", "RGB, LZW", "RGB, Deflate", "RGB, "})
    void itLooksSoInPagesOfOtherPrograms(String type, String compression) throws IOException {
        ImagePlus image = noise(type, 1, 4, 1);
        Path file = folder.resolve("it.tif");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(compression == null ? ImageWriteParam.MODE_DISABLED : ImageWriteParam.MODE_EXPLICIT);
            if (compression != null) how.setCompressionType(compression);
            writer.prepareWriteSequence(null);
            for (int slice = 1; slice <= 4; slice++) {
                ImageProcessor its = image.getStack().getProcessor(slice);
                writer.writeToSequence(new IIOImage(its.getBufferedImage(), null, null), how);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        assertEquals(4, ImageFile.image(file).getStackSize());
        assertEquals(1, FirstSlice.open(file).orElseThrow().getStackSize());
        assertArrayEquals(
                pixels(new ShownImage(ImageFile.image(file), "1").picture(0)), pixels(ImageFile.picture(file)));
    }

    @Test
    void ofABlankFirstSliceAllAreLookedAtForTheRange() throws IOException {
        ImagePlus image = noise("16-bit", 1, 3, 1);
        image.getStack().getProcessor(1).setValue(60);
        image.getStack().getProcessor(1).fill();
        Path file = folder.resolve("it.tif");
        new FileSaver(image).saveAsTiffStack(file.toString());
        assertArrayEquals(
                pixels(new ShownImage(ImageFile.image(file), "1").picture(0)), pixels(ImageFile.picture(file)));
    }

    @Test
    void aStackThatWasCutBehindItsFirstSliceIsRefused() throws IOException {
        Path file = folder.resolve("it.tif");
        new FileSaver(noise("8-bit", 1, 5, 1)).saveAsTiffStack(file.toString());
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, (int) (.7 * bytes.length)));
        String message =
                assertThrows(UserException.class, () -> ImageFile.picture(file)).getMessage();
        assertTrue(message.contains("it.tif") && message.contains("its end is missing"), message);
    }

    private static int[] pixels(PixelRows picture) {
        byte[] row = new byte[3 * picture.width()];
        return IntStream.range(0, picture.height())
                .flatMap(y -> {
                    picture.read(y, row);
                    return IntStream.range(0, row.length).map(i -> row[i]);
                })
                .toArray();
    }
}

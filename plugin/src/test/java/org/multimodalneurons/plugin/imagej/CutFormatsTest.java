package org.multimodalneurons.plugin.imagej;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.io.FileSaver;
import ij.process.ImageProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.multimodalneurons.UserException;
import org.multimodalneurons.plugin.OnScreen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Files of every format that ImageJ opens: cut anywhere they are refused, unless no pixel is lost; whole they never are. */
@OnScreen
class CutFormatsTest {

    private static final int WIDTH = 37;
    private static final int HEIGHT = 23;
    private static final int SLICES = 3;
    private static final List<String> TYPES = List.of("8-bit", "16-bit", "32-bit", "RGB");

    /** Writes a whole file. */
    private interface Writer {
        void to(Path file) throws IOException;
    }

    @TempDir
    Path folder;

    @BeforeEach
    void clearLog() {
        IJ.log("\\Clear");
    }

    @AfterEach
    void restoreByteOrder() {
        Prefs.intelByteOrder = false;
    }

    static Stream<Arguments> formats() {
        List<Arguments> formats = new ArrayList<>();
        for (String type : TYPES) {
            add(formats, type + ".tif", file -> new FileSaver(noise(type, 1)).saveAsTiff(file.toString()));
            add(formats, type + " stack.tif", file -> new FileSaver(noise(type, SLICES)).saveAsTiff(file.toString()));
            add(formats, type + " little-endian.tif", file -> {
                Prefs.intelByteOrder = true;
                new FileSaver(noise(type, SLICES)).saveAsTiff(file.toString());
            });
            add(formats, type + ".zip", file -> new FileSaver(noise(type, SLICES)).saveAsZip(file.toString()));
            if (type.equals("RGB")) continue;
            add(formats, type + ".fits", file -> new FileSaver(noise(type, 1)).saveAsFits(file.toString()));
            add(formats, type + " stack.fits", file -> Files.write(file, fits(type)));
            add(formats, type + ".fits.gz", file -> {
                new FileSaver(noise(type, 1)).saveAsFits(file + ".plain");
                pack(Files.readAllBytes(Path.of(file + ".plain")), file);
            });
            add(formats, type + " stack.fits.gz", file -> pack(fits(type), file));
        }
        for (String compression : List.of("", "LZW", "Deflate", "ZLib", "PackBits"))
            for (String type : List.of("8-bit", "RGB"))
                for (int pages : new int[] {1, SLICES})
                    add(
                            formats,
                            type + " " + compression + " " + pages + " pages.tif",
                            file -> writePages(file, "tif", compression, noise(type, pages)));
        add(formats, ".jpg", file -> new FileSaver(noise("RGB", 1)).saveAsJpeg(file.toString()));
        add(formats, "progressive.jpg", CutFormatsTest::writeProgressiveJpeg);
        for (String type : List.of("8-bit", "RGB")) {
            add(formats, type + ".png", file -> new FileSaver(noise(type, 1)).saveAsPng(file.toString()));
            add(formats, type + ".bmp", file -> new FileSaver(noise(type, 1)).saveAsBmp(file.toString()));
            add(formats, type + ".gif", file -> IJ.saveAs(noise(type, 1), "gif", file.toString()));
            add(formats, type + " stack.gif", file -> IJ.saveAs(noise(type, SLICES), "gif", file.toString()));
        }
        add(formats, "16-bit.png", file -> new FileSaver(noise("16-bit", 1)).saveAsPng(file.toString()));
        add(formats, "packed.bmp", file -> writePages(file, "bmp", "BI_RLE8", noise("8-bit", 1)));
        for (int bits : new int[] {8, 16})
            for (int frames : new int[] {1, SLICES})
                add(formats, bits + " " + frames + ".dcm", file -> Files.write(file, dicom(bits, frames)));
        for (int kind = 1; kind <= 6; kind++)
            for (int largest : kind == 1 || kind == 4 ? new int[] {1} : new int[] {255, 65535}) {
                byte[] bytes = portable(kind, largest);
                add(formats, "P" + kind + " " + largest + ".pgm", file -> Files.write(file, bytes));
            }
        return formats.stream();
    }

    private static void add(List<Arguments> formats, String name, Writer writer) {
        formats.add(Arguments.of(name, writer));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    void aCutThatLosesPixelsIsRefused(String name, Writer writer) throws IOException {
        Path file = folder.resolve(name);
        writer.to(file);
        byte[] bytes = Files.readAllBytes(file);
        int[] whole = pixels(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length + 300));
        assertArrayEquals(whole, pixels(file), "with more behind it");
        for (int length : cuts(bytes.length)) {
            Files.write(file, Arrays.copyOf(bytes, length));
            if (length > .5 * bytes.length && isRead(file, whole)) continue; // padding, and what is behind the pixels
            UserException fault = assertThrows(UserException.class, () -> pixels(file), length + " of " + bytes.length);
            assertTrue(fault.getMessage().contains(file.toString()), fault.getMessage());
        }
    }

    /** In the head, all over the file, and each of the last bytes. */
    private static Set<Integer> cuts(int length) {
        Set<Integer> cuts = new TreeSet<>();
        for (int i = 0; i < Math.min(300, length); i += 9) cuts.add(i);
        for (int i = 1; i < 30; i++) cuts.add((int) ((long) length * i / 30));
        for (int i = 1; i < 20; i++) cuts.add(length - i);
        return cuts;
    }

    private static boolean isRead(Path file, int[] whole) {
        try {
            return Arrays.equals(whole, pixels(file));
        } catch (UserException e) {
            return false;
        }
    }

    /** Those of all slices, and how many slices there are. */
    private static int[] pixels(Path file) {
        ImagePlus image = ImageFile.image(file);
        IntStream pixels = IntStream.of(image.getWidth(), image.getStackSize());
        for (int slice = 1; slice <= image.getStackSize(); slice++) {
            ImageProcessor its = image.getStack().getProcessor(slice);
            pixels = IntStream.concat(
                    pixels, IntStream.range(0, its.getPixelCount()).map(its::get));
        }
        return pixels.toArray();
    }

    @Test
    void aStackThatEndsBetweenItsPagesIsRefused() throws IOException {
        Path file = folder.resolve("it.tif");
        writePages(file, "tif", "LZW", noise("8-bit", SLICES));
        byte[] bytes = Files.readAllBytes(file);
        writePages(file, "tif", "LZW", noise("8-bit", 1));
        Files.write(file, Arrays.copyOf(bytes, (int) Files.size(file)));
        UserException fault = assertThrows(UserException.class, () -> pixels(file));
        assertTrue(fault.getMessage().contains("its end is missing"), fault.getMessage());
    }

    /** As many writers leave it. */
    @ParameterizedTest
    @CsvSource({"8-bit, 1", "8-bit, 3", "RGB, 1", "RGB, 3"})
    void aGifWithoutItsEndByteIsReadAndOneWithoutTheEndOfItsDataIsNot(String type, int frames) throws IOException {
        Path file = folder.resolve("it.gif");
        IJ.saveAs(noise(type, frames), "gif", file.toString());
        byte[] bytes = Files.readAllBytes(file);
        int[] whole = pixels(file);
        assertEquals(0x3B, bytes[bytes.length - 1]);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertArrayEquals(whole, pixels(file));
        assertEquals(WIDTH, ImageFile.picture(file).width());
        List<Integer> cuts = new ArrayList<>(List.of(bytes.length - 2, bytes.length - 200, bytes.length / 2));
        if (frames > 1) cuts.add(lastControl(bytes) + 8); // behind what is told of the last frame
        for (int length : cuts) {
            Files.write(file, Arrays.copyOf(bytes, length));
            UserException fault = assertThrows(UserException.class, () -> pixels(file), length + " of " + bytes.length);
            assertTrue(fault.getMessage().contains("its end is missing"), fault.getMessage());
        }
    }

    private static int lastControl(byte[] gif) {
        byte[] begin = {0, 0x21, (byte) 0xF9, 4};
        for (int i = gif.length - begin.length; i >= 0; i--)
            if (Arrays.equals(gif, i, i + begin.length, begin, 0, begin.length)) return i + 1;
        throw new AssertionError("no frame is announced");
    }

    @Test
    void aTiffThatHoldsAJpegIsNotTakenForPixels() throws IOException {
        for (int pages : new int[] {1, SLICES}) {
            Path file = folder.resolve("it.tif");
            writePages(file, "tif", "JPEG", noise("8-bit", pages));
            UserException fault = assertThrows(UserException.class, () -> pixels(file));
            assertTrue(fault.getMessage().contains("it.tif"), fault.getMessage());
            assertFalse(fault.getMessage().contains("Copy it again"), fault.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({"8-bit, 4600", "8-bit, 46000", "16-bit, 46000", "RGB, 4600"})
    void aTiffWhoseHeadTellsOfAFarLargerPictureIsNamed(String type, int side) throws IOException {
        Path file = folder.resolve("it.tif");
        new FileSaver(noise(type, 1)).saveAsTiff(file.toString());
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        int directory = bytes.getInt(4);
        for (int i = 0; i < bytes.getShort(directory); i++) {
            int entry = directory + 2 + 12 * i;
            int tag = bytes.getShort(entry);
            if (tag == 256 || tag == 257) bytes.putShort(entry + 2, (short) 4).putInt(entry + 8, side);
        }
        Files.write(file, bytes.array());
        for (Function<Path, ?> reading : List.<Function<Path, ?>>of(ImageFile::image, ImageFile::picture)) {
            UserException fault = assertThrows(UserException.class, () -> reading.apply(file));
            String size = "it tells of " + side + " x " + side + " pixels";
            assertTrue(fault.getMessage().contains(file.toString()), fault.getMessage());
            assertTrue(fault.getMessage().contains(size), fault.getMessage());
        }
    }

    /** As Zeiss writes LSM files. */
    @Test
    void aLengthFromBeforeTheCompressionIsNotTakenForTheLengthInTheFile() throws IOException {
        Path file = folder.resolve("it.tif");
        ImagePlus flat = IJ.createImage("flat", "8-bit black", WIDTH, HEIGHT, 1);
        writePages(file, "tif", "LZW", flat);
        byte[] bytes = Files.readAllBytes(file);
        var order = bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer told = ByteBuffer.wrap(bytes).order(order);
        int directory = told.getInt(4);
        int rows = value(told, directory, 278, 0);
        int strips = told.getInt(entry(told, directory, 279) + 4);
        for (int i = 0; i < strips; i++) setValue(told, directory, 279, i, WIDTH * Math.min(rows, HEIGHT - i * rows));
        int[] whole = pixels(file);
        Files.write(file, bytes);
        assertTrue(bytes.length < WIDTH * HEIGHT, "packed");
        assertArrayEquals(whole, pixels(file));
    }

    private static int entry(ByteBuffer tiff, int directory, int tag) {
        for (int i = 0; i < tiff.getShort(directory); i++)
            if (tiff.getShort(directory + 2 + 12 * i) == tag) return directory + 2 + 12 * i;
        throw new AssertionError("no tag " + tag);
    }

    /** Where a value of an entry is. */
    private static int place(ByteBuffer tiff, int entry, int index) {
        int size = tiff.getShort(entry + 2) == 3 ? 2 : 4;
        int values = tiff.getInt(entry + 4) * size <= 4 ? entry + 8 : tiff.getInt(entry + 8);
        return values + index * size;
    }

    private static int value(ByteBuffer tiff, int directory, int tag, int index) {
        int entry = entry(tiff, directory, tag);
        int place = place(tiff, entry, index);
        return tiff.getShort(entry + 2) == 3 ? tiff.getShort(place) : tiff.getInt(place);
    }

    private static void setValue(ByteBuffer tiff, int directory, int tag, int index, int value) {
        int entry = entry(tiff, directory, tag);
        int place = place(tiff, entry, index);
        if (tiff.getShort(entry + 2) == 3) tiff.putShort(place, (short) value);
        else tiff.putInt(place, value);
    }

    /** ImageJ gives up at the first page that lies before the one before it, and shows those that it has. */
    @Test
    void aStackOfWhichImageJLosesSlicesIsRefused() throws IOException {
        Path file = folder.resolve("it.tif");
        writePages(file, "tif", "", noise("8-bit", SLICES));
        ByteBuffer tiff = ByteBuffer.wrap(Files.readAllBytes(file));
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int second = next(tiff, tiff.getInt(4));
        int third = next(tiff, second);
        int place = value(tiff, second, 273, 0);
        setValue(tiff, second, 273, 0, value(tiff, third, 273, 0));
        setValue(tiff, third, 273, 0, place);
        Files.write(file, tiff.array());
        UserException fault = assertThrows(UserException.class, () -> ImageFile.image(file));
        assertTrue(fault.getMessage().contains("Of the " + SLICES + " slices of the file " + file), fault.getMessage());
    }

    private static int next(ByteBuffer tiff, int directory) {
        return tiff.getInt(directory + 2 + 12 * tiff.getShort(directory));
    }

    @Test
    void aFileThatIsGoneIsToldSo() {
        UserException fault = assertThrows(UserException.class, () -> ImageFile.image(folder.resolve("gone.tif")));
        assertTrue(fault.getMessage().contains("There is no file " + folder.resolve("gone.tif")), fault.getMessage());
    }

    private static ImagePlus noise(String type, int slices) {
        ImagePlus image = IJ.createImage("noise", type + " black", WIDTH, HEIGHT, slices);
        for (int slice = 1; slice <= slices; slice++) {
            ImageProcessor its = image.getStack().getProcessor(slice);
            Random random = new Random(slice);
            for (int i = 0; i < its.getPixelCount(); i++) {
                int value = 50 + random.nextInt(200);
                if (type.equals("RGB")) its.set(i, value << 16 | value * value);
                else its.setf(i, value);
            }
        }
        return image;
    }

    private static void pack(byte[] bytes, Path file) throws IOException {
        try (var packed = new GZIPOutputStream(Files.newOutputStream(file))) {
            packed.write(bytes);
        }
    }

    /** A FITS file with slices, of which ImageJ saves one alone. */
    private static byte[] fits(String type) {
        int bits = type.equals("32-bit") ? -32 : Integer.parseInt(type.replace("-bit", ""));
        StringBuilder head = new StringBuilder();
        for (String card : List.of(
                "SIMPLE  = T",
                "BITPIX  = " + bits,
                "NAXIS   = 3",
                "NAXIS1  = " + WIDTH,
                "NAXIS2  = " + HEIGHT,
                "NAXIS3  = " + SLICES,
                "END")) head.append(card).append(" ".repeat(80 - card.length()));
        int length = WIDTH * HEIGHT * SLICES * Math.abs(bits) / 8;
        byte[] file = new byte[2880 + (length + 2879) / 2880 * 2880];
        Arrays.fill(file, 0, 2880, (byte) ' ');
        System.arraycopy(head.toString().getBytes(StandardCharsets.US_ASCII), 0, file, 0, head.length());
        for (int i = 0; i < length; i++) file[2880 + i] = (byte) (i * 7 % 60 + 50);
        return file;
    }

    /** By Java's own writers, which put each page behind the one before. */
    private static void writePages(Path file, String format, String compression, ImagePlus image) throws IOException {
        Files.deleteIfExists(file);
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (!compression.isEmpty()) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionType(compression);
            }
            if (image.getStackSize() > 1) writer.prepareWriteSequence(null);
            for (int slice = 1; slice <= image.getStackSize(); slice++) {
                ImageProcessor its = image.getStack().getProcessor(slice);
                IIOImage page = new IIOImage(
                        its.getBitDepth() == 24 ? its.getBufferedImage() : grey(its, format.equals("bmp")), null, null);
                if (image.getStackSize() > 1) writer.writeToSequence(page, how);
                else writer.write(null, page, how);
            }
            if (image.getStackSize() > 1) writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }

    private static BufferedImage grey(ImageProcessor pixels, boolean palette) {
        int type = palette ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_GRAY;
        BufferedImage grey = new BufferedImage(WIDTH, HEIGHT, type);
        for (int y = 0; y < HEIGHT; y++)
            for (int x = 0; x < WIDTH; x++) grey.getRaster().setSample(x, y, 0, pixels.get(x, y));
        return grey;
    }

    private static void writeProgressiveJpeg(Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.write(null, new IIOImage(noise("RGB", 1).getBufferedImage(), null, null), how);
        } finally {
            writer.dispose();
        }
    }

    /** A DICOM with explicit types, little-endian, of grey frames. */
    private static byte[] dicom(int bits, int frames) {
        ByteBuffer file = ByteBuffer.allocate(1 << 14).order(ByteOrder.LITTLE_ENDIAN);
        file.position(128);
        file.put("DICM".getBytes(StandardCharsets.US_ASCII));
        element(file, 0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1\0");
        element(file, 0x0028, 0x0004, "CS", "MONOCHROME2 ");
        if (frames > 1) element(file, 0x0028, 0x0008, "IS", frames + " ");
        for (int[] value : new int[][] {{0x0010, HEIGHT}, {0x0011, WIDTH}, {0x0100, bits}, {0x0103, 0}}) {
            file.putShort((short) 0x0028).putShort((short) value[0]).put("US".getBytes(StandardCharsets.US_ASCII));
            file.putShort((short) 2).putShort((short) value[1]);
        }
        int length = WIDTH * HEIGHT * frames * bits / 8;
        file.putShort((short) 0x7FE0).putShort((short) 0x0010).put("OW".getBytes(StandardCharsets.US_ASCII));
        file.putShort((short) 0).putInt(length);
        for (int i = 0; i < length; i++) file.put((byte) (i % 200 + 3));
        return Arrays.copyOf(file.array(), file.position());
    }

    private static void element(ByteBuffer file, int group, int element, String type, String value) {
        file.putShort((short) group).putShort((short) element).put(type.getBytes(StandardCharsets.US_ASCII));
        file.putShort((short) value.length()).put(value.getBytes(StandardCharsets.US_ASCII));
    }

    /** A PBM, PGM or PPM with remarks. */
    private static byte[] portable(int kind, int largest) {
        boolean bits = kind == 1 || kind == 4;
        int width = bits ? WIDTH + 3 : WIDTH; // ImageJ reads bits well where each row fills its bytes
        var bytes = new ByteArrayOutputStream();
        String head = "P" + kind + "\n# by a test 12 34\n" + width + " " + HEIGHT + "\n" + (bits ? "" : largest + "\n");
        bytes.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        int values = width * HEIGHT * (kind == 3 || kind == 6 ? 3 : 1);
        if (kind == 4) for (int i = 0; i < values / 8; i++) bytes.write(i * 37);
        else if (kind > 4) for (int i = 0; i < values * (largest > 255 ? 2 : 1); i++) bytes.write(i % 200 + 3);
        else
            for (int i = 1; i <= values; i++) {
                // the last has one digit, which a cut takes wholly or not at all
                int value = bits ? i % 3 % 2 : i == values ? 7 : (i * 31 + 5) % 256;
                bytes.writeBytes((value + (i % 12 == 0 ? "\n" : " ")).getBytes(StandardCharsets.US_ASCII));
            }
        return bytes.toByteArray();
    }

    @Test
    void whatFollowsAPictureInWordsDoesNotMatterAndRemarksAreNoValues() throws IOException {
        Path file = folder.resolve("it.pbm");
        Files.writeString(file, "P1 8 2 # 1 1 1\n0 1 1 0 0 1 1 0\n0 1 1 0 0 1 1 # 1\n0");
        assertEquals(8, ImageFile.picture(file).width());
        Files.writeString(file, "P1 8 2 # 1 1 1\n0 1 1 0 0 1 1 0\n0 1 1 0 0 1 1 # 1\n");
        assertThrows(UserException.class, () -> ImageFile.picture(file));
    }
}

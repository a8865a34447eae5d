package org.multimodalneurons.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Agreement with open_clip's validation transform, for every picture of the reference. */
class PreprocessingReferenceTest {

    private static final List<Integer> SIZES = List.of(64, 224, 288);

    record Case(String name, int size) {}

    static Stream<Case> cases() {
        return names().flatMap(name -> SIZES.stream().map(size -> new Case(name, size)));
    }

    static Stream<String> names() {
        try (Stream<Path> files = Files.list(folder())) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".png") && !name.contains(".to"))
                    .map(name -> name.substring(0, name.length() - 4))
                    .sorted()
                    .toList();
            assertEquals(16, names.size());
            return names.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Path.of(PreprocessingReferenceTest.class
                    .getResource("/reference/preprocess")
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PictureFile picture(String name) {
        return PictureFile.open(folder().resolve(name + ".png"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theSquareOfAFileAgreesWithTheReferenceBitForBit(Case example) {
        RgbImage expected = RgbImage.copyOf(picture(example.name() + ".to" + example.size()));
        RgbImage found = Preprocessing.clip(example.size()).resizeAndCrop(picture(example.name()));
        assertArrayEquals(expected.toBytes(), found.toBytes());
    }

    /** Made by {@code make_modes.py} beside the pictures. */
    static Stream<Path> otherModes() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder().resolveSibling("preprocess-modes"))) {
            files = all.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
        }
        assertEquals(57, files.size());
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("otherModes")
    void otherModesAndFiltersAgreeWithTheReferenceBitForBit(Path expected) {
        String[] parts = expected.getFileName().toString().split("\\.", -1);
        Preprocessing usual = Preprocessing.clip(Integer.parseInt(parts[3]));
        Preprocessing preprocessing = new Preprocessing(
                usual.size(),
                usual.mean(),
                usual.std(),
                ResizeMode.valueOf(parts[1].toUpperCase(Locale.ROOT)),
                Interpolation.valueOf(parts[2].toUpperCase(Locale.ROOT)),
                usual.rounding());
        RgbImage found = preprocessing.resizeAndCrop(picture(parts[0]));
        assertArrayEquals(RgbImage.copyOf(PictureFile.open(expected)).toBytes(), found.toBytes());
    }

    /** A palette or transparency is lost in an RGB picture: those two sources need their file. */
    @ParameterizedTest
    @MethodSource("cases")
    void theSquareOfAnRgbImageAgreesWithTheReferenceBitForBit(Case example) {
        if (example.name().startsWith("palette") || example.name().startsWith("rgba")) return;
        RgbImage expected = RgbImage.copyOf(picture(example.name() + ".to" + example.size()));
        RgbImage found = Preprocessing.clip(example.size()).resizeAndCrop(RgbImage.copyOf(picture(example.name())));
        assertEquals(expected, found);
    }

    @ParameterizedTest
    @MethodSource("names")
    void theNormalisedValuesAgreeWithTheReference(String name) throws IOException {
        Preprocessing preprocessing = Preprocessing.clip(64);
        float[] found = preprocessing.normalise(preprocessing.resizeAndCrop(picture(name)));
        float[] expected = normalised(name);
        assertEquals(expected.length, found.length);
        for (int channel = 0; channel < 3; channel++)
            for (int i = 0; i < 64 * 64; i++)
                assertEquals(expected[channel * 64 * 64 + i], found[3 * i + channel], 1e-6f);
    }

    /** One tensor [3, 64, 64] of the reference. */
    private static float[] normalised(String name) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(folder().resolve("normalised64.safetensors")))
                .order(ByteOrder.LITTLE_ENDIAN);
        int headerLength = Math.toIntExact(bytes.getLong());
        JsonObject header = JsonParser.parseString(
                        new String(bytes.array(), Long.BYTES, headerLength, StandardCharsets.UTF_8))
                .getAsJsonObject();
        int offset = header.getAsJsonObject(name)
                .getAsJsonArray("data_offsets")
                .get(0)
                .getAsInt();
        float[] values = new float[3 * 64 * 64];
        bytes.position(Long.BYTES + headerLength + offset);
        bytes.asFloatBuffer().get(values);
        return values;
    }

    @ParameterizedTest
    @MethodSource("names")
    void aFileReadsAsItsPixelsAre(String name) {
        PictureFile file = picture(name);
        assertTrue(file.width() > 0 && file.height() > 0);
        BufferedImage drawn = new BufferedImage(file.width(), file.height(), BufferedImage.TYPE_INT_RGB);
        RgbImage image = RgbImage.copyOf(file);
        for (int y = 0; y < file.height(); y++)
            for (int x = 0; x < file.width(); x++) drawn.setRGB(x, y, image.get(x, y));
        assertEquals(image, RgbImage.copyOf(new PictureFile(drawn)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyLayoutInMemoryGivesTheSameSquare(String name) {
        RgbImage image = RgbImage.copyOf(picture(name));
        RgbImage expected = Preprocessing.clip(64).resizeAndCrop(image);
        for (int type : List.of(
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_BGR,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_4BYTE_ABGR)) {
            BufferedImage around = new BufferedImage(image.width() + 5, image.height() + 3, type);
            for (int y = 0; y < image.height(); y++)
                for (int x = 0; x < image.width(); x++) around.setRGB(x + 2, y + 3, 0xFF000000 | image.get(x, y));
            BufferedImage part = around.getSubimage(2, 3, image.width(), image.height());
            assertEquals(image, RgbImage.copyOf(new PictureFile(part)));
            assertEquals(expected, Preprocessing.clip(64).resizeAndCrop(new PictureFile(part)));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aPartOfARowIsWhatTheRowHoldsThere(String name) {
        PictureFile file = picture(name);
        RgbImage image = RgbImage.copyOf(file);
        for (PixelRows rows : List.of(file, image, plain(image))) {
            int y = rows.height() - 1;
            int x = rows.width() / 3;
            int[] pixels = new int[rows.width() - x + 1];
            rows.read(y, x, rows.width() - x, pixels, 1);
            for (int i = x; i < rows.width(); i++) assertEquals(image.get(i, y), pixels[1 + i - x] & 0xFFFFFF);
        }
    }

    /** The same pixels behind no more than the interface asks for. */
    private static PixelRows plain(RgbImage image) {
        return new PixelRows() {
            @Override
            public int width() {
                return image.width();
            }

            @Override
            public int height() {
                return image.height();
            }

            @Override
            public void read(int y, byte[] rgb) {
                image.read(y, rgb);
            }
        };
    }
}

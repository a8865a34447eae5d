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
}

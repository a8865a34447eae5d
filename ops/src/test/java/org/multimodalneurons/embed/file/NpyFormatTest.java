package org.multimodalneurons.embed.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.Embeddings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NpyFormatTest {

    private static final Path FOREIGN = Path.of("src/test/resources/embeddings"); // by make_embeddings.py
    private static final float[][] VECTORS = {{.25f, -1.5f, 3.1415927f}, {1e-8f, 2, -.1f}};

    @TempDir
    Path folder;

    private Path file;
    private Path labels;

    @BeforeEach
    void write() {
        file = folder.resolve("set.npy");
        labels = folder.resolve("set.labels.csv");
        write(file, "a", "b", VECTORS);
    }

    private static void write(Path to, String first, String second, float[]... vectors) {
        new EmbeddingFile(to)
                .write(EmbeddingSet.of(new Embeddings("a model", List.of(first, second), vectors)), Progress.NONE);
    }

    private static EmbeddingSet read(Path from) {
        return new EmbeddingFile(from).read("", Progress.NONE);
    }

    @Test
    void theFileIsTheOneThatNumPyWrites() throws IOException {
        assertArrayEquals(Files.readAllBytes(FOREIGN.resolve("numpy.npy")), Files.readAllBytes(file));
    }

    @ParameterizedTest
    @CsvSource({
        "halves,     0.25, -1.5, 65504, 5.9604645E-8, 3.0994415E-6, 0.099975586",
        "big-endian, 0.25, -1.5, 3.1415927, 1E-8, 2, -0.1"
    })
    void otherFloatsAreRead(String name, float a, float b, float c, float d, float e, float f) {
        assertArrayEquals(
                new float[][] {{a, b, c}, {d, e, f}},
                read(FOREIGN.resolve(name + ".npy")).embeddings().vectors());
    }

    @ParameterizedTest
    @CsvSource({
        "bytes,    0, 127, 128, 255",
        "integers, -32768, 32767, -1, 258",
        "longs,    -1099511627776, 5, 0, 4611686018427387904"
    })
    void wholeNumbersAreRead(String name, float a, float b, float c, float d) {
        assertArrayEquals(
                new float[][] {{a, b}, {c, d}},
                read(FOREIGN.resolve(name + ".npy")).embeddings().vectors());
    }

    @Test
    void theHeaderMayBeLongerAndOfTheSecondVersion() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        byte[] dictionary = "{ 'shape':(2,3,), 'fortran_order':False,'descr':'<f4'}\n".getBytes(StandardCharsets.UTF_8);
        byte[] second = new byte[12 + dictionary.length + 24];
        System.arraycopy(whole, 0, second, 0, 6);
        second[6] = 2;
        second[8] = (byte) dictionary.length;
        System.arraycopy(dictionary, 0, second, 12, dictionary.length);
        System.arraycopy(whole, 128, second, 12 + dictionary.length, 24);
        Files.write(file, second);
        assertArrayEquals(VECTORS, read(file).embeddings().vectors());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    (2, 3)   | (2, 30)       | it is cut off: it should hold 2 rows. Copy the file again, or export
                    (2, 3)   | (999999999999, 3) | (999999999999, 3); embeddings are
                    (2, 3)   | (2, 0)        | the shape (2, 0); embeddings are
                    (2, 3)   | (2, 1000000)  | the shape (2, 1000000); embeddings are
                    (2, 3)   | (6,)          | the shape (6,); embeddings are
                    (2, 3)   | (99999999999999999999, 3) | no NumPy array of numbers in C order
                    (2, 3)   | two           | no NumPy array of numbers in C order
                    '<f4'    | '<U1'         | of the type <U1
                    '<f4'    | [('a', '<f4')] | no NumPy array of numbers in C order
                    NUMPY    | ZIPPY         | it begins otherwise
                    """,
            quoteCharacter = '"')
    void whatAHeaderTellsOtherwiseIsRefused(String old, String changed, String reason) throws IOException {
        String whole = Files.readString(file, StandardCharsets.ISO_8859_1);
        int longer = changed.length() - old.length();
        String damaged = whole.replace(old, changed);
        if (longer > 0) damaged = damaged.replace("}" + " ".repeat(longer), "}");
        Files.writeString(file, damaged, StandardCharsets.ISO_8859_1);
        var fault = assertThrows(UserException.class, () -> read(file));
        assertTrue(
                fault.getMessage().contains(reason) && fault.getMessage().contains(file.toString()), fault::getMessage);
    }

    @Test
    void complexNumbersAreRefused() {
        var fault = assertThrows(UserException.class, () -> read(FOREIGN.resolve("complex.npy")));
        assertTrue(fault.getMessage().contains("<c8"), fault::getMessage);
    }

    @Test
    void labelsCarryTheChecksumsThatPythonGives() throws IOException { // zlib.crc32(vectors[row].tobytes())
        assertEquals(
                List.of(
                        "Image,Group,File,Slice,Model,Vector CRC-32",
                        "a,,,,a model,1429379366",
                        "b,,,,a model,2704299541"),
                Files.readAllLines(labels));
        assertEquals(
                EmbeddingTable.HEADINGS,
                new EmbeddingFile(file).table(Progress.NONE).headings(),
                "it is not one of the columns");
    }

    @Test
    void labelsOfAnExportThatWasKilledBeforeItsVectorsCameAreRefused() throws IOException {
        Path other = folder.resolve("other.npy");
        write(other, "c", "d", VECTORS[0], new float[] {9, 9, 9});
        Files.move(folder.resolve("other.labels.csv"), labels, StandardCopyOption.REPLACE_EXISTING);
        var fault = assertThrows(UserException.class, () -> read(file));
        assertTrue(fault.getMessage().startsWith("The file " + labels + ", row 2, "), fault::getMessage);
        assertTrue(fault.getMessage().contains(file.toString()), fault::getMessage);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(List.of("c", "d"), read(file).embeddings().labels());
    }

    @Test
    void rowsThatWereMovedInOneOfTheFilesAreRefused() throws IOException {
        List<String> lines = Files.readAllLines(labels);
        Files.write(labels, List.of(lines.get(0), lines.get(2), lines.get(1)));
        assertThrows(UserException.class, () -> read(file));
    }

    @Test
    void labelsWithoutChecksumsAreTakenAsTheyAre() throws IOException {
        Files.write(labels, Arrays.asList("Label,Group", "x,1", "y,2"));
        assertEquals(List.of("x", "y"), read(file).embeddings().labels());
    }

    @Test
    void labelsOfAnotherNumberOfVectorsAreRefused() throws IOException {
        Files.write(labels, List.of("Label", "x"));
        var fault = assertThrows(UserException.class, () -> read(file));
        assertTrue(fault.getMessage().contains("describes 1 images"), fault::getMessage);
    }
}

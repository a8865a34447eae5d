package org.multimodalneurons.weights;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.model.Reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** PyTorch's archives are read as data; {@code archives/make_archives.py} in the test resources wrote those used here. */
class PyTorchArchiveTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"checkpoint-2.pt", "checkpoint-3.pt", "checkpoint-4.pt", "checkpoint-5.pt", "state-dict.pt"})
    void viewsAndAllNumberFormatsAreReadFromEveryProtocol(String name) {
        try (WeightFile file = WeightFile.open(archive(name))) {
            assertEquals(17, file.tensors().size());
            assertEquals(
                    new TensorInfo("transposed", DType.F32, new Shape(3, 2)),
                    file.tensors().get("transposed"));
            assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, file.floats("plain"));
            assertArrayEquals(new float[] {0, 3, 1, 4, 2, 5}, file.floats("transposed"));
            assertArrayEquals(new float[] {3, 5, 9, 11, 15, 17, 21, 23}, file.floats("cut"));
            assertArrayEquals(new float[] {23}, file.floats("scalar"));
            assertEquals(new Shape(), file.tensors().get("scalar").shape());
            assertArrayEquals(new float[0], file.floats("empty"));
            assertArrayEquals(new float[] {4, 5}, file.floats("parameter"));
            assertArrayEquals(new float[] {6, 7}, file.floats("subclass"));
            String[] kinds = {"Double", "Half", "BFloat16", "Long", "Int", "Short", "Char", "Byte", "Bool"};
            float[] numbers = {-0.5f, 1.5f, 1.5f, -0x1p62f, -8, -9, -10, 200, 1};
            for (int i = 0; i < kinds.length; i++)
                assertArrayEquals(new float[] {numbers[i]}, file.floats(kinds[i] + "Storage"), kinds[i]);
            assertArrayEquals(new long[] {-(1L << 62)}, file.longs("LongStorage"));
            assertThrows(IllegalArgumentException.class, () -> file.longs("plain"));
            assertThrows(IllegalArgumentException.class, () -> file.floats("absent"));
        }
    }

    @Test
    void anyPartOfAViewCanBeRead() {
        try (WeightFile file = WeightFile.open(archive("state-dict.pt"))) {
            float[] all = file.floats("channels_last");
            assertEquals(24, all.length);
            for (int from = 0; from < all.length; from++) {
                FloatBuffer part = FloatBuffer.allocate(Math.min(5, all.length - from));
                file.read("channels_last", from, part);
                for (int i = 0; i < part.capacity(); i++) assertEquals(all[from + i], part.get(i));
            }
            assertEquals(3, all[1], "the next row of the first channel");
            assertEquals(1, all[4], "the second channel");
            assertThrows(
                    IndexOutOfBoundsException.class, () -> file.read("channels_last", 23, FloatBuffer.allocate(2)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    big-endian.pt      | byte order big, expected little
                    stretched.pt       | tensor a: shape [1099511627776] with strides [0] from element 0 does not fit
                    beyond.pt          | does not fit its storage data/0 of 2 elements
                    overflow.pt        | does not fit its storage data/0 of 2 elements
                    negative-stride.pt | has strides [-1], expected none below zero
                    no-weights.pt      | no weights in the archive: looked for a dictionary of tensors
                    no-weights.pt      | found one of epoch, optimizer
                    module.pt          | refused: the archive asks for open_clip.model.CLIP, which
                    module.pt          | torch.save(model.state_dict(), file)
                    shared.pt          | its tensors claim more than 4 times the bytes of the file
                    """)
    void whatCannotBeMeantIsRefused(String name, String says) {
        assertTrue(refusal(archive(name)).contains(says), refusal(archive(name)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    os           | system
                    posix        | system
                    nt           | system
                    subprocess   | Popen
                    builtins     | eval
                    __builtin__  | exec
                    builtins     | getattr
                    operator     | attrgetter
                    functools    | partial
                    runpy        | run_path
                    torch        | load
                    torch.serialization | load
                    torch._utils | import_module
                    numpy.testing._private.utils | runstring
                    """)
    void whateverCouldRunIsRefusedByName(String module, String name) throws IOException {
        for (byte[] call : List.of(
                pickle("\u0080\2c" + module + "\n" + name + "\n(X\1\0\0\0atR."),
                pickle("\u0080\4\u008c" + (char) module.length() + module + "\u008c" + (char) name.length() + name
                        + "\u0093."))) {
            String message = refusal(zip(Map.of("a/data.pkl", call)));
            String known = module.equals("__builtin__") ? "builtins" : module;
            assertTrue(message.contains("refused: the archive asks for " + known + "." + name), message);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    \\x80\\x00N.             | its protocol is 0
                    I1\\x0a.                 | instruction 0x49 at byte 0 is unknown
                    \\x80\\x02}              | the pickle is cut off
                    .                        | its stack is empty
                    (0.                      | its stack is empty
                    t.                       | a mark is missing
                    }(K\\x01u.               | a key has no value
                    NN\\x85R.                | it calls what is no class or function
                    h\\x05.                  | it remembers nothing under 5
                    NK\\x01a.                | items are added to what is no list
                    NK\\x01K\\x02s.          | entries are added to what is no dictionary
                    NQ.                      | a persistent id is no storage
                    X\\xff\\xff\\xff\\x7fa.  | 2147483647 bytes expected at byte 5, found 2
                    \\x8d\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xffa. | 18446744073709551615 bytes expected
                    \\x8b\\xff\\xff\\xff\\xff. | bytes expected
                    N.                       | found none
                    }.                       | found an empty one
                    """)
    void aDamagedPickleIsRefused(String code, String says) throws IOException {
        String message = refusal(zip(Map.of("a/data.pkl", pickle(unescaped(code)))));
        assertTrue(message.contains(says), message);
    }

    @Test
    void aPickleThatNeverEndsOrRefersToItselfIsRefused() throws IOException {
        String endless = "N0".repeat((1 << 20) + 1) + "N.";
        assertTrue(refusal(zip(Map.of("a/data.pkl", pickle(endless)))).contains("more than 2097152 instructions"));
        String itself = "}q\0X\5\0\0\0modelh\0sX\n\0\0\0state_dicth\0s.";
        assertTrue(refusal(zip(Map.of("a/data.pkl", pickle(itself)))).contains("no weights in the archive"));
        String module = "c__torch__\nA\n)\u0081q\0}(X\1\0\0\0ah\0X\1\0\0\0bh\0ub.";
        assertTrue(refusal(zip(Map.of("a/data.pkl", pickle(module)))).contains("lie in each other more than 64 deep"));
    }

    @Test
    void anArchiveWithoutAStorageIsRefused() throws IOException {
        Path original = archive("state-dict.pt");
        Path changed = folder.resolve("changed.pt");
        byte[] bytes = Files.readAllBytes(original);
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("archive/data/0", "archive/data/Z");
        Files.write(changed, text.getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(refusal(changed).contains("the archive has no entry archive/data/0"), refusal(changed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    archive/data/1   | archive/data/2   | the zip has two entries archive/data/2
                    PK\\x01\\x02     | PK\\x01\\x03     | the zip's directory is damaged
                    PK\\x05\\x06     | PK\\x05\\x07     | the zip is cut off
                    """)
    void aDamagedZipIsRefused(String from, String to, String says) throws IOException {
        String text = new String(Files.readAllBytes(archive("state-dict.pt")), StandardCharsets.ISO_8859_1);
        String changed = text.replace(unescaped(from), unescaped(to));
        String message = refusal(Files.write(folder.resolve("damaged.pt"), pickle(changed)));
        assertTrue(message.contains(says), message);
    }

    @Test
    void compressedEntriesAreRefusedByName() throws IOException {
        Path file = folder.resolve("compressed.pt");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("a/data.pkl"));
            zip.write("N.".getBytes(StandardCharsets.US_ASCII));
        }
        assertTrue(refusal(file).contains("entry a/data.pkl is compressed (method 8)"), refusal(file));
    }

    @Test
    void severalArchivesInOneZipAreRefused() throws IOException {
        Path file = zip(Map.of("a/data.pkl", pickle("N."), "b/data.pkl", pickle("N.")));
        assertTrue(refusal(file).contains("a zip with several archives"), refusal(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0080\2\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.", "\u0080\2}q\0."})
    void filesOfOldPyTorchSayHowToConvertThem(String start) throws IOException {
        Path file = Files.write(folder.resolve("old.pt"), pickle(start));
        assertTrue(refusal(file).contains("before version 1.6, which is not read; load it and save it again"));
    }

    @Test
    void tarAndGzipFilesSayWhatToDo() throws IOException {
        byte[] tar = new byte[1024];
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        assertTrue(refusal(Files.write(folder.resolve("a.pt"), tar)).contains("before version 1.6"));
        byte[] gzip = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0};
        assertTrue(refusal(Files.write(folder.resolve("b.pt"), gzip)).contains("unpack it first"));
    }

    @Test
    void safetensorsWhoseLengthLooksLikeAPickleAreRead() throws IOException {
        byte[] file = new byte[8 + 0x280 + 4];
        Arrays.fill(file, (byte) ' ');
        byte[] header = pickle("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}");
        System.arraycopy(new byte[] {(byte) 0x80, 2, 0, 0, 0, 0, 0, 0}, 0, file, 0, 8);
        System.arraycopy(header, 0, file, 8, header.length);
        try (WeightFile read = WeightFile.open(Files.write(folder.resolve("a.safetensors"), file))) {
            assertEquals(1, read.floats("a").length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive", "safetensors"})
    void aFileCutOffWhileItIsOpenIsRefusedWhenItIsRead(String kind) throws IOException {
        Path original = kind.equals("archive")
                ? archive("state-dict.pt")
                : Reference.path("models/vit-hf-f16/model.safetensors");
        Path copy = Files.copy(original, folder.resolve("open.pt"));
        try (WeightFile file = WeightFile.open(copy)) {
            Files.write(copy, new byte[1]);
            for (String name : file.tensors().keySet())
                if (file.tensors().get(name).count() > 0)
                    assertThrows(InvalidModelException.class, () -> file.floats(name), name);
        }
    }

    @Test
    void anyStartOfAnArchiveIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(archive("state-dict.pt"));
        Path cut = folder.resolve("cut.pt");
        for (int length = 4; length < whole.length; length += 7) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertTrue(refusal(cut).contains("the zip is cut off"), refusal(cut));
        }
    }

    @Test
    void archivesOfSeveralFilesAreReadThroughTheirIndex() throws IOException {
        Files.copy(archive("state-dict.pt"), folder.resolve("pytorch_model-00001-of-00001.bin"));
        List<String> entries = new ArrayList<>();
        try (WeightFile file = WeightFile.open(archive("state-dict.pt"))) {
            for (String name : file.tensors().keySet())
                entries.add("\"" + name + "\": \"pytorch_model-00001-of-00001.bin\"");
        }
        String index = "{\"weight_map\": {" + String.join(", ", entries) + "}}";
        Files.writeString(folder.resolve("pytorch_model.bin.index.json"), index);
        try (WeightFile file = WeightFile.open(folder)) {
            assertArrayEquals(new float[] {0, 3, 1, 4, 2, 5}, file.floats("transposed"));
        }
        assertEquals(2, WeightFile.files(folder).size());
    }

    @Test
    void anArchiveBeyondFourGibibytesIsRead() throws IOException {
        Path file = folder.resolve("big.pt");
        BigArchive.write(file);
        try (WeightFile read = WeightFile.open(file)) {
            assertEquals(new Shape(BigArchive.COUNT), read.tensors().get("big").shape());
            FloatBuffer last = FloatBuffer.allocate(2);
            read.read("big", BigArchive.COUNT - 2, last);
            assertArrayEquals(new float[] {0, 1.5f}, last.array());
            assertArrayEquals(new float[] {2.5f}, read.floats("after"));
        }
    }

    @Test
    void aTorchScriptArchiveIsReadWithItsNumbers() {
        try (WeightFile file = WeightFile.open(Reference.path("models/vit-openai.pt"))) {
            assertArrayEquals(new long[] {48}, file.longs("input_resolution"));
            assertEquals(
                    DType.F16,
                    file.tensors()
                            .get("visual.transformer.resblocks.1.mlp.c_fc.weight")
                            .dtype());
            assertTrue(file.metadata().isEmpty());
        }
    }

    private Path zip(Map<String, byte[]> entries) throws IOException {
        return Files.write(folder.resolve("made.pt"), Sample.packed(entries));
    }

    private static byte[] pickle(String code) {
        return code.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String unescaped(String code) {
        return Pattern.compile("\\\\x(..)")
                .matcher(code)
                .replaceAll(
                        match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }

    static Path archive(String name) {
        try {
            return Path.of(
                    PyTorchArchiveTest.class.getResource("/archives/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String refusal(Path file) {
        String message = assertThrows(
                        InvalidModelException.class, () -> WeightFile.open(file).close())
                .getMessage();
        assertTrue(message.startsWith(file + ": "), message);
        return message;
    }
}

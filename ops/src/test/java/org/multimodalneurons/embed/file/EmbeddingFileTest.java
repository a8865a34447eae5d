package org.multimodalneurons.embed.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.EmbeddingSet.Centroid;
import org.multimodalneurons.embed.EmbeddingSet.Item;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.embed.file.EmbeddingFile.Format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class EmbeddingFileTest {

    private static final Path FOREIGN = Path.of("src/test/resources/embeddings");

    /** What make_embeddings.py writes. */
    private static final float[][] FOREIGN_VECTORS = {{.25f, -1.5f, 3.1415927f}, {1e-8f, 2, -.1f}};

    private static final EmbeddingSet SET = new EmbeddingSet(
            new Embeddings(
                    "RN50 1234abcd", List.of("a, \"b\":2", "ü 猫", "c"), new float[][] {{1 / 3f, 2}, {1e-30f, -4}, {5, 6}
                    }),
            List.of(
                    new Item("a, \"b\":2", "cat", "folder/a, b.tif", 2),
                    new Item("ü 猫", "", "", 0),
                    new Item("c", "a\nline", "c.tif", 1)));

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Format.class)
    void whatIsWrittenIsReadAgainDigitForDigit(Format format) {
        EmbeddingFile file = new EmbeddingFile(folder.resolve("set." + format.ending()));
        file.write(SET, Progress.NONE);
        EmbeddingSet read = file.read("", Progress.NONE);
        assertEquals(SET.items(), read.items());
        assertEquals(SET.embeddings().model(), read.embeddings().model());
        assertEquals(SET.embeddings().labels(), read.embeddings().labels());
        assertArrayEquals(SET.embeddings().vectors(), read.embeddings().vectors());
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void howValuesWereSeenIsWrittenWhereItIsNotAsShown(Format format) {
        EmbeddingFile file = new EmbeddingFile(folder.resolve("set." + format.ending()));
        file.write(new EmbeddingSet(SET.embeddings(), SET.items(), "values 0.35%; channels 3,2"), Progress.NONE);
        EmbeddingSet read = file.read("", Progress.NONE);
        assertEquals("values 0.35%; channels 3,2", read.display());
        assertEquals(SET.items(), read.items());
        assertEquals(
                read.display(),
                read.by("another").grouped(Item::file).at(List.of(1)).display());
        file.write(SET, Progress.NONE);
        assertEquals("", file.read("", Progress.NONE).display());
        assertFalse(file.table(Progress.NONE).headings().contains("Display"));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void placesOfRegionsComeBackDigitForDigit(Format format) {
        EmbeddingFile file = new EmbeddingFile(folder.resolve("set." + format.ending()));
        List<Item> items = List.of(
                new Item("it:a", "", "", 3, Optional.of(new Centroid(1 / 3., -2e-7, "µm"))),
                new Item("it", "", "", 1),
                new Item("it:b", "", "", 3, Optional.of(new Centroid(0, 12345.678901234, "pixel"))));
        file.write(new EmbeddingSet(SET.embeddings(), items, "values"), Progress.NONE);
        EmbeddingSet read = file.read("", Progress.NONE);
        assertEquals(items, read.items());
        assertEquals("values", read.display());
        assertEquals(
                List.of("Image", "Group", "File", "Slice", "Model", "X", "Y", "XY_Unit", "Display"),
                file.table(Progress.NONE).headings());
        assertEquals(
                items.get(2).centroid(),
                read.grouped(Item::label).at(List.of(2)).items().get(0).centroid());
        file.write(SET, Progress.NONE);
        assertFalse(file.table(Progress.NONE).headings().contains("X"), "where there is no region");
    }

    @Test
    void columnsXAndYOfOthersAreNoPlacesAndOursNeedNumbers() throws IOException {
        Path file = Files.writeString(folder.resolve("set.csv"), "Image,X,Y,E1\na,left,1,1\n");
        assertFalse(new EmbeddingFile(file).read("", Progress.NONE).hasCentroids());
        Files.writeString(file, "Image,X,Y,XY_Unit,E1\na,1,2,um,1\nb,left,2,um,1\n");
        String message = assertThrows(UserException.class, () -> new EmbeddingFile(file).read("", Progress.NONE))
                .getMessage();
        assertTrue(message.contains("row 2, column X: \"left\" is no number"), message);
    }

    @Test
    void imagesSeenInSeveralWaysAreToldSo() throws IOException {
        Path file = Files.writeString(folder.resolve("set.csv"), "Image,Display,E1\na,5%,1\nb,,2\nc,5%,3\n");
        assertEquals(
                "5% | shown", new EmbeddingFile(file).read("", Progress.NONE).display());
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aFileIsReplacedAndNoDraftIsLeft(Format format) throws IOException {
        EmbeddingFile file = new EmbeddingFile(folder.resolve("set." + format.ending()));
        file.write(SET, Progress.NONE);
        EmbeddingSet smaller = SET.at(List.of(2, 0));
        file.write(smaller, Progress.NONE);
        assertEquals(smaller.items(), file.read("", Progress.NONE).items());
        try (Stream<Path> files = Files.list(folder)) {
            assertTrue(files.noneMatch(each -> each.getFileName().toString().startsWith(".")), "a draft is left");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "numpy.npy",
                "doubles.npy",
                "pandas.csv",
                "pandas-snappy.parquet",
                "arrow-zstd.parquet",
                "columns.parquet"
            })
    void filesOfOthersAreRead(String name) {
        float[][] vectors = new EmbeddingFile(FOREIGN.resolve(name))
                .read("", Progress.NONE)
                .embeddings()
                .vectors();
        assertEquals(2, vectors.length);
        for (int i = 0; i < 2; i++) assertArrayEquals(FOREIGN_VECTORS[i], vectors[i]);
    }

    @Test
    void columnsOfOthersGiveLabelsFilesAndGroups() {
        EmbeddingSet pandas = new EmbeddingFile(FOREIGN.resolve("pandas-snappy.parquet")).read("", Progress.NONE);
        assertEquals(List.of(new Item("1", "x", "a.tif", 0), new Item("2", "y", "b, c.tif", 0)), pandas.items());
        EmbeddingSet byPath = new EmbeddingFile(FOREIGN.resolve("pandas-snappy.parquet")).read(" PATH ", Progress.NONE);
        assertEquals(List.of("a.tif", "b, c.tif"), byPath.groups());
        EmbeddingSet csv = new EmbeddingFile(FOREIGN.resolve("pandas.csv")).read("", Progress.NONE);
        assertEquals(List.of("one", "two, \"2\""), csv.embeddings().labels());
        EmbeddingSet arrow = new EmbeddingFile(FOREIGN.resolve("arrow-zstd.parquet")).read("", Progress.NONE);
        assertEquals(List.of("one", ""), arrow.embeddings().labels());
    }

    @Test
    void setsOfUnnamedModelsCannotBeCompared() {
        Embeddings one = new EmbeddingFile(FOREIGN.resolve("numpy.npy"))
                .read("", Progress.NONE)
                .embeddings();
        Embeddings other = new EmbeddingFile(FOREIGN.resolve("pandas.csv"))
                .read("", Progress.NONE)
                .embeddings();
        assertNotEquals(one.model(), other.model());
        assertThrows(UserException.class, () -> one.requireComparable(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    vector.npy     | two dimensions
                    gzip.parquet   | compressed
                    fortran.npy    | in C order
                    missing.npy    | There is no file
                    embeddings.txt | .csv, .npy, .parquet
                    """)
    void whatCannotBeReadIsNamed(String name, String reason) {
        var fault = assertThrows(
                UserException.class, () -> new EmbeddingFile(FOREIGN.resolve(name)).read("", Progress.NONE), name);
        assertTrue(fault.getMessage().contains(name) && fault.getMessage().contains(reason), fault::getMessage);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void damagedFilesAreNamed(Format format) throws IOException {
        Path file = folder.resolve("set." + format.ending());
        new EmbeddingFile(file).write(SET, Progress.NONE);
        byte[] whole = Files.readAllBytes(file);
        int shortest = format == Format.CSV ? 4 : 1; // a number that lost its last digits is one
        for (int length = 0; length <= whole.length - shortest; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            EmbeddingFile damaged = new EmbeddingFile(file);
            try {
                assertTrue(damaged.read("", Progress.NONE).size() < SET.size(), "a part passed for the whole");
            } catch (UserException e) {
                assertTrue(e.getMessage().contains(file.toString()), e::getMessage);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    'Image,E1\\na,x\\n'            | row 1, column E1: "x" is no number
                    'Image,E1\\na,NaN\\n'          | row 1: component 1 is NaN
                    'Image,E1,E2\\na,1\\n'         | line 2: found 2 cells, the headings are 3
                    'Image,Area\\na,1\\n'          | no column E1
                    'Image,E1\\n'                  | holds no row
                    ''                             | is empty
                    'Model,E1\\na,1\\nb,1\\n'      | several models: a, b
                    'Slice,E1\\nfirst,1\\n'        | the slice is "first"
                    """)
    void tablesThatHoldSomethingElseAreRefused(String content, String reason) throws IOException {
        Path file =
                Files.writeString(folder.resolve("table.csv"), content.replace("\\n", "\n"), StandardCharsets.UTF_8);
        var fault = assertThrows(UserException.class, () -> new EmbeddingFile(file).read("", Progress.NONE));
        assertTrue(fault.getMessage().contains(reason) && fault.getMessage().contains("table.csv"), fault::getMessage);
    }

    @Test
    void anUnknownColumnForTheGroupsIsAnsweredWithThoseThatAreThere() {
        var fault = assertThrows(UserException.class, () -> new EmbeddingFile(FOREIGN.resolve("pandas-snappy.parquet"))
                .read("species", Progress.NONE));
        assertTrue(fault.getMessage().contains("path, class"), fault::getMessage);
    }

    @Test
    void componentsAreReadByTheirNumbersWhateverTheOrderOfTheColumns() throws IOException {
        Path file = Files.writeString(folder.resolve("sorted.csv"), "E1,E10,E2,2023,Image\n1,3,2,7,a\n");
        EmbeddingSet set = new EmbeddingFile(file).read("2023", Progress.NONE);
        assertArrayEquals(new float[] {1, 2, 3}, set.embeddings().vector(0));
        assertEquals(List.of("7"), set.groups());
    }

    @Test
    void oneSetInEveryFormatUnderOneNameIsReadFromEach() {
        for (Format format : Format.values())
            new EmbeddingFile(folder.resolve("set." + format.ending())).write(SET, Progress.NONE);
        for (Format format : Format.values()) {
            EmbeddingSet read = new EmbeddingFile(folder.resolve("set." + format.ending())).read("", Progress.NONE);
            assertEquals(SET.items(), read.items());
        }
    }

    @Test
    void labelsStayWithTheirVectorsWhereTheseCannotBeReplaced() throws IOException {
        EmbeddingFile file = new EmbeddingFile(folder.resolve("set.npy"));
        Files.createDirectories(folder.resolve("set.npy/in the way"));
        new EmbeddingFile(folder.resolve("other.npy")).write(SET, Progress.NONE);
        assertThrows(UserException.class, () -> file.write(SET, Progress.NONE));
        try (Stream<Path> drafts = Files.list(folder)) {
            assertTrue(drafts.noneMatch(each -> each.toString().endsWith(".tmp")));
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void anEmptySetIsNotWrittenOverAnother(Format format) {
        EmbeddingFile file = new EmbeddingFile(folder.resolve("set." + format.ending()));
        file.write(SET, Progress.NONE);
        EmbeddingSet none = SET.at(List.of());
        assertThrows(UserException.class, () -> file.write(none, Progress.NONE));
        assertEquals(SET.items(), file.read("", Progress.NONE).items());
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aDraftThatAKilledRunLeftIsNoHindrance(Format format) throws IOException {
        Files.writeString(folder.resolve(".set." + format.ending() + ".tmp"), "half");
        EmbeddingFile file = new EmbeddingFile(folder.resolve("set." + format.ending()));
        file.write(SET, Progress.NONE);
        assertEquals(SET.items(), file.read("", Progress.NONE).items());
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void whatCannotBeWrittenLeavesNothing(Format format) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "kept").resolve("set." + format.ending());
        var fault = assertThrows(UserException.class, () -> new EmbeddingFile(file).write(SET, Progress.NONE));
        assertTrue(fault.getMessage().contains(file.toString()), fault::getMessage);
        assertEquals("kept", Files.readString(folder.resolve("file")));
        assertFalse(Files.exists(file));
    }

    @Test
    void numpysFileIsAPlainArrayOfFloats() throws IOException {
        Path file = folder.resolve("set.npy");
        new EmbeddingFile(file).write(SET, Progress.NONE);
        String header = new String(Files.readAllBytes(file), 0, 80, StandardCharsets.ISO_8859_1);
        assertTrue(header.contains("NUMPY") && header.contains("'<f4'") && header.contains("(3, 2)"), header);
    }

    /** As a full disk is met: when a buffer is emptied in the end, or at once. */
    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void aFullDiskIsNoFaultOfTheParquetLibrary(int room) {
        PositionOutputStream full = new PositionOutputStream() {

            private int written;

            @Override
            public long getPos() {
                return written;
            }

            @Override
            public void write(int value) throws IOException {
                if (written++ >= room) throw new IOException("No space left on device");
            }

            @Override
            public void close() throws IOException {
                throw new IOException("No space left on device");
            }
        };
        OutputFile disk = new OutputFile() {

            @Override
            public PositionOutputStream create(long block) {
                return full;
            }

            @Override
            public PositionOutputStream createOrOverwrite(long block) {
                return full;
            }

            @Override
            public boolean supportsBlockSize() {
                return false;
            }

            @Override
            public long defaultBlockSize() {
                return 0;
            }
        };
        EmbeddingTable table = EmbeddingTable.of(SET);
        IOException fault = assertThrows(IOException.class, () -> ParquetFormat.write(table, disk, Progress.NONE));
        assertEquals("No space left on device", fault.getMessage());
    }
}

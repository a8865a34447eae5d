package org.multimodalneurons.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.RandomClip;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PictureFile;
import org.multimodalneurons.model.ClipModel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Files of a user in the folder of an index: Lucene would delete some of them. */
class IndexFilesTest {

    @TempDir
    static Path model;

    @TempDir
    Path pictures;

    @TempDir
    Path kept;

    private static ClipModel clip;

    @BeforeAll
    static void openModel() {
        clip = ClipModel.open(RandomClip.write(model));
    }

    @AfterAll
    static void closeModel() {
        clip.close();
    }

    @BeforeEach
    void writePictures() throws IOException {
        PictureFolder.fill(pictures, 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_1.png",
                "_12.tif",
                "_a_cell.png",
                "_1.doc",
                "_9.cfs",
                "_0_notes.vec",
                "_0_a_0.tmp",
                "segments_nuclei.png",
                "segments_z",
                "segments_of_cells",
                "segments.csv",
                "pending_segments_1.tif",
                "pending_segments_3",
                "picture.png",
                "notes.txt"
            })
    void aUsersFileIsNeverDeletedAndNamed(String name) throws IOException {
        refused(kept, name); // where no index is yet
        assertEquals(3, index(kept).embedded());
        refused(kept, name);
        assertEquals(3, index(kept).unchanged());
        index(pictures.resolve(IndexPlace.NAME));
        refused(pictures.resolve(IndexPlace.NAME), name);
    }

    private void refused(Path index, String name) throws IOException {
        Path file = index.resolve(name);
        Files.writeString(file, "a user's " + name);
        Map<String, Long> before = content(index);
        String message = assertThrows(UserException.class, () -> index(index)).getMessage();
        assertTrue(message.contains(index + ",") && message.contains(": " + name + "."), message);
        assertEquals(before, content(index));
        Files.delete(file);
    }

    @Test
    void emptyFilesAndFoldersOfAUserAreNotTakenForLeftOver() throws IOException {
        Files.createFile(kept.resolve("_1.doc"));
        Files.createDirectories(kept.resolve("_2.cfs"));
        Files.createDirectories(kept.resolve("segments_1"));
        String message = assertThrows(UserException.class, () -> index(kept)).getMessage();
        assertTrue(message.contains("_1.doc, _2.cfs, segments_1"), message);
        assertEquals(3, content(kept).size());
    }

    @Test
    void theFolderOfThePicturesIsNotTakenForTheIndex() throws IOException {
        PictureFolder.write(pictures.resolve("_dapi_01.png"), 8);
        String message =
                assertThrows(UserException.class, () -> index(pictures)).getMessage();
        assertTrue(message.contains("_dapi_01.png, picture-0.png, picture-1.png and 1 more"), message);
        assertTrue(message.contains(pictures.resolve("index").toString()), message);
        assertEquals(4, content(pictures).size());
        assertEquals(4, index(pictures.resolve("index")).embedded());
    }

    @Test
    void whatFileBrowsersLeaveBehindMayStay() throws IOException {
        List<String> names = List.of(".DS_Store", "._segments_1", "Thumbs.db", "desktop.ini");
        for (String name : names) Files.writeString(kept.resolve(name), "of a file browser");
        assertEquals(3, index(kept).embedded());
        PictureFolder.fill(pictures, 5);
        assertEquals(5, index(kept).embedded());
        for (String name : names) assertEquals("of a file browser", Files.readString(kept.resolve(name)));
    }

    @Test
    void foldersThatLuceneLeavesAloneMayStay() throws IOException {
        Path found = Files.createDirectories(kept.resolve("lost+found"));
        new IndexJob(clip, new IndexPlace(pictures, kept), ImageFiles.below(pictures), PictureFile::open)
                .run(Progress.NONE);
        assertTrue(Files.isDirectory(found));
    }

    @Test
    void whatAKilledRunLeftIsGoneOnWith() throws IOException {
        Files.createFile(kept.resolve("write.lock"));
        Files.createFile(kept.resolve("pending_segments_1"));
        assertEquals(3, index(kept).embedded());
        Files.createFile(kept.resolve("_7.fdt"));
        Files.write(kept.resolve("_7_MultimodalNeurons1_0.vec"), new byte[] {0x3f, (byte) 0xd7, 0x6c});
        Files.write(kept.resolve("_7.fnm"), new byte[100]);
        Files.writeString(kept.resolve("_7_Lucene90FieldsIndex-doc_ids_0.tmp"), "addresses");
        Files.writeString(kept.resolve("_8_MultimodalNeurons1_0.vec_temp_1.tmp"), "vectors");
        assertEquals(3, index(kept).unchanged());
        assertTrue(content(kept).keySet().stream().noneMatch(name -> name.startsWith("_7") || name.startsWith("_8")));
    }

    @Test
    void anIndexOfAnotherProgramIsLeftAlone() throws IOException {
        try (var directory = FSDirectory.open(kept);
                var writer = new IndexWriter(directory, new IndexWriterConfig(null))) {
            writer.addDocument(new Document());
        }
        Files.delete(kept.resolve("write.lock"));
        Map<String, Long> before = content(kept);
        String message = assertThrows(UserException.class, () -> index(kept)).getMessage();
        assertTrue(message.contains(kept + " was made by another program"), message);
        assertEquals(before, content(kept));
        assertThrows(UserException.class, () -> ImageIndex.open(place(kept), clip.identity()));
    }

    @Test
    void whatIsPutIntoTheFolderDuringARunOrAfterItStays() throws IOException {
        List<String> names =
                List.of("_1.png", "_2.doc", "segments_nuclei.png", "segments_zz", "pending_segments_1.tif");
        new IndexJob(clip, place(kept), ImageFiles.below(pictures), file -> {
                    for (String name : names) write(kept.resolve(name));
                    return PictureFile.open(file);
                })
                .run(Progress.NONE);
        for (String name : names) assertEquals("a user's", Files.readString(kept.resolve(name)), name);
        try (ImageIndex index = ImageIndex.open(place(kept), clip.identity())) {
            assertEquals(3, index.size());
        }
        assertEquals(3, IndexedSet.of(place(kept), Progress.NONE).size());
        ImageIndex.filesOf(place(kept));
        assertThrows(UserException.class, () -> index(kept));
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "a user's");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aDamagedIndexBesideOtherFilesIsNotToBeDeleted() throws IOException {
        Files.writeString(kept.resolve("segments_nuclei.png"), "no index");
        assertFalse(ImageIndex.exists(place(kept)));
        Files.createFile(kept.resolve("segments_1"));
        for (String message : List.of(
                assertThrows(UserException.class, () -> ImageIndex.open(place(kept), clip.identity()))
                        .getMessage(),
                assertThrows(UserException.class, () -> ImageIndex.filesOf(place(kept)))
                        .getMessage(),
                assertThrows(UserException.class, () -> IndexedSet.of(place(kept), Progress.NONE))
                        .getMessage())) {
            assertTrue(message.contains(kept.toString()) && message.contains("files: segments_nuclei.png."), message);
            assertFalse(message.contains("Delete") || message.contains("radix"), message);
        }
    }

    @Test
    void whatLuceneStumblesOverIsToldAsADamagedIndex() {
        String message = assertThrows(UserException.class, () -> place(kept).reading(() -> {
                    throw new NumberFormatException("For input string: \"nuclei\" under radix 36");
                }))
                .getMessage();
        assertEquals(
                "The index " + kept + " is damaged, or of another version. Delete that folder and index the pictures"
                        + " again.",
                message);
        String full = assertThrows(UserException.class, () -> place(kept).reading(() -> {
                    throw new AlreadyClosedException("closed", new IOException("No space left on device"));
                }))
                .getMessage();
        assertTrue(full.contains("cannot be read or written: No space left on device."), full);
    }

    private IndexPlace place(Path index) {
        return new IndexPlace(pictures, index);
    }

    private IndexJob.Outcome index(Path index) {
        return new IndexJob(clip, place(index), ImageFiles.below(pictures), PictureFile::open).run(Progress.NONE);
    }

    /** The names in a folder, and the time of their last change. */
    private static Map<String, Long> content(Path folder) throws IOException {
        Map<String, Long> content = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList())
                content.put(
                        file.getFileName().toString(),
                        Files.getLastModifiedTime(file).toMillis());
        }
        return content;
    }
}

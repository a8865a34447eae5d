package org.multimodalneurons.search;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.RandomClip;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.image.PictureFile;
import org.multimodalneurons.model.ClipModel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class IndexJobTest {

    @TempDir
    static Path model;

    @TempDir
    Path folder;

    private static ClipModel clip;
    private final List<String> read = Collections.synchronizedList(new ArrayList<>());

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
        PictureFolder.fill(folder, 5);
        PictureFolder.write(folder.resolve("deeper/other.PNG"), 9);
        Files.writeString(folder.resolve("notes.txt"), "no picture");
    }

    @ParameterizedTest
    @CsvSource({
        "'', a/b.png, true",
        "a, a/b.png, true",
        "a/b.png, a/b.png, true",
        "a, ab.png, false",
        "a/b, a/b.png, false"
    })
    void whatCannotBeListedNowIsKept(String closed, String file, boolean kept) {
        assertEquals(kept, IndexJob.isIn(closed, file));
    }

    @Test
    void aFolderIsIndexedWithTheFoldersInItInNaturalOrder() throws IOException {
        PictureFolder.write(folder.resolve("picture-10.png"), 10);
        var outcome = index();
        assertEquals(7, outcome.embedded());
        List<String> natural = List.of(
                "deeper/other.PNG",
                "picture-0.png",
                "picture-1.png",
                "picture-2.png",
                "picture-3.png",
                "picture-4.png",
                "picture-10.png");
        assertEquals(natural, ImageFiles.below(folder).list(fault -> {}, Progress.NONE));
        assertEquals(natural.stream().sorted().toList(), read.stream().sorted().toList()); // several threads read
        try (ImageIndex index = open()) {
            assertEquals(natural, index.files()); // as they were put in: one run without a commit writes one part
        }
    }

    @Test
    void vectorsAreThoseThatTheEmbedderGives() {
        index();
        var picture = PictureFile.open(folder.resolve("picture-3.png"));
        float[] expected = new Embedder(clip)
                .images(List.of(picture), List.of("3"), Progress.NONE)
                .vector(0);
        try (ImageIndex index = open()) {
            assertArrayEquals(expected, index.vector("picture-3.png"), 1e-5f);
            Found best = index.search(Query.near(expected), 6).stream()
                    .filter(found -> found.file().equals("picture-3.png"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(1, best.cosine(), 1e-5);
            assertEquals(24, best.width());
            assertEquals(20, best.height());
        }
    }

    @Test
    void onlyWhatIsNewOrChangedIsReadAgainAndWhatIsGoneIsDropped() throws IOException {
        index();
        PictureFolder.write(folder.resolve("picture-1.png"), 77);
        // As it would be a moment later, where two moments may have one time of the file system.
        for (int i = 1; i <= 2; i++)
            Files.setLastModifiedTime(folder.resolve("picture-" + i + ".png"), FileTime.fromMillis(1000));
        PictureFolder.write(folder.resolve("new.png"), 78);
        Files.delete(folder.resolve("picture-0.png"));
        read.clear();
        assertEquals(new IndexJob.Outcome(3, 3, 1, List.of()), index());
        assertEquals(
                List.of("new.png", "picture-1.png", "picture-2.png"),
                read.stream().sorted().toList());
        assertEquals(
                List.of(
                        "deeper/other.PNG",
                        "new.png",
                        "picture-1.png",
                        "picture-2.png",
                        "picture-3.png",
                        "picture-4.png"),
                files());
        read.clear();
        assertEquals(new IndexJob.Outcome(0, 6, 0, List.of()), index());
        assertEquals(List.of(), read);
    }

    @Test
    void aNarrowerPatternAddsOnlyWhatItNames() {
        run(ImageFiles.below(folder).named("PICTURE-{1,2}.*").notDeeper(), Progress.NONE);
        assertEquals(List.of("picture-1.png", "picture-2.png"), files());
        run(ImageFiles.below(folder).notDeeper(), Progress.NONE);
        assertEquals(5, files().size());
    }

    @Test
    void aNarrowerPatternDropsWhatItNoLongerNames() {
        index();
        ImageFiles some = ImageFiles.below(folder).named("picture-{1,2}.png").notDeeper();
        assertEquals(new IndexJob.Outcome(0, 2, 4, List.of()), run(some, Progress.NONE));
        assertEquals(List.of("picture-1.png", "picture-2.png"), files());
    }

    @Test
    void whereThereIsNothingToIndexThatIsToldAndNoIndexIsBegun() throws IOException {
        ImageFiles none = ImageFiles.below(folder).named("*.tif").notDeeper();
        String message = assertThrows(UserException.class, () -> run(none, Progress.NONE))
                .getMessage();
        assertTrue(message.contains("The folder " + folder + " holds no image file that the filter *.tif"), message);
        assertFalse(Files.exists(folder.resolve(IndexPlace.NAME)));
        index();
        assertEquals(new IndexJob.Outcome(0, 0, 6, List.of()), run(none, Progress.NONE));
        assertEquals(List.of(), files());
    }

    @Test
    void theIndexKnowsWhatFilesItIsOf() {
        assertEquals(
                6,
                ImageIndex.filesOf(IndexPlace.in(folder))
                        .list(fault -> {}, Progress.NONE)
                        .size());
        run(ImageFiles.below(folder).named("picture-{1,2}.png").notDeeper(), Progress.NONE);
        run(ImageIndex.filesOf(IndexPlace.in(folder)), Progress.NONE);
        assertEquals(List.of("picture-1.png", "picture-2.png"), files());
    }

    @Test
    void filesThatCannotBeReadAreListedAndTriedAgainOnlyWhenTheyChange() throws IOException {
        Files.write(folder.resolve("empty.png"), new byte[0]);
        byte[] whole = Files.readAllBytes(folder.resolve("picture-1.png"));
        Files.write(folder.resolve("picture-1.png"), Arrays.copyOf(whole, 60));
        var outcome = index();
        assertEquals(5, outcome.embedded());
        assertEquals(
                List.of("empty.png", "picture-1.png"),
                outcome.unreadable().stream().map(Fault::file).sorted().toList());
        assertTrue(outcome.unreadable().get(0).error().contains("empty.png"), outcome.toString());
        read.clear();
        assertEquals(outcome.unreadable(), index().unreadable());
        assertEquals(List.of(), read);
        try (ImageIndex index = open()) {
            assertEquals(5, index.size());
            assertThrows(UserException.class, () -> index.vector("empty.png"));
        }
        PictureFolder.write(folder.resolve("empty.png"), 5);
        assertEquals(1, index().unreadable().size());
        assertEquals(List.of("empty.png"), read);
    }

    @Test
    void whatTheMemoryHadNoRoomForIsTriedAgain() {
        var outcome = new IndexJob(clip, IndexPlace.in(folder), ImageFiles.below(folder), file -> {
                    if (file.endsWith("picture-2.png")) throw new OutOfMemoryError("Java heap space");
                    return PictureFile.open(file);
                })
                .run(Progress.NONE);
        assertEquals(1, outcome.unreadable().size());
        String told =
                "The file " + folder.resolve("picture-2.png") + " needs more memory than there is; give ImageJ more";
        assertTrue(outcome.unreadable().get(0).error().startsWith(told), outcome.toString());
        assertEquals(List.of(), index().unreadable());
        assertEquals(List.of("picture-2.png"), read);
    }

    @Test
    void aFaultThatTheReaderDidNotThinkOfStopsOneFileOnly() {
        var outcome = new IndexJob(clip, IndexPlace.in(folder), ImageFiles.below(folder), file -> {
                    if (file.endsWith("picture-2.png")) throw new NegativeArraySizeException("-7");
                    return PictureFile.open(file);
                })
                .run(Progress.NONE);
        assertEquals(5, outcome.embedded());
        assertEquals("picture-2.png", outcome.unreadable().get(0).file());
        assertTrue(outcome.unreadable().get(0).error().contains("-7"), outcome.toString());
    }

    @Test
    void anIndexOfAnotherModelIsRefusedAndStaysAsItIs() throws IOException {
        index();
        try (var other = ClipModel.open(RandomClip.write(Files.createDirectory(folder.resolve("model")), 7))) {
            var job = new IndexJob(other, IndexPlace.in(folder), ImageFiles.below(folder), PictureFile::open);
            String message = assertThrows(UserException.class, () -> job.run(Progress.NONE))
                    .getMessage();
            assertTrue(message.contains(clip.identity()) && message.contains(other.identity()), message);
            assertThrows(UserException.class, () -> ImageIndex.open(IndexPlace.in(folder), other.identity()));
        }
        assertEquals(6, files().size());
    }

    @Test
    void aSecondRunAtTheSameTimeIsToldToWait() throws IOException {
        try (var first = new IndexWriting(IndexPlace.in(folder), clip.identity())) {
            String message = assertThrows(UserException.class, this::index).getMessage();
            assertTrue(message.contains("another run"), message);
            first.commit();
        }
        assertEquals(6, index().embedded());
    }

    @Test
    void aCancelledRunKeepsWhatItDid() throws IOException {
        PictureFolder.fill(folder, 300);
        Progress impatient = new Progress() {
            private boolean enough;

            @Override
            public void report(long done, long total, String message) {
                enough = message.startsWith("Looking at image") && done >= 64;
            }

            @Override
            public boolean cancelled() {
                return enough;
            }
        };
        assertThrows(CancellationException.class, () -> run(ImageFiles.below(folder), impatient));
        int kept = files().size();
        assertTrue(kept >= 64 && kept < 301, kept + " files");
        assertEquals(301 - kept, index().embedded());
        assertEquals(301, files().size());
    }

    @Test
    void aFolderThatCannotHoldTheIndexIsNamedWithTheWayOut() throws IOException {
        Files.writeString(folder.resolve(IndexPlace.NAME), "in the way");
        String message = assertThrows(UserException.class, this::index).getMessage();
        assertTrue(message.contains(IndexPlace.NAME) && message.contains("another folder"), message);
        IndexPlace elsewhere = new IndexPlace(folder, model.resolve("index"));
        new IndexJob(clip, elsewhere, ImageFiles.below(folder), PictureFile::open).run(Progress.NONE);
        try (ImageIndex index = ImageIndex.open(elsewhere, clip.identity())) {
            assertEquals(6, index.size());
        }
        IndexPlace wrong = new IndexPlace(folder.resolve("deeper"), model.resolve("index"));
        assertThrows(UserException.class, () -> ImageIndex.open(wrong, clip.identity()));
    }

    @Test
    void aDamagedIndexIsToldFromAMissingOne() throws IOException {
        assertTrue(assertThrows(UserException.class, this::open).getMessage().contains("not indexed"));
        index();
        try (var files = Files.list(folder.resolve(IndexPlace.NAME))) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("_"))
                    .toList()) Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 10));
        }
        assertTrue(assertThrows(UserException.class, this::open).getMessage().contains("damaged"));
        assertTrue(assertThrows(UserException.class, this::index).getMessage().contains("damaged"));
    }

    @Test
    void anIndexOfADriveThatIsNotThereKeepsItsImages(@TempDir Path elsewhere) throws IOException {
        IndexPlace kept = new IndexPlace(Files.createDirectory(elsewhere.resolve("drive")), elsewhere.resolve("index"));
        PictureFolder.fill(kept.pictures(), 2);
        run(kept, ImageFiles.below(kept.pictures()), Progress.NONE);
        for (int i = 0; i < 2; i++) Files.delete(kept.pictures().resolve("picture-" + i + ".png"));

        ImageFiles none = ImageFiles.below(kept.pictures());
        String message = assertThrows(UserException.class, () -> run(kept, none, Progress.NONE))
                .getMessage();

        assertTrue(message.contains("The folder " + kept.pictures() + " is empty"), message);
        assertTrue(message.contains(kept.index().toString()), message);
        try (ImageIndex index = ImageIndex.open(kept, clip.identity())) {
            assertEquals(2, index.size());
        }
        Files.writeString(kept.pictures().resolve("notes.txt"), "the drive is there, the images are gone");
        assertEquals(new IndexJob.Outcome(0, 0, 2, List.of()), run(kept, none, Progress.NONE));
    }

    @Test
    void anIndexWhereNothingChangedIsNotWrittenAgain() throws IOException {
        index();
        List<String> before = indexFiles();
        index();
        assertEquals(before, indexFiles());
    }

    private List<String> indexFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(IndexPlace.NAME))) {
            return files.map(file -> {
                        File shown = file.toFile();
                        return shown.getName() + " " + shown.length() + " " + shown.lastModified();
                    })
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aPatternThatIsNoneIsRefused() {
        String message = assertThrows(
                        UserException.class, () -> ImageFiles.below(folder).named("{a"))
                .getMessage();
        assertTrue(message.contains("\"{a\""), message);
        assertFalse(message.contains("\n"), message);
    }

    private IndexJob.Outcome index() {
        return run(ImageFiles.below(folder), Progress.NONE);
    }

    private IndexJob.Outcome run(ImageFiles files, Progress progress) {
        return run(IndexPlace.in(folder), files, progress);
    }

    private IndexJob.Outcome run(IndexPlace place, ImageFiles files, Progress progress) {
        return new IndexJob(clip, place, files, file -> {
                    read.add(place.pictures().relativize(file).toString().replace('\\', '/'));
                    return PictureFile.open(file);
                })
                .run(progress);
    }

    private ImageIndex open() {
        return ImageIndex.open(IndexPlace.in(folder), clip.identity());
    }

    private List<String> files() {
        try (ImageIndex index = open()) {
            return index.files().stream().sorted().toList();
        }
    }
}

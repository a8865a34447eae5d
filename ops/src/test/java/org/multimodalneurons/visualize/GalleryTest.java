package org.multimodalneurons.visualize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.PieceProgress;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Reference;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.probe.KnownUnit;
import org.multimodalneurons.probe.UnitList;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Galleries that are begun, interrupted and taken up again, of a ResNet and a transformer. */
class GalleryTest {

    private static final int STEPS = 3;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"rn-openclip, layer3.0.add", "vit-openclip-gelu, resblocks.1.mlp"})
    void eachPictureIsWhatItWouldBeAlone(String model, String layer) {
        try (ClipModel clip = open(model)) {
            List<Gallery.Picture> pictures = gallery(clip, 7).run(exhibits(layer, 0, 1, 2), Progress.NONE);
            assertEquals(3, pictures.size());
            PixelRows alone = drawing(clip, 7)
                    .maximise(Objectives.unit(new Unit(layer, 2)))
                    .run(Progress.NONE)
                    .drawing()
                    .rgb();
            assertArrayEquals(pixels(alone), pixels(pictures.get(2).rows()));
            assertTrue(Double.isFinite(pictures.get(2).response()));
        }
    }

    @Test
    void whatIsDoneIsNotDrawnAgainAndWhatDiffersIs() throws IOException {
        try (ClipModel clip = open("rn-openclip")) {
            List<Exhibit> four = exhibits("layer3.0.add", 0, 1, 2, 3);
            List<Gallery.Picture> first = gallery(clip, 1).keptIn(folder).run(four.subList(0, 2), Progress.NONE);
            List<Gallery.Picture> second = gallery(clip, 1).keptIn(folder).run(four, Progress.NONE);
            assertEquals(List.of(false, false, true, true), areNew(second));
            for (int i = 0; i < 2; i++) {
                assertArrayEquals(
                        pixels(first.get(i).rows()), pixels(second.get(i).rows()));
                assertEquals(first.get(i).response(), second.get(i).response());
            }
            assertEquals(
                    List.of(true, true),
                    areNew(gallery(clip, 2).keptIn(folder).run(four.subList(0, 2), Progress.NONE)));
            assertEquals(
                    List.of(true, true, false, false),
                    areNew(gallery(clip, 1).keptIn(folder).run(four, Progress.NONE)));
            assertEquals(5, Files.readAllLines(index()).size());
            assertEquals(5, files().size());
        }
    }

    @Test
    void anInterruptedGalleryIsWholeAndGoesOn() throws IOException {
        try (ClipModel clip = open("rn-openclip")) {
            List<Exhibit> three = exhibits("layer3.0.add", 0, 1, 2);
            Stopping inTheSecond = new Stopping(STEPS + 2);
            List<Gallery.Picture> done = gallery(clip, 1).keptIn(folder).run(three, inTheSecond);
            assertEquals(1, done.size());
            assertEquals(List.of("gallery.tsv", "layer3.0.add-0000.png"), files());
            Files.write(folder.resolve("layer3.0.add-0001.png.gallery-part"), new byte[] {1, 2, 3});
            assertEquals(
                    List.of(false, true, true),
                    areNew(gallery(clip, 1).keptIn(folder).run(three, Progress.NONE)));
            assertEquals(4, files().size());
        }
    }

    @Test
    void aPictureCutOffOrMissingOrWithoutALineIsDrawnAgain() throws IOException {
        try (ClipModel clip = open("rn-openclip")) {
            List<Exhibit> three = exhibits("layer3.0.add", 0, 1, 2);
            List<Gallery.Picture> first = gallery(clip, 1).keptIn(folder).run(three, Progress.NONE);
            Path cut = folder.resolve("layer3.0.add-0000.png");
            Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 50));
            Files.delete(folder.resolve("layer3.0.add-0001.png"));
            List<String> lines = Files.readAllLines(index());
            Files.write(index(), lines.subList(0, 3));
            List<Gallery.Picture> again = gallery(clip, 1).keptIn(folder).run(three, Progress.NONE);
            assertEquals(List.of(true, true, true), areNew(again));
            for (int i = 0; i < 3; i++)
                assertArrayEquals(
                        pixels(first.get(i).rows()), pixels(again.get(i).rows()));
            assertEquals(lines, Files.readAllLines(index()));
        }
    }

    @Test
    void theReasonIsToldWhenItCannotBegin() throws IOException {
        try (ClipModel clip = open("rn-openclip")) {
            List<Exhibit> one = exhibits("layer3.0.add", 0);
            Path file = Files.writeString(folder.resolve("file"), "text");
            assertMessage(
                    "cannot be kept in the folder",
                    () -> gallery(clip, 1).keptIn(file).run(one, Progress.NONE));
            Files.writeString(index(), "unit\nlayer3.0.add:0\tx\n");
            assertMessage("Line 2 of", () -> gallery(clip, 1).keptIn(folder).run(one, Progress.NONE));
            Files.delete(index());
            try (GalleryFolder open = GalleryFolder.open(folder)) {
                assertTrue(open.picture(one.get(0).unit(), "none").isEmpty());
                assertMessage(
                        "Another gallery", () -> gallery(clip, 1).keptIn(folder).run(one, Progress.NONE));
            }
            assertMessage(
                    "has no unit 99999", () -> gallery(clip, 1).run(exhibits("layer3.0.add", 0, 99999), Progress.NONE));
            assertMessage("twice", () -> gallery(clip, 1).run(exhibits("layer3.0.add", 0, 0), Progress.NONE));
            assertEquals(List.of("file"), files());
        }
    }

    @Test
    void rangesAndLayersStandForTheirUnits() {
        try (ClipModel clip = open("rn-openclip")) {
            List<Unit> units = UnitList.parse(clip, List.of("layer3.0.add:2-4", "layer3.0.add:3", "stem"));
            assertEquals(
                    List.of(2, 3, 4),
                    units.subList(0, 3).stream().map(Unit::index).toList());
            assertEquals(3 + clip.image().layer("stem").units(), units.size());
            try (ClipModel embedded = ClipModel.embedded()) {
                Unit shared = KnownUnit.parse(embedded, "angel");
                assertEquals(Map.of(shared, "santa"), UnitList.named(embedded, List.of("santa", "angel")));
                assertEquals(
                        Map.of(shared, "" + shared),
                        UnitList.named(
                                embedded, List.of(shared.layer() + ":" + shared.index() + "-" + shared.index())));
            }
            assertMessage("lies behind", () -> UnitList.parse(clip, List.of("stem:4-2")));
            assertMessage("has no unit 9999", () -> UnitList.parse(clip, List.of("stem:0-9999")));
            assertMessage("There is no unit", () -> UnitList.parse(clip, List.of()));
        }
    }

    @Test
    void theTimeThatIsLeftIsEstimated() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        List<String> told = new ArrayList<>();
        Progress whole = new Progress() {
            @Override
            public void report(long done, long total, String message) {
                told.add(done + "/" + total + " " + message);
            }

            @Override
            public boolean cancelled() {
                return false;
            }
        };
        PieceProgress progress = new PieceProgress(whole, 4, now::get);
        progress.next("a");
        progress.report(0, 10, "step");
        progress.next("b");
        now.set(Instant.EPOCH.plus(Duration.ofMinutes(2)));
        progress.report(0, 10, "step");
        now.set(Instant.EPOCH.plus(Duration.ofHours(10)));
        progress.report(10, 10, "step");
        assertEquals(List.of("0/40 a", "10/40 b: about 6 min left", "20/40 b: about 10.0 h left"), told);
    }

    private static ClipModel open(String model) {
        return ClipModel.open(Reference.of(model).weights());
    }

    private static FeatureVisualization drawing(ClipModel clip, long seed) {
        return FeatureVisualization.of(clip)
                .maximise(Objectives.unit(new Unit(clip.image().layers().get(0).name(), 0)))
                .over(Recipe.parametrization(clip).size(24, 24))
                .steps(STEPS)
                .seed(seed);
    }

    private static Gallery gallery(ClipModel clip, long seed) {
        return Gallery.of(objective -> drawing(clip, seed).maximise(objective));
    }

    private static List<Exhibit> exhibits(String layer, int... indices) {
        return Arrays.stream(indices)
                .mapToObj(index -> new Unit(layer, index))
                .map(unit -> new Exhibit(unit, unit + " thing", Objectives.unit(unit)))
                .toList();
    }

    private static List<Boolean> areNew(List<Gallery.Picture> pictures) {
        return pictures.stream().map(Gallery.Picture::isNew).toList();
    }

    private static byte[] pixels(PixelRows rows) {
        byte[] all = new byte[3 * rows.width() * rows.height()];
        byte[] row = new byte[3 * rows.width()];
        for (int y = 0; y < rows.height(); y++) {
            rows.read(y, row);
            System.arraycopy(row, 0, all, y * row.length, row.length);
        }
        return all;
    }

    private Path index() {
        return folder.resolve("gallery.tsv");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void assertMessage(String part, Executable work) {
        String message = assertThrows(UserException.class, work).getMessage();
        assertTrue(message.contains(part), message);
    }

    /** Cancelled when it has been asked so many times. */
    private static final class Stopping implements Progress {

        private final AtomicInteger left;

        Stopping(int questions) {
            left = new AtomicInteger(questions);
        }

        @Override
        public void report(long done, long total, String message) {}

        @Override
        public boolean cancelled() {
            return left.getAndDecrement() <= 1;
        }
    }
}

package org.multimodalneurons.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Answers to words, worked out once and kept. */
class WordAnswersTest {

    private static final List<String> WORDS = List.of("dog", "cat", "sun", "moon", "tree");

    private static ClipModel clip;
    private static Layer layer;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        clip = ClipModel.embedded();
        layer = clip.image().layer("layer4.0.add");
    }

    @AfterAll
    static void close() {
        clip.close();
    }

    /** A user who stops whatever begins. */
    private record Cancelled() implements Progress {

        @Override
        public void report(long done, long total, String message) {}

        @Override
        public boolean cancelled() {
            return true;
        }
    }

    @Test
    void writtenWordsAreShownToAllUnitsOfALayer() {
        BestWords best = WordAnswers.fresh().written(clip, layer, WORDS, Progress.NONE);
        var matrix = new ResponseMatrix(WORDS.size(), Pooling.MEAN);
        Responses.of(clip, List.of(layer))
                .images(
                        WORDS.stream()
                                .map(word -> WrittenWord.of(word, clip.image().size()))
                                .toList(),
                        matrix,
                        Progress.NONE);
        for (int unit : new int[] {0, 7, layer.units() - 1}) {
            int strongest = 0;
            for (int word = 1; word < WORDS.size(); word++)
                if (matrix.row(word)[unit] > matrix.row(strongest)[unit]) strongest = word;
            BestWords.Best first = best.top(unit, 1).get(0);
            assertEquals(strongest, first.word());
            assertEquals(matrix.row(strongest)[unit], first.value(), 1e-6);
        }
    }

    @Test
    void whatIsKeptIsTheSameAndIsNotWorkedOutAgain() throws IOException {
        WordAnswers kept = WordAnswers.keptIn(folder.resolve("words"));
        BestWords first = kept.written(clip, layer, WORDS, Progress.NONE);
        Progress never = new Cancelled();
        assertEquals(first.top(3, 5), kept.written(clip, layer, WORDS, never).top(3, 5));
        assertEquals(
                kept.said(clip, WORDS, Progress.NONE).top(3, 5),
                kept.said(clip, WORDS, never).top(3, 5));
        try (Stream<Path> files = Files.list(folder.resolve("words"))) {
            assertEquals(2, files.count(), "one file each, and nothing half-written");
        }
    }

    @Test
    void otherWordsAndLayersAreWorkedOutForThemselves() {
        WordAnswers kept = WordAnswers.keptIn(folder);
        BestWords first = kept.written(clip, layer, WORDS, Progress.NONE);
        BestWords fewer = kept.written(clip, layer, WORDS.subList(1, 5), Progress.NONE);
        BestWords earlier = kept.written(clip, clip.image().layer("layer4.0"), WORDS, Progress.NONE);
        assertNotEquals(first.top(3, 5), fewer.top(3, 5));
        assertNotEquals(first.top(3, 5), earlier.top(3, 5));
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        WordAnswers kept = WordAnswers.keptIn(folder);
        kept.written(clip, layer, WORDS, Progress.NONE);
        Path file;
        try (Stream<Path> files = Files.list(folder)) {
            file = files.findFirst().orElseThrow();
        }
        Files.write(file, new byte[] {1, 2, 3});
        String message = assertThrows(UserException.class, () -> kept.written(clip, layer, WORDS, Progress.NONE))
                .getMessage();
        assertTrue(message.contains(file.toString()) && message.contains("Delete the file"), message);
    }

    @Test
    void theBestOfManyWordsAreKeptInOrder() {
        var best = new BestWords(1);
        int many = 10 * BestWords.KEPT;
        for (int word = 0; word < many; word++) best.add(new float[] {(word * 37) % many});
        List<BestWords.Best> top = best.top(0, many);
        assertEquals(BestWords.KEPT, top.size());
        for (int i = 0; i < top.size(); i++) {
            assertEquals(many - 1 - i, top.get(i).value());
            assertEquals(many - 1 - i, top.get(i).word() * 37 % many);
        }
        assertEquals((many - 1) / 2., best.usual(0), 1e-9);
        double deviation = Math.sqrt(many * (many + 1) / 12.); // of the numbers 0 to many - 1
        assertEquals(((many - 1) / 2.) / deviation, top.get(0).deviations(), 1e-9);
    }
}

package org.multimodalneurons.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ClipTokenizerTest {

    private static ClipTokenizer tokenizer;

    @BeforeAll
    static void open() {
        tokenizer = ClipTokenizer.bundled();
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    @Test
    void theVocabularyIsClips() {
        assertEquals(49408, tokenizer.vocabularySize());
        assertEquals(49406, tokenizer.startToken());
        assertEquals(49407, tokenizer.endToken());
    }

    @Test
    void theReferencesControlTokensCountOnlyWhereAWordBegins() {
        assertArrayEquals(new long[] {49406, 1929, 49407}, tokenizer.encode("<start_of_text>dog<END_OF_TEXT>"));
        long[] glued = tokenizer.encode("!<start_of_text>");
        assertTrue(IntStream.range(0, glued.length).allMatch(i -> glued[i] < 49406));
        assertTrue(tokenizer.encode("<|startoftext|>")[0] < 49406);
    }

    @Test
    void aRowBeginsAndEndsWithItsTokensAndIsFilledWithZeros() {
        assertArrayEquals(new long[] {49406, 1929, 49407, 0, 0}, tokenizer.row("dog", 5));
        assertArrayEquals(new long[] {49406, 49407, 0}, tokenizer.row(" \t", 3));
        assertArrayEquals(
                new long[][] {tokenizer.row("dog", 4), tokenizer.row("cat", 4)},
                tokenizer.rows(List.of("dog", "cat"), 4));
    }

    @Test
    void aLongTextIsCutAndTheEndTokenComesLast() {
        assertArrayEquals(new long[] {49406, 1929, 1929, 49407}, tokenizer.row("dog dog dog", 4));
        assertTrue(tokenizer.truncates("dog dog dog", 4));
        assertFalse(tokenizer.truncates("dog dog", 4));
        assertEquals(3000, tokenizer.encode("dog ".repeat(3000)).length);
    }

    @Test
    void aContextTooShortForAnyTextIsRefused() {
        assertThrows(UserException.class, () -> tokenizer.row("dog", 1));
    }

    @Test
    void manyThreadsGetTheSameIds() {
        List<String> texts = IntStream.range(0, 200)
                .mapToObj(i -> "label " + i + " schÃ¶n &amp; &eacute;")
                .toList();
        long[][] alone = tokenizer.rows(texts, 77);
        assertArrayEquals(
                alone,
                texts.parallelStream().map(text -> tokenizer.row(text, 77)).toArray(long[][]::new));
    }

    @Test
    void aModelsOwnFileGivesTheSameIds(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("tokenizer.json");
        try (InputStream zipped = ClipTokenizer.class.getResourceAsStream("tokenizer.json.gz")) {
            Files.copy(new GZIPInputStream(zipped), file);
        }
        try (ClipTokenizer own = ClipTokenizer.open(file)) {
            assertEquals(49408, own.vocabularySize());
            assertArrayEquals(tokenizer.encode("A “photo” of 2 dogs"), own.encode("A “photo” of 2 dogs"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>not found</html>",
                "[1]",
                "{}",
                "{\"model\":{\"vocab\":[1]}}",
                "{\"model\":{\"vocab\":{\"a\":0}}}",
                "{\"model\":{\"vocab\":{\"<|startoftext|>\":0,\"<|endoftext|>\":1}}}"
            })
    void aFileThatIsNoTokenizerIsNamed(String content, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.json"), content);
        String message = assertThrows(UserException.class, () -> ClipTokenizer.open(file))
                .getMessage();
        assertTrue(message.contains(file.toString()), message);
    }

    @Test
    void aMissingFileIsNamed(@TempDir Path folder) {
        Path file = folder.resolve("none.json");
        String message = assertThrows(UserException.class, () -> ClipTokenizer.open(file))
                .getMessage();
        assertTrue(message.contains(file.toString()), message);
    }
}

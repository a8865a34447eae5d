package org.multimodalneurons.text;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import org.multimodalneurons.NativeLibrary;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;

/**
 * CLIP's tokenizer: cleans text as {@link TextCleaning} says and cuts it into byte pairs, as open_clip's
 * {@code SimpleTokenizer} does. It holds native memory until it is closed. Safe for use by several threads, but not
 * while one closes it.
 */
public final class ClipTokenizer implements AutoCloseable {

    private static final String BUNDLED = "tokenizer.json.gz";

    /** The words that the reference cuts text into, and before them the two that it reads as control tokens. */
    private static final Pattern WORDS = Pattern.compile(
            "(?<start><start_of_text>)|(?<end><end_of_text>)|'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
            Pattern.UNICODE_CHARACTER_CLASS);

    private final HuggingFaceTokenizer bytePairs;
    private final Vocabulary vocabulary;

    private ClipTokenizer(HuggingFaceTokenizer bytePairs, Vocabulary vocabulary) {
        this.bytePairs = bytePairs;
        this.vocabulary = vocabulary;
    }

    /** The tokenizer of OpenAI's CLIP and nearly all that followed: 49,408 tokens. */
    public static ClipTokenizer bundled() {
        return create(bundledFile());
    }

    /** The tokens of {@link #bundled()} as its file writes them, in the order of their ids. */
    static List<String> bundledTokens() {
        return bundledFile().tokens();
    }

    private static TokenizerFile bundledFile() {
        try (InputStream zipped = ClipTokenizer.class.getResourceAsStream(BUNDLED);
                Reader json = new InputStreamReader(new GZIPInputStream(zipped), StandardCharsets.UTF_8)) {
            return TokenizerFile.read(json, "the bundled tokenizer.json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A model's own tokenizer.
     *
     * @param tokenizerJson in the format of Hugging Face's tokenizers, with CLIP's byte pairs
     * @throws UserException when the file cannot be read or is no such tokenizer
     */
    public static ClipTokenizer open(Path tokenizerJson) {
        try (BufferedReader json = Files.newBufferedReader(tokenizerJson)) {
            return create(TokenizerFile.read(json, tokenizerJson.toString()));
        } catch (IOException e) {
            throw new UserException("The tokenizer " + tokenizerJson + " cannot be read: " + WholeFile.reason(e), e);
        }
    }

    private static ClipTokenizer create(TokenizerFile file) {
        // No limit here: rows are cut to the context length in one place, row().
        var options = Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");
        byte[] json = file.json().getBytes(StandardCharsets.UTF_8);
        return NativeLibrary.loading(
                "The tokenizer", () -> new ClipTokenizer(bytePairs(json, options, file), file.vocabulary()));
    }

    private static HuggingFaceTokenizer bytePairs(byte[] json, Map<String, String> options, TokenizerFile file) {
        try {
            return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalStateException e) {
            throw e; // no library for this platform
        } catch (RuntimeException e) {
            throw new UserException(file.name() + " is not a tokenizer that can be used: " + e.getMessage(), e);
        }
    }

    /** How many tokens there are; ids run from 0 to this less 1. */
    public int vocabularySize() {
        return vocabulary.size();
    }

    /** The token that begins each row. */
    public long startToken() {
        return vocabulary.start();
    }

    /** The token that ends each text: the largest id, at whose place the text's embedding is read. */
    public long endToken() {
        return vocabulary.end();
    }

    /** The ids of a text of any length, without start and end token. */
    public long[] encode(String text) {
        String clean = TextCleaning.clean(text);
        if (clean.isEmpty()) return new long[0];
        if (!clean.contains("_of_text>")) return bytePairs(clean);
        LongStream ids = LongStream.empty();
        int done = 0;
        for (Matcher word = WORDS.matcher(clean); word.find(); ) {
            boolean start = word.group("start") != null;
            if (!start && word.group("end") == null) continue;
            ids = LongStream.concat(ids, Arrays.stream(bytePairs(clean.substring(done, word.start()))));
            ids = LongStream.concat(ids, LongStream.of(start ? startToken() : endToken()));
            done = word.end();
        }
        return LongStream.concat(ids, Arrays.stream(bytePairs(clean.substring(done))))
                .toArray();
    }

    private long[] bytePairs(String text) {
        return text.isEmpty()
                ? new long[0]
                : bytePairs.encode(text, false, false).getIds();
    }

    /**
     * One row of a text model's input: start token, ids, end token, zeros. Of a text that is too long the end is cut
     * off, and the end token comes last.
     *
     * @param contextLength the row's length, at least 2
     */
    public long[] row(String text, int contextLength) {
        if (contextLength < 2)
            throw new UserException("A context of " + contextLength + " tokens holds no text: at least 2 are needed.");
        long[] ids = encode(text);
        int kept = Math.min(ids.length, contextLength - 2);
        long[] row = new long[contextLength];
        row[0] = startToken();
        System.arraycopy(ids, 0, row, 1, kept);
        row[kept + 1] = endToken();
        return row;
    }

    /** The rows of several texts, see {@link #row}. */
    public long[][] rows(List<String> texts, int contextLength) {
        return texts.stream().map(text -> row(text, contextLength)).toArray(long[][]::new);
    }

    /** Whether {@link #row} drops the end of a text. */
    public boolean truncates(String text, int contextLength) {
        return encode(text).length > contextLength - 2;
    }

    @Override
    public void close() {
        bytePairs.close();
    }

    /** What a tokenizer's file says of its tokens. */
    record Vocabulary(int size, long start, long end) {}
}

package org.multimodalneurons.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.multimodalneurons.text.ClipTokenizer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Captions to token ids: a plain one, and one that needs all the cleaning. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TokenizerBenchmark {

    private static final int CONTEXT = 77;
    private static final List<String> PLAIN = List.of("a photo of a golden retriever on the beach");
    private static final List<String> AWKWARD =
            List.of("Itâ€™s  a  <b>caf&amp;eacute;</b> in Zürich,\n\t10€ – 日本語 & emoji 🐕‍🦺");

    private ClipTokenizer tokenizer;

    /** Reads the vocabulary. */
    @Setup(Level.Trial)
    public void open() {
        tokenizer = ClipTokenizer.bundled();
    }

    /** Frees it. */
    @TearDown(Level.Trial)
    public void close() {
        tokenizer.close();
    }

    /** Words and spaces. */
    @Benchmark
    public long[][] plain() {
        return tokenizer.rows(PLAIN, CONTEXT);
    }

    /** Wrongly decoded letters, entities, white space, other scripts. */
    @Benchmark
    public long[][] awkward() {
        return tokenizer.rows(AWKWARD, CONTEXT);
    }
}

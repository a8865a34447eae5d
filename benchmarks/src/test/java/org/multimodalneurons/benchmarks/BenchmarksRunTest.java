package org.multimodalneurons.benchmarks;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Each benchmark is run once, on models and pictures so small that nothing is measured. */
class BenchmarksRunTest {

    private static final String[] TINY = {"TINY_RN", "TINY_VIT"};

    @ParameterizedTest
    @ValueSource(classes = {EncoderBenchmark.class, GradientBenchmark.class, LoadingBenchmark.class})
    void benchmarksOfModelsRunToTheirEnd(Class<?> benchmark) throws RunnerException {
        var options = once(benchmark).param("model", TINY).param("batch", "1");
        assertEquals(TINY.length, new Runner(options.build()).run().size());
    }

    @Test
    void benchmarkOfPreprocessingRunsToItsEnd() throws RunnerException {
        var options = once(PreprocessingBenchmark.class).param("width", "320");
        assertEquals(1, new Runner(options.build()).run().size());
    }

    @Test
    void benchmarksOfTheTokenizerRunToTheirEnd() throws RunnerException {
        assertEquals(2, new Runner(once(TokenizerBenchmark.class).build()).run().size());
    }

    @Test
    void theRatioOfReadingResponsesIsPrinted() {
        ResponsesRatio.main(new String[] {"2", "1"});
    }

    @Test
    void theRatioOfAttackingIsPrinted() {
        AttackRatio.main(new String[] {"2", "1"});
    }

    @Test
    void theFiguresOfDefencesArePrinted() {
        DefencesMeasure.main(new String[] {"2"});
    }

    @Test
    void figuresOfDuplicatesArePrinted() throws IOException {
        DuplicateFigures.main(new String[] {"3", "../sample-images/words"});
    }

    @Test
    void figuresOfSearchesArePrinted() throws IOException {
        SearchFigures.main(new String[] {"500", "16", "3"});
    }

    @Test
    void theRatioOfIndexingIsPrinted() throws IOException {
        IndexRatio.main(new String[] {"20", "1", "TINY_VIT"});
    }

    @Test
    void filesOfEmbeddingsAreWrittenAndRead() throws IOException {
        EmbeddingFileMemory.main(new String[] {"300", "8"});
    }

    private static ChainedOptionsBuilder once(Class<?> benchmark) {
        return new OptionsBuilder()
                .include("\\." + benchmark.getSimpleName() + "\\.")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(1))
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
    }
}

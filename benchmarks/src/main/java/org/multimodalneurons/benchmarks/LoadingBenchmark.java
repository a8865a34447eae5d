package org.multimodalneurons.benchmarks;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.multimodalneurons.model.ClipModel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Weights: a file, which the system still has in memory, to a model that is ready. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LoadingBenchmark {

    /** Which of {@link RandomModel}. */
    @Param({"RN50", "RN50X4", "VIT_B_32", "VIT_B_16"})
    public String model;

    private Path folder;

    /** Writes it. */
    @Setup(Level.Trial)
    public void write() {
        folder = RandomModel.valueOf(model).in(OpenModel.FOLDER);
    }

    /** Opens and closes. */
    @Benchmark
    public long open() {
        try (ClipModel clip = ClipModel.open(folder)) {
            return clip.parameterCount();
        }
    }
}

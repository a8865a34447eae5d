package org.multimodalneurons.benchmarks;

import java.util.concurrent.TimeUnit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The image tower: pixels to embeddings, a batch at a time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class EncoderBenchmark {

    /** Images at once. */
    @Param({"1", "8", "16"})
    public int batch;

    private NDManager manager;
    private NDArray pixels;

    /** Makes the images. */
    @Setup(Level.Trial)
    public void prepare(OpenModel open) {
        manager = open.clip().newManager();
        pixels = open.noise(manager, batch);
    }

    /** Frees them. */
    @TearDown(Level.Trial)
    public void free() {
        manager.close();
    }

    /** One batch. */
    @Benchmark
    public float[] embed(OpenModel open) {
        try (NDManager scratch = manager.newSubManager();
                NDArray own = pixels.duplicate()) {
            own.attach(scratch);
            return open.clip().image().embed(own).toFloatArray();
        }
    }
}

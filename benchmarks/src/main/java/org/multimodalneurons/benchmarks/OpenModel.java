package org.multimodalneurons.benchmarks;

import java.nio.file.Path;
import java.util.Random;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.model.ClipModel;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An open model for benchmarks, by name. */
@State(Scope.Benchmark)
public class OpenModel {

    /** Where models are kept; see {@code benchmarks/jmh}. */
    static final Path FOLDER = Path.of(System.getProperty("benchmarks.models", "benchmarks/target/random-models"));

    /** Which of {@link RandomModel}. */
    @Param({"RN50", "RN50X4", "VIT_B_32", "VIT_B_16"})
    public String model;

    private ClipModel clip;

    /** Opens it. */
    @Setup(Level.Trial)
    public void open() {
        clip = ClipModel.open(RandomModel.valueOf(model).in(FOLDER));
    }

    /** Closes it. */
    @TearDown(Level.Trial)
    public void close() {
        clip.close();
    }

    ClipModel clip() {
        return clip;
    }

    /** Noise [images, 3, size, size], laid out in memory as preprocessing does. */
    NDArray noise(NDManager manager, int images) {
        int size = clip.image().size();
        var random = new Random(2);
        float[] values = new float[images * size * size * 3];
        for (int i = 0; i < values.length; i++) values[i] = (float) random.nextGaussian();
        try (NDArray borrowed = manager.create(values, new Shape(images, size, size, 3));
                NDArray owned = borrowed.duplicate()) {
            return owned.transpose(0, 3, 1, 2);
        }
    }
}

package org.multimodalneurons.benchmarks;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import ai.djl.ndarray.NDManager;
import org.multimodalneurons.image.PictureFile;
import org.multimodalneurons.image.Preprocessing;
import org.multimodalneurons.model.PyTorch;
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

/** A colour picture in memory to a model's pixels of 224 x 224. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PreprocessingBenchmark {

    /** The picture's width; it is three quarters as high. */
    @Param({"320", "640", "1280", "4000"})
    public int width;

    private final Preprocessing preprocessing = Preprocessing.clip(224);
    private NDManager manager;
    private PictureFile picture;

    /** Makes the picture. */
    @Setup(Level.Trial)
    public void prepare() {
        manager = PyTorch.newManager();
        var image = new BufferedImage(width, width * 3 / 4, BufferedImage.TYPE_3BYTE_BGR);
        var random = new Random(3);
        for (int y = 0; y < image.getHeight(); y++)
            for (int x = 0; x < image.getWidth(); x++) image.setRGB(x, y, random.nextInt(1 << 24));
        picture = new PictureFile(image);
    }

    /** Frees what is native. */
    @TearDown(Level.Trial)
    public void free() {
        manager.close();
    }

    /** Resize, crop and normalise. */
    @Benchmark
    public long pixels() {
        try (NDManager scratch = manager.newSubManager()) {
            return preprocessing.pixels(scratch, List.of(picture)).size();
        }
    }
}

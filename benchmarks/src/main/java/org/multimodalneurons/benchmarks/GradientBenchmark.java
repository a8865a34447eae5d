package org.multimodalneurons.benchmarks;

import java.util.concurrent.TimeUnit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.multimodalneurons.model.Gradient;
import org.multimodalneurons.model.ImageEncoder;
import org.multimodalneurons.model.Layer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What one step of a feature visualization costs most: a neuron of the last layer, and its derivative by the pixels. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class GradientBenchmark {

    private NDManager manager;
    private NDArray pixels;
    private Layer last;

    /** Makes the image. */
    @Setup(Level.Trial)
    public void prepare(OpenModel open) {
        manager = open.clip().newManager();
        pixels = open.noise(manager, 1);
        last = lastNeurons(open.clip().image());
    }

    /** Frees it. */
    @TearDown(Level.Trial)
    public void free() {
        manager.close();
    }

    /** Forwards to the neuron, and back to the pixels. */
    @Benchmark
    public float step(OpenModel open) {
        try (Gradient gradient =
                Gradient.of(pixels, image -> response(open.clip().image(), image))) {
            return gradient.value();
        }
    }

    private NDArray response(ImageEncoder encoder, NDArray image) {
        NDArray activation = encoder.activate(image, last);
        String unit = last.kind() == Layer.Kind.MAP ? ":, 0" : "..., 0";
        return activation.get(unit).mean();
    }

    /** Where the paper looks: the last sum of a ResNet; the neurons of a transformer's last MLP. */
    private static Layer lastNeurons(ImageEncoder encoder) {
        return encoder.layers().stream()
                .filter(layer -> layer.name().endsWith(".add") || layer.name().endsWith(".mlp"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }
}

package org.multimodalneurons.model;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.multimodalneurons.weights.Safetensors;
import org.multimodalneurons.weights.TensorInfo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A small CLIP model with random weights, and what the reference implementations compute from it; see {@code
 * reference/README.md} in the test resources.
 */
public final class Reference {

    private final String model;
    private final String expected;

    private Reference(String model, String expected) {
        this.model = model;
        this.expected = expected;
    }

    /** Every model of the reference data. */
    public static Stream<Reference> models() {
        return Stream.of(
                of("rn-openclip"),
                new Reference("rn-statedict.pt", "rn-openclip"),
                new Reference("rn-openai.pt", "rn-openai"),
                new Reference("vit-openai.pt", "vit-openai"),
                new Reference("vit-checkpoint", "vit-openclip-gelu"),
                of("vit-openclip-gelu"),
                of("vit-openclip-quickgelu"),
                new Reference("vit-customtext", "vit-openclip-gelu"),
                new Reference("vit-hf", "vit-openclip-gelu"),
                new Reference("vit-hf-sharded", "vit-openclip-gelu"),
                of("vit-hf-bf16"),
                of("vit-hf-f16"));
    }

    /** The model of that name, with expectations of the same name. */
    public static Reference of(String model) {
        return new Reference(model, model);
    }

    /** A file or folder of the reference data. */
    public static Path path(String relative) {
        URL url = Reference.class.getResource("/reference/" + relative);
        if (url == null) throw new IllegalArgumentException("No reference data " + relative);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The weights' file or folder. */
    public Path weights() {
        return path("models/" + model);
    }

    /** The expectations. */
    public Safetensors expectations() {
        return Safetensors.open(path("expected/" + expected + ".safetensors"));
    }

    /** An expected tensor, or one of the inputs {@code pixels} and {@code ids}. */
    public NDArray tensor(NDManager manager, String name) {
        try (Safetensors file = expectations()) {
            TensorInfo info = file.tensors().get(name);
            return info.dtype().isFloating()
                    ? manager.create(file.floats(name), info.shape())
                    : manager.create(file.longs(name), info.shape());
        }
    }

    /** Asserts that a tensor is what the reference computed, relative to that one's largest absolute value. */
    public void assertAgrees(String name, NDArray actual, double tolerance) {
        try (Safetensors file = expectations()) {
            assertArrayEquals(
                    file.tensors().get(name).shape().getShape(),
                    actual.getShape().getShape(),
                    this + " " + name);
            double deviation = deviation(file.floats(name), actual.toFloatArray());
            if (Boolean.getBoolean("reference.print")) System.out.printf("%s %s %.1e%n", this, name, deviation);
            assertTrue(
                    deviation <= tolerance,
                    () -> String.format(
                            "%s %s: deviates by %.2e of the largest absolute value, allowed %.0e",
                            this, name, deviation, tolerance));
        }
    }

    /** Largest difference over the largest absolute expected value; NaN where either holds one. */
    public static double deviation(float[] expected, float[] actual) {
        double difference = 0;
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            double here = Math.abs((double) actual[i] - expected[i]);
            if (Double.isNaN(here)) return Double.NaN;
            difference = Math.max(difference, here);
            largest = Math.max(largest, Math.abs(expected[i]));
        }
        return difference / largest;
    }

    @Override
    public String toString() {
        return model;
    }
}

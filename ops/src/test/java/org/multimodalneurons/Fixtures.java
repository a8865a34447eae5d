package org.multimodalneurons;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

import org.multimodalneurons.weights.Safetensors;
import org.multimodalneurons.weights.WeightFile;

/** The reference data among the test resources. */
public final class Fixtures {

    private Fixtures() {}

    /** The folder of a reference model. */
    public static Path model(String name) {
        return path("models/" + name);
    }

    /** A file of reference tensors, such as {@code zeroshot/zeroshot.safetensors}. */
    public static WeightFile tensors(String file) {
        return Safetensors.open(path(file));
    }

    private static Path path(String name) {
        URL url = Objects.requireNonNull(Fixtures.class.getResource("/reference/" + name), name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}

package org.multimodalneurons.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.multimodalneurons.Fixtures;
import org.multimodalneurons.weights.WeightFile;

/** What the reference implementations draw; see {@code reference/README.md} in the test resources. */
final class FeatureFixture {

    private FeatureFixture() {}

    /** A tensor of that name. */
    static NDArray tensor(NDManager manager, String name) {
        try (WeightFile file = Fixtures.tensors("featurevis/featurevis.safetensors")) {
            return manager.create(file.floats(name), file.tensors().get(name).shape());
        }
    }

    /** Its values. */
    static float[] values(String name) {
        try (WeightFile file = Fixtures.tensors("featurevis/featurevis.safetensors")) {
            return file.floats(name);
        }
    }
}

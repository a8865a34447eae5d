package org.multimodalneurons.model;

import java.util.Random;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The last linear steps of every tower, against the whole tower and its derivatives. */
class ReadoutTest {

    private static final double TOLERANCE = 1e-4;

    static Stream<Reference> models() {
        return Reference.models();
    }

    @ParameterizedTest
    @MethodSource("models")
    void contributionsAndTheRestAddUpToTheEmbeddingsComponent(Reference reference) {
        try (ClipModel clip = ClipModel.open(reference.weights());
                NDManager manager = clip.newManager()) {
            NDArray pixels = reference.tensor(manager, "pixels");
            NDArray direction = direction(clip, manager);
            NDArray expected = reference.tensor(manager, "image.raw").matMul(direction);
            Readout readout = clip.image().readout(pixels, direction);
            NDArray added = readout.activations().mul(readout.weights());
            NDArray actual = added.reshape(2, -1).sum(new int[] {1}).add(readout.rest());
            assertTrue(Reference.deviation(expected.toFloatArray(), actual.toFloatArray()) <= TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void theActivationsAreThoseOfTheLayerOfNeurons(Reference reference) {
        try (ClipModel clip = ClipModel.open(reference.weights());
                NDManager manager = clip.newManager()) {
            Layer neurons = clip.image().neurons();
            NDArray layer = reference.tensor(manager, "image." + neurons);
            NDArray expected = neurons.kind() == Layer.Kind.MAP ? layer : layer.get(":, 0");
            Readout readout = clip.image().readout(reference.tensor(manager, "pixels"), direction(clip, manager));
            assertEquals(expected.getShape(), readout.activations().getShape());
            assertTrue(Reference.deviation(
                            expected.toFloatArray(), readout.activations().toFloatArray())
                    <= TOLERANCE);
            assertEquals(neurons.units(), expected.getShape().get(1));
        }
    }

    /** A map raised by 1 at all places moves the embedding by the unit's direction, however attention is shared out. */
    @ParameterizedTest
    @MethodSource("models")
    void theWeightsOfAUnitAddUpToItsDirection(Reference reference) {
        try (ClipModel clip = ClipModel.open(reference.weights());
                NDManager manager = clip.newManager()) {
            NDArray direction = direction(clip, manager);
            float[] expected =
                    clip.image().directions(manager).matMul(direction).toFloatArray();
            NDArray weights = clip.image()
                    .readout(reference.tensor(manager, "pixels"), direction)
                    .weights();
            for (int image = 0; image < 2; image++) {
                NDArray perUnit =
                        weights.get(image).reshape(expected.length, -1).sum(new int[] {1});
                float[] actual = clip.image().neurons().kind() == Layer.Kind.MAP
                        ? perUnit.toFloatArray()
                        : perUnit.mul(lastDeviation(clip, reference, manager, image))
                                .toFloatArray();
                assertTrue(Reference.deviation(expected, actual) <= TOLERANCE, reference + " image " + image);
            }
        }
    }

    /** What the last norm divides by, worked out from the residual stream. */
    private static float lastDeviation(ClipModel clip, Reference reference, NDManager manager, int image) {
        int last = clip.image().layers().size() - 2;
        String stream = "image." + clip.image().layers().get(last);
        float[] token = reference.tensor(manager, stream).get(image).get("0").toFloatArray();
        double mean = 0;
        for (float value : token) mean += (double) value / token.length;
        double variance = 0;
        for (float value : token) variance += (value - mean) * (value - mean) / token.length;
        return (float) Math.sqrt(variance + 1e-5);
    }

    private static NDArray direction(ClipModel clip, NDManager manager) {
        Random random = new Random(1);
        float[] vector = new float[clip.image().embeddingSize()];
        for (int i = 0; i < vector.length; i++) vector[i] = (float) random.nextGaussian();
        return manager.create(vector);
    }
}

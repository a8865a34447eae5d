package org.multimodalneurons.model;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** What a gradient needs is still there when the garbage collector was at work between the way there and back. */
class ConstantTest {

    @Test
    void isThereForTheGradient() {
        try (NDManager manager = PyTorch.newManager()) {
            NDArray x = manager.create(new float[] {1, 2, 3});
            try (Gradient gradient = Gradient.of(
                    x, v -> afterCollection(v.mul(Constant.beside(v, .5)).sum()))) {
                assertEquals(3, gradient.value());
                assertArrayEquals(
                        new float[] {.5f, .5f, .5f}, gradient.gradient().toFloatArray());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rn-openclip", "vit-openclip-quickgelu"})
    void theTowersGradientsOutliveACollection(String name) {
        Reference reference = Reference.of(name);
        try (ClipModel clip = ClipModel.open(reference.weights());
                NDManager manager = clip.newManager()) {
            NDArray pixels = reference.tensor(manager, "pixels");
            NDArray calm = Gradient.of(
                            pixels, x -> clip.image().embed(x).square().sum())
                    .gradient();
            NDArray disturbed = Gradient.of(
                            pixels,
                            x -> afterCollection(clip.image().embed(x).square().sum()))
                    .gradient();
            assertArrayEquals(calm.toFloatArray(), disturbed.toFloatArray(), 1e-6f);
        }
    }

    /** The same value, after memory that nobody owns any more was given back and written over. */
    private static NDArray afterCollection(NDArray value) {
        List<ByteBuffer> others = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            System.gc();
            pause();
            for (int i = 0; i < 20_000; i++) {
                ByteBuffer other = ByteBuffer.allocateDirect(4 << i % 3);
                while (other.hasRemaining()) other.put((byte) 0x7f);
                others.add(other);
            }
        }
        assertEquals(60_000, others.size());
        return value;
    }

    /** The collector's cleaner works in a thread of its own. */
    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

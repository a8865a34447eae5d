package org.multimodalneurons.weights;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.multimodalneurons.Fixtures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Tensors that a file keeps in pieces or turned are read in any part, like those that it keeps as they are. */
class StoredTest {

    private static final String BLOCK = "text_model.encoder.layers.0.self_attn.";

    @Test
    void anyPartOfAStackedOrTransposedTensorIsTheSameAsOfTheWhole() {
        List<Stored> all = List.of(
                Stored.stacked(List.of(BLOCK + "q_proj.bias", BLOCK + "k_proj.bias", BLOCK + "v_proj.bias")),
                Stored.transposed("text_projection.weight"),
                Stored.as("text_model.embeddings.position_embedding.weight"));
        try (WeightFile file = WeightFile.open(Fixtures.model("vit-hf"))) {
            for (Stored stored : all) {
                float[] whole = stored.floats(file);
                for (int from : new int[] {0, 1, 63, 64, 100, 128})
                    for (int count : new int[] {0, 1, 50, 64, whole.length - 128}) {
                        FloatBuffer part = FloatBuffer.allocate(count);
                        stored.read(file, from, part);
                        assertArrayEquals(
                                Arrays.copyOfRange(whole, from, from + count), part.array(), stored + " from " + from);
                    }
                FloatBuffer tooMany = FloatBuffer.allocate(whole.length);
                assertThrows(IndexOutOfBoundsException.class, () -> stored.read(file, 1, tooMany));
            }
        }
    }

    @Test
    void queriesKeysAndValuesAreStackedInThisOrder() {
        try (WeightFile file = WeightFile.open(Fixtures.model("vit-hf"))) {
            var stored = Stored.stacked(List.of(BLOCK + "q_proj.bias", BLOCK + "k_proj.bias"));
            float[] whole = stored.floats(file);
            assertArrayEquals(file.floats(BLOCK + "q_proj.bias"), Arrays.copyOf(whole, 64));
            assertArrayEquals(file.floats(BLOCK + "k_proj.bias"), Arrays.copyOfRange(whole, 64, 128));
        }
    }
}

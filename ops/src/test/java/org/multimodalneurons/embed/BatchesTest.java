package org.multimodalneurons.embed;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.weights.Architecture;
import org.multimodalneurons.weights.Gelu;

import static org.junit.jupiter.api.Assertions.assertEquals;

class BatchesTest {

    private static final long MEGABYTE = 1 << 20;

    @ParameterizedTest
    @CsvSource({"100,1", "400,7", "16000,16"})
    void aResNetGetsAsManyPicturesAsAQuarterOfTheFreeMemoryHolds(long megabytes, int expected) {
        var rn50 = new Architecture.ResNet(64, List.of(3, 4, 6, 3), 224, 32);
        assertEquals(expected, Batches.ofImages(rn50, megabytes * MEGABYTE));
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1000,3", "16000,7"})
    void aLargeTransformerGetsFewer(long megabytes, int expected) {
        var large = new Architecture.ViT(1024, 24, 16, 4096, 14, 336, Gelu.QUICK);
        assertEquals(expected, Batches.ofImages(large, megabytes * MEGABYTE));
    }

    @Test
    void smallPicturesDoNotMakeEndlessBatches() {
        var small = new Architecture.ResNet(4, List.of(1, 1, 1, 1), 32, 2);
        assertEquals(64, Batches.ofImages(small, Long.MAX_VALUE));
    }
}

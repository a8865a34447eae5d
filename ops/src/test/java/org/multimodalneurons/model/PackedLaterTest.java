package org.multimodalneurons.model;

import java.util.concurrent.atomic.AtomicInteger;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PackedLaterTest {

    private static final long LARGE = 600L << 20;

    @Test
    void aLargeModelsFirstPassIsPlainAndTheOthersArePackedOnce() {
        withPrograms((plain, packed) -> {
            var packings = new AtomicInteger();
            var later = PackedLater.of(
                    plain,
                    () -> {
                        packings.incrementAndGet();
                        return packed;
                    },
                    LARGE);
            assertSame(plain, later.next());
            assertEquals(0, packings.get());
            assertSame(packed, later.next());
            assertSame(packed, later.next());
            assertEquals(1, packings.get());
        });
    }

    @Test
    void aSmallModelIsPackedAtOnceSoThatAllItsPassesRoundAlike() {
        withPrograms((plain, packed) ->
                assertSame(packed, PackedLater.of(plain, () -> packed, 1000).next()));
    }

    @Test
    void whatIsNotToBePackedStaysAsItIs() {
        withPrograms((plain, packed) -> {
            var never = PackedLater.never(plain);
            assertSame(plain, never.next());
            assertSame(plain, never.next());
        });
    }

    @Test
    void anEighthOfTheMemoryMayBeTaken() {
        assertTrue(Packing.fits(1L << 30, 8L << 30));
        assertFalse(Packing.fits((1L << 30) + 1, 8L << 30));
    }

    private interface Check {
        void accept(Program plain, Program packed);
    }

    private static void withPrograms(Check check) {
        try (NDManager manager = PyTorch.newManager();
                IValue one = IValue.from(1L);
                IValue other = IValue.from(2L)) {
            TorchScript script = Kernels.PLAIN.towers(manager);
            check.accept(new Program(script, one), new Program(script, other));
        }
    }
}

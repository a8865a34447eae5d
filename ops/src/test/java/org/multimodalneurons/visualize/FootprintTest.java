package org.multimodalneurons.visualize;

import java.util.OptionalLong;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.PhysicalMemory;
import org.multimodalneurons.model.Reference;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FootprintTest {

    private static final long GIGABYTE = 1L << 30;

    private static ClipModel clip;

    @BeforeAll
    static void open() {
        clip = ClipModel.open(Reference.of("rn-openclip").weights());
    }

    @AfterAll
    static void close() {
        clip.close();
    }

    @Test
    void whatDoesNotFitIntoFreeMemoryIsRefusedWithAnEstimateAndAdvice() {
        Footprint large = of(2000, 8);
        String message = refusal(large, new PhysicalMemory(64 * GIGABYTE, OptionalLong.of(GIGABYTE)));
        assertTrue(message.matches("This would take about (\\d+ MB|[0-9.]+ GB) of memory.*"), message);
        assertTrue(message.contains("1024 MB free") && message.contains("8 picture(s) of 2000 x 2000"), message);
        assertTrue(message.contains("Draw smaller pictures"), message);
        assertDoesNotThrow(() -> large.check(new PhysicalMemory(64 * GIGABYTE, OptionalLong.of(60 * GIGABYTE))));
    }

    @Test
    void whereNobodyTellsWhatIsFreeAllMemoryCounts() {
        assertDoesNotThrow(() -> of(64, 1).check(new PhysicalMemory(GIGABYTE, OptionalLong.empty())));
        String message = refusal(of(8192, 256), new PhysicalMemory(16 * GIGABYTE, OptionalLong.empty()));
        assertTrue(message.contains("this machine has 16.0 GB: "), message);
    }

    @Test
    void moreAndLargerPicturesTakeMore() {
        assertTrue(of(128, 1).bytes() < of(256, 1).bytes());
        assertTrue(of(128, 1).bytes() < of(128, 2).bytes());
    }

    private static String refusal(Footprint footprint, PhysicalMemory memory) {
        return assertThrows(UserException.class, () -> footprint.check(memory)).getMessage();
    }

    private static Footprint of(int size, int pictures) {
        return Footprint.of(FeatureVisualization.of(clip)
                .maximise(Objectives.layer("stem"))
                .over(Parametrization.fourier().size(size, size))
                .pictures(pictures));
    }
}

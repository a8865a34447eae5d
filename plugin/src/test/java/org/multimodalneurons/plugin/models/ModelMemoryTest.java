package org.multimodalneurons.plugin.models;

import java.awt.event.WindowEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import ij.IJ;
import ij.gui.GenericDialog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.Progress;
import org.multimodalneurons.model.PhysicalMemory;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.Macros;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.OpenDialog;
import org.multimodalneurons.plugin.TinyModel;
import org.multimodalneurons.plugin.host.VirtualImageJ;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
public class ModelMemoryTest {

    private static final ModelMemory PLENTY = large(5_300_000_000L);
    private static final ModelMemory SCARCE = large(800_000_000L);

    @BeforeEach
    void startImageJ() {
        VirtualImageJ.start();
        IJ.log("\\Clear");
    }

    @Test
    void theNeedIsToldBesideWhatIsFree() {
        assertEquals("RN50x4 needs about 1.1 GB, 5.3 GB are free", PLENTY.sentence());
        List<String> status = new ArrayList<>();
        PLENTY.announce(listening(status));
        assertEquals(List.of("Loading RN50x4 needs about 1.1 GB, 5.3 GB are free"), status);
    }

    @Test
    void whereTheSystemDoesNotTellTheWholeMemoryCounts() {
        var unknown = new ModelMemory("it", 1_400_000_000, 1, new PhysicalMemory(1_000_000_000, OptionalLong.empty()));
        assertFalse(unknown.fits());
        assertEquals("it needs about 2.0 GB, this computer has 1.0 GB", unknown.sentence());
    }

    @Test
    void weightsAreCountedAsOftenAsTheyAreKept() {
        assertEquals(1_628_000_000, new ModelMemory("RN50x4", 514_000_000, 2, PLENTY.machine()).bytes());
        assertEquals(1_371_000_000, PLENTY.withReducedWeights().bytes());
        assertEquals(1, ModelMemory.of("vast", 1L << 50).copies());
    }

    @Test
    void aModelOnDiskTellsItsNeedWithoutBeingLoaded() {
        ModelChoice tiny = ModelChoice.parse(TinyModel.file(1).toString()).orElseThrow();
        ModelMemory need = tiny.memory().orElseThrow();
        assertTrue(need.bytes() > 600_000_000 && need.bytes() < 700_000_000, need.sentence());
        assertTrue(need.sentence().contains("tiny1.safetensors needs about 6"), need.sentence());
    }

    @Test
    void aPersonIsAskedBeforeAModelThatDoesNotFit() throws Exception {
        CompletableFuture<Void> refused = CompletableFuture.runAsync(() -> SCARCE.announce(Progress.NONE));
        GenericDialog dialog = OpenDialog.shown();
        Commands.screenshot("memory");
        OpenDialog.press(dialog, 1);
        var fault = assertThrows(ExecutionException.class, refused::get);
        assertInstanceOf(CancellationException.class, fault.getCause());
        CompletableFuture<Void> accepted = CompletableFuture.runAsync(() -> SCARCE.announce(Progress.NONE));
        OpenDialog.press(OpenDialog.shown(), 0);
        accepted.get();
    }

    @Test
    void aMacroIsWarnedAndGoesOn() {
        Macros.run("call('org.multimodalneurons.plugin.models.ModelMemoryTest.announce'); print('went on');");
        assertTrue(IJ.getLog().startsWith("Warning: RN50x4 needs about 1.1 GB, 800 MB are free."), IJ.getLog());
        assertTrue(IJ.getLog().contains("went on"), IJ.getLog());
    }

    /** Called by a macro. */
    public static void announce() {
        SCARCE.announce(Progress.NONE);
    }

    @Test
    void theSessionsModelIsLetGoWhenImageJCloses() throws Exception {
        ModelChoice tiny = ModelChoice.parse(TinyModel.file(1).toString()).orElseThrow();
        Models.SESSION.lease(tiny, Progress.NONE).close();
        assertTrue(Models.SESSION.inMemory().isPresent());
        IJ.getInstance().dispatchEvent(new WindowEvent(IJ.getInstance(), WindowEvent.WINDOW_CLOSED));
        assertTrue(Models.SESSION.inMemory().isEmpty());
    }

    @Test
    void sizesAreReadable() {
        assertEquals(
                List.of("0.4 MB", "9.9 MB", "714 MB", "1.0 GB", "12.3 GB"),
                java.util.stream.LongStream.of(400_000, 9_900_000, 714_000_000, 999_900_000, 12_345_000_000L)
                        .mapToObj(Sizes::text)
                        .toList());
    }

    private static ModelMemory large(long free) {
        return new ModelMemory("RN50x4", 514_000_000, 1, new PhysicalMemory(16_000_000_000L, OptionalLong.of(free)));
    }

    private static Progress listening(List<String> status) {
        return new Progress() {
            @Override
            public void report(long done, long total, String message) {
                status.add(message);
            }

            @Override
            public boolean cancelled() {
                return false;
            }
        };
    }
}

package org.multimodalneurons.plugin.imagej;

import java.lang.reflect.Field;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import ij.IJ;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.plugin.OnScreen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class QuietErrorsTest {

    @BeforeEach
    @AfterEach
    void shown() {
        IJ.redirectErrorMessages(false);
    }

    @Test
    void noThreadTakesTheQuietFromAnother() throws InterruptedException {
        AtomicInteger loud = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        Runnable reading = () -> {
            for (int i = 0; i < 200; i++)
                QuietErrors.during(() -> {
                    begun.countDown();
                    IJ.wait(1);
                    if (!IJ.redirectingErrorMessages()) loud.incrementAndGet();
                    return IJ.openImage("no-such-file.tif"); // ImageJ forgets the setting when it tells this
                });
        };
        Thread other = new Thread(reading);
        other.start();
        assertTrue(begun.await(10, TimeUnit.SECONDS));
        reading.run();
        other.join();
        assertEquals(0, loud.get());
        assertFalse(IJ.redirectingErrorMessages());
    }

    @Test
    void workWithinSuchWorkLeavesItQuiet() {
        boolean quiet = QuietErrors.during(() -> {
            QuietErrors.during(() -> "");
            return IJ.redirectingErrorMessages();
        });
        assertTrue(quiet);
        assertFalse(IJ.redirectingErrorMessages());
    }

    @Test
    void anImageJThatKeepsItsMacroElsewhereReadsFilesAllTheSame() {
        IJ.log("\\Clear");
        for (String changed : new String[] {"gone", "debugMode"}) {
            Optional<Field> field = QuietErrors.field(changed);
            assertTrue(field.isEmpty());
            boolean quiet = QuietErrors.during(IJ::redirectingErrorMessages, field);
            assertTrue(quiet);
            assertFalse(IJ.redirectingErrorMessages());
        }
        assertTrue(IJ.getLog().contains("differs from 1.54p in how an error stops a macro"), IJ::getLog);
    }

    @Test
    void thisImageJKeepsItWhereItIsKnownToBe() {
        assertTrue(QuietErrors.field("macroInterpreter").isPresent());
    }

    @Test
    void whatTheUserSetStays() {
        IJ.redirectErrorMessages(true);
        QuietErrors.during(() -> "");
        assertTrue(IJ.redirectingErrorMessages());
    }
}

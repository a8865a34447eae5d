package org.multimodalneurons.embed;

import java.util.AbstractList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.multimodalneurons.LazyList;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.Preprocessing;
import org.multimodalneurons.image.RgbImage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PictureQueueTest {

    private static final Preprocessing PREPROCESSING = Preprocessing.clip(8);
    private static final Progress CANCELLED = new Progress() {
        @Override
        public void report(long done, long total, String message) {}

        @Override
        public boolean cancelled() {
            return true;
        }
    };

    private static RgbImage picture(int index) {
        byte[] rgb = new byte[3 * (9 + index % 5) * 10];
        for (int i = 0; i < rgb.length; i++) rgb[i] = (byte) (i * (index + 3));
        return RgbImage.of(9 + index % 5, 10, rgb);
    }

    /** Counts how many pictures were asked for; one of them cannot be read. */
    private static final class Counted extends AbstractList<PixelRows> {

        private final AtomicInteger asked = new AtomicInteger();
        private final int broken;
        private final UserException fault = new UserException("The file number-12.png is damaged.");

        Counted(int broken) {
            this.broken = broken;
        }

        @Override
        public PixelRows get(int index) {
            asked.incrementAndGet();
            if (index == broken) throw fault;
            return picture(index);
        }

        @Override
        public int size() {
            return 100;
        }
    }

    private static long ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("Multimodal Neurons pictures"))
                .count();
    }

    @Test
    void picturesComeInOrderWithTheirOwnValues() {
        try (PictureQueue queue = new PictureQueue(new Counted(-1), PREPROCESSING, 3)) {
            for (int i = 0; i < 100; i++)
                assertArrayEquals(PREPROCESSING.values(picture(i)), queue.next(Progress.NONE));
        }
    }

    @Test
    void afterAFileThatFailedBeforeAnybodyLookedTheOthersAreRead() throws InterruptedException {
        UserException fault = new UserException("It is damaged.");
        List<PixelRows> files = LazyList.concurrent(6, index -> {
            if (index % 2 == 1) throw fault;
            return picture(index);
        });
        try (PictureQueue queue = new PictureQueue(files, PREPROCESSING, 1)) {
            for (int i = 0; i < 6; i++) {
                Thread.sleep(200); // the one behind has failed by now, and is not yet taken
                if (i % 2 == 1) assertSame(fault, assertThrows(UserException.class, () -> queue.next(Progress.NONE)));
                else assertArrayEquals(PREPROCESSING.values(picture(i)), queue.next(Progress.NONE));
            }
        }
    }

    @Test
    void aFileThatTheMemoryDoesNotHoldIsAFaultOfItsOwn() {
        List<PixelRows> files = LazyList.concurrent(3, index -> {
            if (index == 1) throw new OutOfMemoryError("Java heap space");
            return picture(index);
        });
        try (PictureQueue queue = new PictureQueue(files, PREPROCESSING, 3)) {
            assertArrayEquals(PREPROCESSING.values(picture(0)), queue.next(Progress.NONE));
            String message = assertThrows(UserException.class, () -> queue.next(Progress.NONE))
                    .getMessage();
            assertTrue(message.startsWith("It needs more memory than there is; give ImageJ more"), message);
        }
    }

    @Test
    void filesAreReadSeveralAtOnceAndComeInOrder() throws InterruptedException {
        int processors = Runtime.getRuntime().availableProcessors();
        CountDownLatch atWork = new CountDownLatch(processors);
        List<PixelRows> files = LazyList.concurrent(2 * processors, index -> {
            atWork.countDown();
            try {
                assertTrue(atWork.await(20, TimeUnit.SECONDS), "read one by one");
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return picture(index);
        });
        try (PictureQueue queue = new PictureQueue(files, PREPROCESSING, processors)) {
            for (int i = 0; i < 2 * processors; i++)
                assertArrayEquals(PREPROCESSING.values(picture(i)), queue.next(Progress.NONE));
        }
    }

    @Test
    void aFileThatCannotBeReadIsNamedWhenItsTurnComes() {
        Counted pictures = new Counted(12);
        List<PixelRows> files = LazyList.concurrent(100, pictures::get);
        try (PictureQueue queue = new PictureQueue(files, PREPROCESSING, 3)) {
            for (int i = 0; i < 12; i++) queue.next(Progress.NONE);
            assertSame(pictures.fault, assertThrows(UserException.class, () -> queue.next(Progress.NONE)));
            assertArrayEquals(PREPROCESSING.values(picture(13)), queue.next(Progress.NONE));
        }
        assertTrue(pictures.asked.get() < 100, () -> pictures.asked + " pictures were read");
        assertEquals(0, ownThreads());
    }

    @Test
    void aPictureThatCannotBeReadIsNamedWhenItsTurnComes() {
        Counted pictures = new Counted(12);
        try (PictureQueue queue = new PictureQueue(pictures, PREPROCESSING, 3)) {
            for (int i = 0; i < 12; i++) queue.next(Progress.NONE);
            assertSame(pictures.fault, assertThrows(UserException.class, () -> queue.next(Progress.NONE)));
            assertArrayEquals(PREPROCESSING.values(picture(13)), queue.next(Progress.NONE));
        }
    }

    @Test
    void aPictureThatCannotBeResizedEndsTheWaitForIt() {
        var tooLong = new PixelRows() {
            @Override
            public int width() {
                return 1;
            }

            @Override
            public int height() {
                return Integer.MAX_VALUE;
            }

            @Override
            public void read(int y, byte[] rgb) {}
        };
        try (PictureQueue queue = new PictureQueue(List.of(picture(0), tooLong), PREPROCESSING, 3)) {
            queue.next(Progress.NONE);
            String message = assertThrows(UserException.class, () -> queue.next(Progress.NONE))
                    .getMessage();
            assertTrue(message.contains("too elongated"), message);
        }
    }

    @Test
    void nobodyWaitsForAPictureThatWillNotCome() {
        try (PictureQueue queue = new PictureQueue(List.of(picture(0)), PREPROCESSING, 3)) {
            queue.next(Progress.NONE);
            assertThrows(NoSuchElementException.class, () -> queue.next(Progress.NONE));
        }
        var fault = new IllegalStateException("of the program, not of a file");
        List<PixelRows> broken = new LazyList<>(5, index -> {
            throw fault;
        });
        try (PictureQueue queue = new PictureQueue(broken, PREPROCESSING, 3)) {
            assertSame(fault, assertThrows(IllegalStateException.class, () -> queue.next(Progress.NONE)));
            assertThrows(NoSuchElementException.class, () -> queue.next(Progress.NONE));
        }
    }

    @Test
    void noMorePicturesAreReadThanMayBePrepared() throws InterruptedException {
        Counted pictures = new Counted(-1);
        int inWork = Runtime.getRuntime().availableProcessors() + 1;
        try (PictureQueue queue = new PictureQueue(pictures, PREPROCESSING, 3)) {
            queue.next(Progress.NONE);
            while (pictures.asked.get() < 4) Thread.sleep(1);
        }
        assertTrue(pictures.asked.get() <= 1 + 3 + inWork, () -> pictures.asked + " pictures were read");
    }

    @Test
    void closingLeavesNoThreadAndReadsNoMore() {
        Counted pictures = new Counted(-1);
        new PictureQueue(pictures, PREPROCESSING, 1).close();
        int asked = pictures.asked.get();
        assertTrue(asked < 100, () -> asked + " pictures were read");
        assertEquals(0, ownThreads());
    }

    @Test
    void whoWaitsForAPictureCanCancel() {
        Object gate = new Object();
        List<PixelRows> slow = new AbstractList<>() {
            @Override
            public PixelRows get(int index) {
                synchronized (gate) {
                    return picture(index);
                }
            }

            @Override
            public int size() {
                return 2;
            }
        };
        PictureQueue queue;
        synchronized (gate) {
            queue = new PictureQueue(slow, PREPROCESSING, 1);
            assertThrows(CancellationException.class, () -> queue.next(CANCELLED));
        }
        queue.close();
        assertEquals(0, ownThreads());
    }

    /** A picture that is read when the test lets it be. */
    private record Held(CountDownLatch begun, CountDownLatch allowed) implements PixelRows {

        @Override
        public int width() {
            return 9;
        }

        @Override
        public int height() {
            return 9;
        }

        @Override
        public void read(int y, byte[] rgb) {
            begun.countDown();
            try {
                allowed.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void aCancellationDoesNotWaitForAPictureThatIsBeingResized() throws InterruptedException {
        var held = new Held(new CountDownLatch(1), new CountDownLatch(1));
        PictureQueue queue = new PictureQueue(List.of(held), PREPROCESSING, 1);
        try {
            held.begun().await();
            var stopped = assertThrows(CancellationException.class, () -> queue.next(CANCELLED));
            assertEquals("Cancelled by the user.", stopped.getMessage(), "not by the end of this test's time");
        } finally {
            held.allowed().countDown(); // closing waits for it, whatever was thrown before
            queue.close();
        }
    }
}

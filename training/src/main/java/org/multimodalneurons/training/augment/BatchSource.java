package org.multimodalneurons.training.augment;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/** Draws batches ahead in a thread of its own, in order. A batch depends on its index alone, so a run can resume. */
public final class BatchSource implements AutoCloseable {

    private static final int AHEAD = 6;

    private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(AHEAD);
    private final Thread thread;
    private volatile RuntimeException failure;

    /**
     * Begins to draw.
     *
     * @param artist draws the batch of an index
     * @param from the first index
     * @param to one past the last
     */
    public BatchSource(LongFunction<Batch> artist, long from, long to) {
        thread = new Thread(() -> draw(artist, from, to), "batches");
        thread.setDaemon(true);
        thread.start();
    }

    private void draw(LongFunction<Batch> artist, long from, long to) {
        try {
            for (long i = from; i < to; i++) queue.put(artist.apply(i));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** The next batch, as soon as it is there. */
    public Batch next() throws InterruptedException {
        while (true) {
            Batch batch = queue.poll(1, TimeUnit.SECONDS);
            if (batch != null) return batch;
            if (failure != null) throw new IllegalStateException("No further batch could be drawn", failure);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

package org.multimodalneurons.embed;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.multimodalneurons.LazyList;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.Preprocessing;
import org.multimodalneurons.model.Memory;

/**
 * Prepares pictures for a model while it is busy with those before. One thread asks the list for its pictures, once each
 * and in order, for what lies behind a list (ImageJ's virtual stacks) need not bear more; others bring them to the
 * model's size. Of a {@link LazyList} that is concurrent, as of files, those others read them as well: a thread for each
 * processor, for an encoder that shares out its work waits for its slowest thread. Only a few pictures of full size and a bounded number
 * of prepared ones exist at any time.
 */
public final class PictureQueue implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 50; // between two looks at whether to stop

    private final List<? extends PixelRows> pictures;
    private final boolean concurrent;
    private final Preprocessing preprocessing;
    private final BlockingQueue<CompletableFuture<float[]>> prepared;
    private final Semaphore fullSize;
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final ExecutorService reader;
    private final ExecutorService resizers;
    private volatile boolean closed;
    private volatile boolean ended;

    /**
     * Begins to read.
     *
     * @param ahead how many pictures may be prepared before they are taken, at least 1
     */
    public PictureQueue(List<? extends PixelRows> pictures, Preprocessing preprocessing, int ahead) {
        this.concurrent = pictures instanceof LazyList<?> list && list.isConcurrent();
        int processors = Runtime.getRuntime().availableProcessors();
        int atOnce = concurrent ? processors : Math.max(1, processors - 1);
        this.pictures = pictures;
        this.preprocessing = preprocessing;
        this.prepared = new ArrayBlockingQueue<>(ahead);
        this.fullSize = new Semaphore(atOnce + 1);
        this.reader = Executors.newSingleThreadExecutor(this::thread);
        this.resizers = Executors.newFixedThreadPool(atOnce, this::thread);
        reader.execute(this::readAll);
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "Multimodal Neurons pictures");
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }

    private void readAll() {
        try {
            for (int i = 0; i < pictures.size(); i++) {
                while (!fullSize.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) if (closed) return;
                if (closed) return;
                CompletableFuture<float[]> values = prepare(i);
                while (!prepared.offer(values, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) if (closed) return;
                if (isBroken(values)) return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does so, and nobody would wait for more pictures
        } finally {
            ended = true;
        }
    }

    /** Whether reading failed by more than one picture's own fault, which keeps nobody from reading the next. */
    private static boolean isBroken(CompletableFuture<float[]> values) {
        return values.handle((read, fault) -> fault != null && !(cause(fault) instanceof UserException))
                .getNow(false);
    }

    /** What went wrong in another thread, which comes wrapped. */
    private static Throwable cause(Throwable fault) {
        return fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    }

    /** One picture, read now or soon and resized soon; a fault of either is kept for whoever takes it. */
    private CompletableFuture<float[]> prepare(int index) {
        if (concurrent) return soon(() -> pictures.get(index));
        PixelRows picture;
        try {
            picture = pictures.get(index);
        } catch (RuntimeException | Error e) {
            fullSize.release();
            return CompletableFuture.failedFuture(e);
        }
        return soon(() -> picture);
    }

    private CompletableFuture<float[]> soon(Supplier<PixelRows> picture) {
        return CompletableFuture.supplyAsync(() -> values(picture), resizers)
                .whenComplete((values, fault) -> fullSize.release());
    }

    /** A picture too large for the memory is its own fault: the next may be smaller. */
    private float[] values(Supplier<PixelRows> picture) {
        try {
            return preprocessing.values(picture.get());
        } catch (OutOfMemoryError e) {
            throw Memory.tooLittleFor("It", e);
        }
    }

    /**
     * The values of the next picture; waits for them. After one that cannot be read, the one behind it is next.
     *
     * @throws UserException when it cannot be read or resized
     * @throws CancellationException when the progress is cancelled meanwhile
     * @throws NoSuchElementException when there is none: after the last, or one whose fault was more than its own
     * @throws RuntimeException as reading or resizing the picture threw it
     */
    public float[] next(Progress progress) {
        try {
            CompletableFuture<float[]> values = taken(progress);
            while (true) {
                try {
                    return values.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    progress.throwIfCancelled();
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) throw error;
            throw (RuntimeException) e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while pictures were read.");
        }
    }

    private CompletableFuture<float[]> taken(Progress progress) throws InterruptedException {
        while (true) {
            boolean wasEnded = ended; // before the look, for the last may come in between
            CompletableFuture<float[]> values = prepared.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            if (values != null) return values;
            if (wasEnded) throw new NoSuchElementException("No more pictures are read.");
            progress.throwIfCancelled();
        }
    }

    /** Stops after the pictures in work, without interrupting them: a virtual stack would lose its file by that. */
    @Override
    public void close() {
        closed = true;
        reader.shutdown();
        join(threads.element()); // the reader's: after it nobody asks for resizing
        resizers.shutdown();
        threads.forEach(PictureQueue::join);
    }

    /** Waits for the thread itself: a pool calls itself terminated while its last thread still runs. */
    private static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}

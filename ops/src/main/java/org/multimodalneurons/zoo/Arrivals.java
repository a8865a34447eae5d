package org.multimodalneurons.zoo;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

import org.multimodalneurons.Progress;

/**
 * The bytes of an answer as they arrive. Unlike a stream's, its reader notices silence and the user's wish to stop: it
 * asks for a few portions ahead and looks up while it waits.
 */
final class Arrivals implements BodySubscriber<Arrivals>, AutoCloseable {

    private static final Duration LOOK_UP = Duration.ofMillis(100);
    private static final int AHEAD = 32;

    /** A portion, or the end when there is none; a fault is thrown at the reader. */
    private record Arrival(List<ByteBuffer> portion, boolean last, Optional<Throwable> fault) {}

    private final BlockingQueue<Arrival> queue = new ArrayBlockingQueue<>(AHEAD + 1); // those asked for, and the end
    private Optional<Flow.Subscription> subscription = Optional.empty();
    private boolean closed;

    /** At hand as soon as the answer's headers are there. */
    @Override
    public CompletionStage<Arrivals> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription begun) {
        subscription = Optional.of(begun);
        if (closed) begun.cancel();
        else begun.request(AHEAD);
    }

    @Override
    public void onNext(List<ByteBuffer> portion) {
        queue.add(new Arrival(portion, false, Optional.empty()));
    }

    @Override
    public void onError(Throwable fault) {
        queue.add(new Arrival(List.of(), true, Optional.of(fault)));
    }

    @Override
    public void onComplete() {
        queue.add(new Arrival(List.of(), true, Optional.empty()));
    }

    /**
     * Waits for the next portion.
     *
     * @return empty at the end
     * @throws ConnectionLost when the connection breaks, or nothing came for so long
     * @throws CancellationException when cancelled meanwhile
     */
    Optional<List<ByteBuffer>> next(Duration silence, Progress progress) throws IOException {
        long begun = System.nanoTime();
        while (true) {
            progress.throwIfCancelled();
            Optional<Arrival> arrival = poll();
            if (arrival.isPresent()) return portion(arrival.get());
            if (System.nanoTime() - begun > silence.toNanos())
                throw new ConnectionLost("nothing came for " + silence.toSeconds() + " s", Optional.empty());
        }
    }

    private Optional<List<ByteBuffer>> portion(Arrival arrival) throws ConnectionLost {
        if (arrival.fault().isPresent()) {
            Throwable fault = arrival.fault().get();
            throw new ConnectionLost("the connection was lost (" + fault.getMessage() + ")", fault);
        }
        if (arrival.last()) return Optional.empty();
        more();
        return Optional.of(arrival.portion());
    }

    private synchronized void more() {
        subscription.ifPresent(begun -> begun.request(1));
    }

    private Optional<Arrival> poll() {
        try {
            return Optional.ofNullable(queue.poll(LOOK_UP.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Being interrupted is another way to be cancelled. */
    static CancellationException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        var cancelled = new CancellationException("Cancelled.");
        cancelled.initCause(cause);
        return cancelled;
    }

    /** Tells the server that no more is wanted. */
    @Override
    public synchronized void close() {
        closed = true;
        subscription.ifPresent(Flow.Subscription::cancel);
    }
}

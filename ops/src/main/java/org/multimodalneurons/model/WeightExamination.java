package org.multimodalneurons.model;

import java.nio.FloatBuffer;
import java.util.concurrent.CompletableFuture;

import org.multimodalneurons.weights.Checkpoint;

/**
 * Looks through weights that were just read, beside the thread that reads on: they must be finite, and the digest gets
 * them in the order in which they came. Closing waits until nothing is looked at, since the memory may go thereafter.
 */
final class WeightExamination implements AutoCloseable {

    /** Values that are checked and digested while they are in the processor's cache. */
    private static final int PIECE = 1 << 15;

    private final Checkpoint checkpoint;
    private final WeightDigest digest;
    private volatile boolean isClosed;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    WeightExamination(Checkpoint checkpoint, WeightDigest digest) {
        this.checkpoint = checkpoint;
        this.digest = digest;
    }

    /**
     * Takes a tensor.
     *
     * @param name open_clip's
     * @param values from their position to their limit; must stay as they are until this is closed
     * @throws org.multimodalneurons.weights.InvalidModelException when one taken before holds NaN or infinity
     */
    void examine(String name, FloatBuffer values) {
        if (last.isCompletedExceptionally()) finish();
        last = last.thenRunAsync(() -> look(name, values));
    }

    private void look(String name, FloatBuffer values) {
        for (int from = values.position(); from < values.limit() && !isClosed; from += PIECE) {
            FloatBuffer piece = values.slice(from, Math.min(PIECE, values.limit() - from));
            checkpoint.requireFinite(name, piece);
            digest.add(piece);
        }
    }

    /** Waits until all is looked at; throws as {@link #examine} does. */
    void finish() {
        Background.join(last);
    }

    @Override
    public void close() {
        isClosed = true;
        last.exceptionally(fault -> null).join();
    }
}

package org.multimodalneurons.embed;

import java.util.List;
import java.util.function.Consumer;

import org.multimodalneurons.Progress;

/** Walks a long list in short pieces, so that memory stays bounded and the user can stop in between. */
public final class Batches {

    private static final long PIXELS_AT_ONCE = 16L * 224 * 224;
    private static final int IMAGES_AT_ONCE = 64;

    private Batches() {}

    /** How many images of this side go through the encoder at once: larger batches are not faster on a CPU. */
    public static int ofImages(int side) {
        return (int) Math.max(1, Math.min(IMAGES_AT_ONCE, PIXELS_AT_ONCE / ((long) side * side)));
    }

    /**
     * Hands over piece after piece, in order.
     *
     * @param size of each piece but the last
     * @param message what is being done; the count is put behind it
     * @throws java.util.concurrent.CancellationException when cancelled between two pieces
     */
    public static <T> void forEach(List<T> items, int size, String message, Progress progress, Consumer<List<T>> work) {
        int total = items.size();
        for (int done = 0; done < total; ) {
            progress.throwIfCancelled();
            progress.report(done, total, message + " " + (done + 1) + " of " + total);
            int end = Math.min(done + size, total);
            work.accept(items.subList(done, end));
            done = end;
            progress.report(done, total, message + " " + done + " of " + total);
        }
    }
}

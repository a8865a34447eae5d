package org.multimodalneurons.embed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.multimodalneurons.LazyList;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;

/** Makes a model's pixels of many pictures, batch by batch, and goes on past those that cannot be read. */
public final class PictureBatches {

    private PictureBatches() {}

    /**
     * Hands over batch after batch, in order.
     *
     * @param pictures each is asked for once, in order, so that a list may load them as it is read; see {@link PictureQueue}
     *     for the threads that ask
     * @param unreadable receives the place and the fault of a picture that throws a {@link UserException}; it may throw that
     *     again
     * @param work receives the places of the pictures of a batch and their normalised pixels [batch, 3, size, size], which
     *     close with their manager when it returns
     * @throws UserException when there is no picture
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static void forEach(
            ClipModel clip,
            List<? extends PixelRows> pictures,
            BiConsumer<Integer, UserException> unreadable,
            Progress progress,
            BiConsumer<List<Integer>, NDArray> work) {
        forEach(clip, pictures, "Looking at image", unreadable, progress, work);
    }

    /**
     * As {@link #forEach(ClipModel, List, BiConsumer, Progress, BiConsumer)}.
     *
     * @param message what is being done; the count is put behind it
     */
    static void forEach(
            ClipModel clip,
            List<? extends PixelRows> pictures,
            String message,
            BiConsumer<Integer, UserException> unreadable,
            Progress progress,
            BiConsumer<List<Integer>, NDArray> work) {
        if (pictures.isEmpty()) throw new UserException("There is no image to look at; open or choose at least one.");
        List<Integer> items = new LazyList<>(pictures.size(), item -> item); // there may be millions of windows
        int batch = Batches.ofImages(clip);
        try (PictureQueue queue = new PictureQueue(pictures, clip.preprocessing(), 2 * batch)) {
            Batches.forEach(items, batch, message, progress, piece -> {
                List<Integer> read = new ArrayList<>();
                List<float[]> inputs = new ArrayList<>();
                for (int item : piece)
                    try {
                        inputs.add(queue.next(progress));
                        read.add(item);
                    } catch (UserException e) {
                        unreadable.accept(item, e);
                    }
                if (read.isEmpty()) return;
                try (NDManager manager = clip.newManager()) {
                    work.accept(read, clip.preprocessing().pixels(manager, inputs.size(), inputs::get));
                }
            });
        }
    }
}

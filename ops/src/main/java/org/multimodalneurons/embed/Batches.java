package org.multimodalneurons.embed;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Consumer;

import com.sun.management.OperatingSystemMXBean;
import org.multimodalneurons.Progress;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.weights.Architecture;

/** Walks a long list in short pieces, so that memory stays bounded and the user can stop in between. */
public final class Batches {

    private static final long PIXELS_AT_ONCE = 16L * 224 * 224;
    private static final int IMAGES_AT_ONCE = 64;
    private static final int SHARE_OF_MEMORY = 4;

    private Batches() {}

    /**
     * How many images go through a model's encoder at once: as many as a quarter of the free physical memory holds, but no
     * more than make it faster.
     */
    public static int ofImages(ClipModel clip) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return ofImages(clip.architecture().image(), system.getFreeMemorySize());
    }

    /** As {@link #ofImages(ClipModel)}, with that many bytes of memory free. */
    static int ofImages(Architecture.Image image, long free) {
        long side = image.imageSize();
        long useful = Math.min(IMAGES_AT_ONCE, PIXELS_AT_ONCE / (side * side));
        return (int) Math.max(1, Math.min(useful, free / SHARE_OF_MEMORY / bytesOf(image)));
    }

    /** What an image takes at the widest place of the pass: a few maps of a ResNet, or the tokens inside of a block. */
    private static long bytesOf(Architecture.Image image) {
        long side = image.imageSize();
        long pixels = 3 * side * side;
        if (image instanceof Architecture.ResNet net) return Float.BYTES * (pixels + net.width() * side * side);
        Architecture.ViT net = (Architecture.ViT) image;
        long tokens = net.tokens();
        long inside = tokens * (2L * net.mlpWidth() + 4L * net.width()) + 2L * net.heads() * tokens * tokens;
        return Float.BYTES * (pixels + inside);
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

package org.multimodalneurons.embed;

import org.multimodalneurons.UserException;

/**
 * Square windows that slide over an image until every pixel is covered. The first starts at the image's edge, the next
 * ones a stride further, and the last ends at the opposite edge, wherever that falls.
 *
 * @param size the side of a window in pixels of the image; an image whose shorter side is less gets windows of that side
 * @param stride how far apart neighbours start, in pixels, 1 to {@code size}: small strides make smooth maps and take
 *     long, as their number grows with 1 / stride²
 */
public record Windows(int size, int stride) {

    private static final int WINDOWS_PER_SIDE = 3;
    private static final int OVERLAP = 4;

    /** Checks the two against each other. */
    public Windows {
        if (size < 1) throw new UserException("The window's size is " + size + " pixels; it needs at least 1.");
        if (stride < 1 || stride > size)
            throw new UserException("The window's stride is " + stride + " pixels; with a size of " + size
                    + " it must lie between 1 and " + size + ", or pixels between windows would be left out.");
    }

    /** Windows of a third of the shorter side that overlap by three quarters: things of a fair size in the picture. */
    public static Windows suiting(long width, long height) {
        int size = (int) Math.max(1, Math.min(width, height) / WINDOWS_PER_SIDE);
        return new Windows(size, Math.max(1, size / OVERLAP));
    }

    /** The largest squares, sliding along the longer side by half their own: the image as CLIP sees it, nothing cropped. */
    public static Windows largest(long width, long height) {
        int size = Math.toIntExact(Math.min(width, height));
        return new Windows(size, Math.max(1, size / 2));
    }

    /** The same windows, made small enough for an image of this size. */
    Windows within(long width, long height) {
        int side = (int) Math.min(size, Math.min(width, height));
        return new Windows(side, Math.min(stride, side));
    }

    /** Where windows start along a side of {@code length} pixels, at least {@link #size}. */
    public int[] starts(int length) {
        int last = length - size;
        int count = 1 + (last + stride - 1) / stride;
        int[] starts = new int[count];
        for (int i = 0; i < count; i++) starts[i] = Math.min(i * stride, last);
        return starts;
    }
}

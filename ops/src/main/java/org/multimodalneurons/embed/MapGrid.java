package org.multimodalneurons.embed;

import org.multimodalneurons.UserException;

/**
 * Where the windows of a map lie on an image, and which of the image's pixels are a pixel of the map: one each, or squares
 * of them, so that the map of an image of any size has a size that one can hold. The value of a square is the mean of the
 * values that its pixels would have. Immutable.
 */
public final class MapGrid {

    /** The number of values that the maps of an image have at most when their size is {@linkplain #suitingFactor chosen}. */
    public static final int MOST_VALUES = 1 << 24;

    /** Images up to this number of pixels get maps of their own size. */
    public static final int FULL_SIZE = 1 << 25;

    private final int width;
    private final int height;
    private final Windows windows;
    private final WindowSide across;
    private final WindowSide down;

    private MapGrid(int width, int height, Windows windows, int factor, int left, int top) {
        this.width = width;
        this.height = height;
        this.windows = windows;
        this.across = new WindowSide(width, windows, factor, left);
        this.down = new WindowSide(height, windows, factor, top);
        if ((long) columns() * rows() > Integer.MAX_VALUE - 8)
            throw new UserException("The image has " + width + " x " + height + " pixels, and a map of " + columns()
                    + " x " + rows() + " is more than one map can hold (2^31). Ask for a smaller map.");
        if (windowCount() > Integer.MAX_VALUE)
            throw new UserException("An image of " + width + " x " + height + " pixels has " + windowCount()
                    + " windows at a stride of " + windows.stride()
                    + ", more than can be counted (2^31). Choose a larger"
                    + " stride.");
    }

    /**
     * Windows over an image, and a map of the image's size.
     *
     * @param width columns of the image, at least 1
     * @param height rows of the image, at least 1
     * @param windows made small enough for the image
     * @throws UserException when the image has more pixels or windows than can be counted
     */
    public static MapGrid of(int width, int height, Windows windows) {
        return of(width, height, windows, 1, 0, 0);
    }

    /**
     * Windows over an image, and a smaller map.
     *
     * @param factor how many pixels of the image are one of the map along each side, at least 1
     * @param left how many columns of the squares that the image begins with lie outside of it, 0 to {@code factor - 1}
     * @param top how many rows of them do
     */
    public static MapGrid of(int width, int height, Windows windows, int factor, int left, int top) {
        if (factor < 1 || left < 0 || left >= factor || top < 0 || top >= factor)
            throw new UserException(
                    "A pixel of the map is " + factor + " x " + factor + " pixels of the image, of which " + left
                            + " and " + top + " are outside; at least 1 is needed, and one inside.");
        return new MapGrid(width, height, windows.within(width, height), factor, left, top);
    }

    /**
     * The least factor for images that are too large for a map of their size: 1 up to {@link #FULL_SIZE} pixels, else so
     * that all maps of an image have together at most {@link #MOST_VALUES} pixels.
     *
     * @param maps how many the image gets, at least 1
     */
    public static int suitingFactor(long width, long height, int maps) {
        if (width * height <= FULL_SIZE) return 1;
        int factor = 1;
        while (((width - 1) / factor + 1) * ((height - 1) / factor + 1) * maps > MOST_VALUES
                && factor < Math.max(width, height)) factor++;
        return factor;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Columns of the map. */
    public int columns() {
        return across.pixels();
    }

    /** Rows of the map. */
    public int rows() {
        return down.pixels();
    }

    /** The windows, as large as they fit. */
    public Windows windows() {
        return windows;
    }

    /** How many windows there are; they are numbered row by row. */
    public long windowCount() {
        return (long) across.windows() * down.windows();
    }

    /** The first column of a window in the image. */
    int x(long window) {
        return across.start((int) (window % across.windows()));
    }

    /** The first row of a window in the image. */
    int y(long window) {
        return down.start((int) (window / across.windows()));
    }

    /** What each column of a window's cells gives to the columns of the map. */
    WindowSide.Band[] columnsOf(long window, int cells) {
        return across.bands((int) (window % across.windows()), cells);
    }

    /** What each row of a window's cells gives to the rows of the map. */
    WindowSide.Band[] rowsOf(long window, int cells) {
        return down.bands((int) (window / across.windows()), cells);
    }
}

package org.multimodalneurons.image;

/**
 * Some rows of pixels that are also read and written column by column. Columns are copied eight at a time: a row's next
 * pixels lie in the cache already, and no write waits for another.
 */
final class Strip {

    private static final int TOGETHER = 8;

    private final int width;
    private final int[] pixels;
    private final int[][] tile;

    /** An empty one. */
    Strip(int width, int height) {
        this.width = (width + TOGETHER - 1) / TOGETHER * TOGETHER;
        this.pixels = new int[Math.multiplyExact(this.width, height)];
        this.tile = new int[TOGETHER][height];
    }

    /** The pixels of all rows. */
    int[] pixels() {
        return pixels;
    }

    /** Where a row begins among them. */
    int start(int row) {
        return row * width;
    }

    /**
     * A column; valid until one of another tile of eight is asked for, so columns are read in order.
     *
     * @param height rows that are wanted
     */
    int[] column(int x, int height) {
        if (x % TOGETHER == 0) readTile(x, height);
        return tile[x % TOGETHER];
    }

    private void readTile(int x, int height) {
        int[] a = tile[0], b = tile[1], c = tile[2], d = tile[3];
        int[] e = tile[4], f = tile[5], g = tile[6], h = tile[7];
        for (int y = 0, at = x; y < height; y++, at += width) {
            a[y] = pixels[at];
            b[y] = pixels[at + 1];
            c[y] = pixels[at + 2];
            d[y] = pixels[at + 3];
            e[y] = pixels[at + 4];
            f[y] = pixels[at + 5];
            g[y] = pixels[at + 6];
            h[y] = pixels[at + 7];
        }
    }

    /** Where a column is to be written before {@link #finish} is told; columns are written in order. */
    int[] blankColumn(int x) {
        return tile[x % TOGETHER];
    }

    /** Takes over the column that was written; the last one completes the rows. */
    void finish(int x, int height, boolean last) {
        if (last || x % TOGETHER == TOGETHER - 1) writeTile(x / TOGETHER * TOGETHER, height);
    }

    private void writeTile(int x, int height) {
        int[] a = tile[0], b = tile[1], c = tile[2], d = tile[3];
        int[] e = tile[4], f = tile[5], g = tile[6], h = tile[7];
        for (int y = 0, at = x; y < height; y++, at += width) {
            pixels[at] = a[y];
            pixels[at + 1] = b[y];
            pixels[at + 2] = c[y];
            pixels[at + 3] = d[y];
            pixels[at + 4] = e[y];
            pixels[at + 5] = f[y];
            pixels[at + 6] = g[y];
            pixels[at + 7] = h[y];
        }
    }
}

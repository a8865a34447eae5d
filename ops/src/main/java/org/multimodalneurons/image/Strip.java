package org.multimodalneurons.image;

/** Reads columns of pictures whose pixels come row by row: keeps the rows that they run through. */
final class Strip implements Resize.ColumnReader {

    private final Resize.RowReader source;
    private final int left;
    private final int columns;
    private final int width;
    private final int[] pixels;
    private int top = -1;

    /**
     * An empty one.
     *
     * @param left first column that will be asked for
     * @param columns how many there are
     * @param height rows that there is room for
     */
    Strip(Resize.RowReader source, int left, int columns, int height) {
        this.source = source;
        this.left = left;
        this.columns = columns;
        this.width = (columns + TOGETHER - 1) / TOGETHER * TOGETHER;
        this.pixels = new int[Math.multiplyExact(width, height)];
    }

    @Override
    public void read(int x, int y, int height, int[][] into, int at) {
        if (y != top) for (int row = 0; row < height; row++) source.read(y + row, left, columns, pixels, row * width);
        top = y;
        int[] a = into[at], b = into[at + 1], c = into[at + 2], d = into[at + 3];
        int[] e = into[at + 4], f = into[at + 5], g = into[at + 6], h = into[at + 7];
        for (int row = 0, from = x - left; row < height; row++, from += width) {
            a[row] = pixels[from];
            b[row] = pixels[from + 1];
            c[row] = pixels[from + 2];
            d[row] = pixels[from + 3];
            e[row] = pixels[from + 4];
            f[row] = pixels[from + 5];
            g[row] = pixels[from + 6];
            h[row] = pixels[from + 7];
        }
    }
}

package org.multimodalneurons.image;

/** The pixels of a picture that lie in bytes blue, green, red: columns, too, are read straight from there. */
final class BgrRows implements Resize.RowReader {

    private final byte[] bytes;
    private final int origin;
    private final int stride;
    private final int width;

    /**
     * Views bytes, which are not copied.
     *
     * @param origin the first byte of the first pixel
     * @param stride bytes from row to row
     * @param width pixels of a row
     */
    BgrRows(byte[] bytes, int origin, int stride, int width) {
        this.bytes = bytes;
        this.origin = origin;
        this.stride = stride;
        this.width = width;
    }

    @Override
    public void read(int y, int x, int count, int[] pixels, int at) {
        Interleaved.readBgr(bytes, place(x, y), count, pixels, at);
    }

    @Override
    public Resize.ColumnReader columns(int left, int count, int height) {
        return this::readColumns;
    }

    /** At the right edge one by one: there may be no more bytes behind the last pixel. */
    private void readColumns(int x, int y, int height, int[][] columns, int at) {
        if (x + Resize.ColumnReader.TOGETHER < width)
            Interleaved.readBgrColumns(bytes, place(x, y), stride, height, columns, at);
        else
            for (int k = 0; k < width - x; k++)
                Interleaved.readBgrColumn(bytes, place(x + k, y), stride, height, columns[at + k]);
    }

    private int place(int x, int y) {
        return origin + y * stride + x * 3;
    }
}

package org.multimodalneurons.image;

/**
 * Resizes a picture and keeps a square out of the result, as the Python Imaging Library would (before its version 13,
 * which treats some upright pictures otherwise): columns first, rounded to 8 bits, then rows. Only what the square needs is ever read or computed, once, some rows at a time, so memory goes
 * with the size of the square and the length of a row.
 *
 * @param width columns of the resized picture
 * @param height rows of the resized picture
 * @param left first column of the square in it
 * @param top first row of the square in it
 * @param side of the square
 */
record Resize(int width, int height, int left, int top, int side) {

    private static final int MOST_ROWS = 512; // the longer a column, the better its loops pay; more leave the caches
    private static final int MOST_PIXELS = 1 << 22; // of pictures with extremely long rows

    /** Reads a part of one row of pixels 0xAARRGGBB into an array from a place on. */
    @FunctionalInterface
    interface RowReader {
        void read(int y, int x, int count, int[] pixels, int at);

        /**
         * Reads columns of the same pixels.
         *
         * @param left the first that will be asked for
         * @param columns how many there are from there on
         * @param height the most rows that will be asked for at once
         */
        default ColumnReader columns(int left, int columns, int height) {
            return new Strip(this, left, columns, height);
        }
    }

    /** Reads neighbouring columns of pixels 0xAARRGGBB from a row on, each into an array of its own. */
    @FunctionalInterface
    interface ColumnReader {
        /** How many are read at once; a row's next pixels lie in the cache already, and no write waits for another. */
        int TOGETHER = 8;

        /** Columns beyond those that were announced may receive anything. */
        void read(int x, int y, int height, int[][] columns, int at);
    }

    /**
     * The square by an antialiased filter.
     *
     * @param channels 3, or 4 with alpha
     * @return side * side pixels 0xAARRGGBB; alpha is 0 where there are 3 channels
     */
    int[] filtered(Interpolation filter, int sourceWidth, int sourceHeight, int channels, RowReader source) {
        Taps across = Taps.of(filter, sourceWidth, width, left, side);
        Taps down = Taps.of(filter, sourceHeight, height, top, side);
        int columns = across.end(side - 1) - across.first(0);
        int bottom = down.end(side - 1);
        int together = rowsAtOnce(bottom - down.first(0), columns);
        ColumnReader wide = source.columns(across.first(0), columns, together);
        int[] narrow = new int[side * together];
        int[][] columnRing = new int[ringLength(across)][together];
        int[][] columnSums = new int[channels][together];
        int[][] rowRing = new int[down.longest()][side];
        int[][] rowSums = new int[channels][side];
        int[] line = new int[side];
        int[] square = new int[side * side];
        int finished = 0;
        for (int y = down.first(0), end; y < bottom; y = end) {
            end = Math.min(y + together, bottom);
            narrow(wide, y, end - y, across, columnRing, columnSums, narrow);
            for (int row = y; row < end; row++) {
                System.arraycopy(narrow, (row - y) * side, rowRing[row % rowRing.length], 0, side);
                for (; finished < side && down.end(finished) <= row + 1; finished++) {
                    Lines.weigh(rowRing, down.first(finished), down.weights(finished), side, rowSums);
                    Lines.pack(rowSums, side, line);
                    System.arraycopy(line, 0, square, finished * side, side);
                }
            }
        }
        return square;
    }

    /** How many rows are worked on together, so that all turns take about as many. */
    private static int rowsAtOnce(int rows, int columns) {
        int most = Math.max(1, Math.min(MOST_ROWS, MOST_PIXELS / columns));
        int turns = (rows + most - 1) / most;
        return (rows + turns - 1) / turns;
    }

    /** Room for the columns that an output column needs, and for those that are read together with its last one. */
    private static int ringLength(Taps across) {
        int needed = across.longest() + ColumnReader.TOGETHER - 1;
        return (needed + ColumnReader.TOGETHER - 1) / ColumnReader.TOGETHER * ColumnReader.TOGETHER;
    }

    /** Resizes rows, column by column: neighbours in a column share their weights. */
    private void narrow(ColumnReader wide, int y, int height, Taps across, int[][] ring, int[][] sums, int[] narrow) {
        int[] column = new int[height];
        int left = across.first(0);
        int read = 0;
        for (int x = 0; x < side; x++) {
            for (; left + read < across.end(x); read += ColumnReader.TOGETHER)
                wide.read(left + read, y, height, ring, read % ring.length);
            Lines.weigh(ring, across.first(x) - left, across.weights(x), height, sums);
            Lines.pack(sums, height, column);
            for (int row = 0, to = x; row < height; row++, to += side) narrow[to] = column[row];
        }
    }

    /** The square by the nearest pixel, side * side pixels: what the reference does with palette pictures. */
    int[] nearest(int sourceWidth, int sourceHeight, RowReader source) {
        int[] columns = nearest(sourceWidth, width, left);
        int[] rows = nearest(sourceHeight, height, top);
        int[] row = new int[sourceWidth];
        int[] square = new int[side * side];
        for (int y = 0, to = 0; y < side; y++) {
            if (y == 0 || rows[y] != rows[y - 1]) source.read(rows[y], 0, sourceWidth, row, 0);
            for (int x = 0; x < side; x++) square[to++] = row[columns[x]];
        }
        return square;
    }

    /** Walks the line in steps as the reference does, so that the sums round alike. */
    private int[] nearest(int from, int to, int offset) {
        double step = (double) from / to;
        double at = step * .5;
        int[] samples = new int[side];
        for (int i = 0; i < offset + side; i++, at += step)
            if (i >= offset) samples[i - offset] = Math.min((int) at, from - 1);
        return samples;
    }
}

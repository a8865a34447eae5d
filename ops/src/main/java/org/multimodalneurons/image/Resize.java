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

    private static final int FEWEST_ROWS = 64; // below, the vector loops down a column do not pay
    private static final int MOST_ROWS = 256;
    private static final int PIXELS_AT_ONCE = 1 << 18; // to stay near a core
    private static final int MOST_PIXELS = 1 << 24; // of pictures with extremely long rows

    /** Reads a part of one row of pixels 0xAARRGGBB into an array from a place on. */
    @FunctionalInterface
    interface RowReader {
        void read(int y, int x, int count, int[] pixels, int at);
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
        int rows = down.end(side - 1) - down.first(0);
        int together = rowsAtOnce(rows, columns);
        Strip wide = new Strip(columns, together);
        Strip narrow = new Strip(side, together);
        int[][][] columnRing = new int[across.longest()][channels][together];
        int[][][] rowRing = new int[down.longest()][channels][side];
        int[][] sums = new int[channels][side];
        int[] line = new int[side];
        int[] square = new int[side * side];
        int finished = 0;
        for (int y = down.first(0), end; y < down.end(side - 1); y = end) {
            end = Math.min(y + together, down.end(side - 1));
            for (int row = y; row < end; row++)
                source.read(row, across.first(0), columns, wide.pixels(), wide.start(row - y));
            narrow(wide, narrow, end - y, across, columnRing);
            for (int row = y; row < end; row++) {
                System.arraycopy(narrow.pixels(), narrow.start(row - y), line, 0, side);
                Lines.unpack(line, side, rowRing[row % rowRing.length]);
                for (; finished < side && down.end(finished) <= row + 1; finished++) {
                    Lines.weigh(rowRing, down.first(finished), down.weights(finished), side, sums);
                    Lines.pack(sums, side, line);
                    System.arraycopy(line, 0, square, finished * side, side);
                }
            }
        }
        return square;
    }

    /** How many rows are worked on together, so that all turns take about as many. */
    private static int rowsAtOnce(int rows, int columns) {
        int most = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, PIXELS_AT_ONCE / columns));
        int turns = (rows + most - 1) / most;
        return Math.max(1, Math.min((rows + turns - 1) / turns, MOST_PIXELS / columns));
    }

    /** Resizes rows, column by column: neighbours in a column share their weights. */
    private void narrow(Strip wide, Strip narrow, int height, Taps across, int[][][] ring) {
        int[][] sums = new int[ring[0].length][height];
        int read = across.first(0);
        for (int x = 0; x < side; x++) {
            for (; read < across.end(x); read++)
                Lines.unpack(wide.column(read - across.first(0), height), height, ring[read % ring.length]);
            Lines.weigh(ring, across.first(x), across.weights(x), height, sums);
            Lines.pack(sums, height, narrow.blankColumn(x));
            narrow.finish(x, height, x == side - 1);
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

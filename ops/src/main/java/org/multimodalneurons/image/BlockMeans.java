package org.multimodalneurons.image;

import java.util.Arrays;

import org.multimodalneurons.UserException;

/**
 * A smaller picture of a large one: each pixel is the mean of a square block. Blocks at the right and lower edge may be
 * cut off. Rows are read and averaged when they are asked for.
 *
 * @param picture the large one
 * @param side of the blocks in its pixels, at least 1
 */
public record BlockMeans(PixelRows picture, int side) implements PixelRows {

    /** Checks the side. */
    public BlockMeans {
        if (side < 1)
            throw new UserException("Blocks of " + side + " pixels a side have no mean; it needs at least 1.");
    }

    @Override
    public int width() {
        return blocks(picture.width());
    }

    @Override
    public int height() {
        return blocks(picture.height());
    }

    private int blocks(int length) {
        return (length - 1) / side + 1;
    }

    @Override
    public void read(int y, byte[] rgb) {
        int across = picture.width();
        byte[] row = new byte[3 * across];
        long[] sums = new long[3 * width()];
        int rows = Math.min(side, picture.height() - y * side);
        for (int i = 0; i < rows; i++) {
            picture.read(y * side + i, row);
            for (int x = 0; x < row.length; x++) sums[x / 3 / side * 3 + x % 3] += row[x] & 255;
        }
        int[] counts = new int[width()];
        Arrays.fill(counts, side * rows);
        counts[counts.length - 1] = (across - (counts.length - 1) * side) * rows;
        for (int i = 0; i < sums.length; i++) rgb[i] = (byte) Math.round((double) sums[i] / counts[i / 3]);
    }
}

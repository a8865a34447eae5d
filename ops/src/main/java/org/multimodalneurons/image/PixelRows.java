package org.multimodalneurons.image;

import java.awt.image.BufferedImage;
import java.util.Objects;

import net.imglib2.RandomAccessibleInterval;

/**
 * A picture that is read row by row: 8-bit RGB, whatever it is made of. {@link Preprocessing} needs no more than this,
 * so a picture too large for a copy in memory still becomes a model's input.
 *
 * <p>Reading must be safe from several threads at once; what is read later sees later changes of the source. A
 * {@link RgbImage} is the immutable picture.
 */
public interface PixelRows {

    /** Columns, at least 1. */
    int width();

    /** Rows, at least 1. */
    int height();

    /**
     * Reads one row.
     *
     * @param y the row, 0 to height - 1
     * @param rgb receives the bytes red, green, blue of each pixel from left to right; at least 3 * width long
     */
    void read(int y, byte[] rgb);

    /**
     * Reads a part of one row, one pixel in each int: 0x??RRGGBB, where ?? may be anything.
     *
     * @param y the row, 0 to height - 1
     * @param x the first column
     * @param count how many pixels; x + count is at most the width
     * @param pixels receives them
     * @param at from which index on
     */
    default void read(int y, int x, int count, int[] pixels, int at) {
        byte[] row = new byte[3 * width()];
        read(y, row);
        for (int i = 0, from = 3 * x; i < count; i++, from += 3)
            pixels[at + i] = ((row[from] & 255) << 16) | ((row[from + 1] & 255) << 8) | (row[from + 2] & 255);
    }

    /** A copy as Java draws it. */
    default BufferedImage buffered() {
        BufferedImage image = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB);
        int[] row = new int[width()];
        for (int y = 0; y < height(); y++) {
            read(y, 0, row.length, row, 0);
            image.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        return image;
    }

    /**
     * Views an image that tells its own display range: colour ({@code ARGBType}, alpha ignored), 8-bit (0 to 255), or
     * binary (0 to 1). Grey images are [width, height], colour ones [width, height] of {@code ARGBType} or [width,
     * height, 3] with the channels red, green, blue.
     *
     * @throws org.multimodalneurons.UserException when the image is empty, has other dimensions or another pixel type
     */
    static PixelRows of(RandomAccessibleInterval<?> image) {
        return ImgRows.of(Objects.requireNonNull(image));
    }

    /** Whether {@link #of(RandomAccessibleInterval)} needs no display range for pixels of this type. */
    static boolean tellsItsRange(Object pixelType) {
        return ImgRows.tellsItsRange(pixelType);
    }

    /**
     * Views an image of any real pixel type through a display range: min and what is below becomes 0, max and what is
     * above 255, between them linearly with halves rounded up; NaN becomes 0. {@code ARGBType} keeps its colours.
     *
     * @param image [width, height], or [width, height, 3] with the channels red, green, blue
     * @param min the value shown black, finite
     * @param max the value shown white, finite, not below min
     * @throws org.multimodalneurons.UserException when the image is empty, has other dimensions or a pixel type without
     *     a real value, or the range is not one
     */
    static PixelRows of(RandomAccessibleInterval<?> image, double min, double max) {
        return ImgRows.of(Objects.requireNonNull(image), min, max);
    }
}

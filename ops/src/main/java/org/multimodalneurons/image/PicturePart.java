package org.multimodalneurons.image;

import org.multimodalneurons.UserException;

/**
 * A rectangle of a picture, read from there: nothing is copied.
 *
 * @param picture the whole
 * @param left the first column of the part in it
 * @param top the first row of the part in it
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record PicturePart(PixelRows picture, int left, int top, int width, int height) implements PixelRows {

    /** Checks that the part lies within the picture. */
    public PicturePart {
        if (left < 0
                || top < 0
                || width < 1
                || height < 1
                || width > picture.width() - left
                || height > picture.height() - top)
            throw new UserException("The rectangle x=" + left + ", y=" + top + ", width=" + width + ", height=" + height
                    + " does not lie within the image of " + picture.width() + " x " + picture.height() + " pixels.");
    }

    @Override
    public void read(int y, byte[] rgb) {
        int[] row = new int[width];
        read(y, 0, width, row, 0);
        for (int x = 0, i = 0; x < width; x++) {
            rgb[i++] = (byte) (row[x] >> 16);
            rgb[i++] = (byte) (row[x] >> 8);
            rgb[i++] = (byte) row[x];
        }
    }

    @Override
    public void read(int y, int x, int count, int[] pixels, int at) {
        picture.read(top + y, left + x, count, pixels, at);
    }
}

package org.multimodalneurons.plugin.imagej;

import java.awt.Rectangle;
import java.util.Objects;

import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import org.multimodalneurons.image.PixelRows;

/**
 * One slice, seen through its lookup table and display range by ImageJ's own arithmetic, a row at a time: an image that
 * fills the memory is not copied.
 *
 * @param pixels of the whole slice, shared with the image and only read
 * @param bounds the part that is looked at
 * @param colours of its values
 * @param stretched whether RGB pixels are to be seen by that range, and not as they are
 */
record ShownSlice(ImageProcessor pixels, Rectangle bounds, ChannelColours colours, boolean stretched)
        implements PixelRows {

    /** @param stretched whether RGB pixels are to be seen by their range */
    static ShownSlice of(SeenSlices.Seen seen, Rectangle bounds, boolean stretched) {
        return new ShownSlice(seen.pixels(), bounds, seen.colours(), stretched);
    }

    @Override
    public int width() {
        return bounds.width;
    }

    @Override
    public int height() {
        return bounds.height;
    }

    @Override
    public void read(int y, byte[] rgb) {
        int[] shown = shown(y, 0, bounds.width);
        for (int x = 0, i = 0; x < shown.length; x++) {
            rgb[i++] = (byte) (shown[x] >> 16);
            rgb[i++] = (byte) (shown[x] >> 8);
            rgb[i++] = (byte) shown[x];
        }
    }

    @Override
    public void read(int y, int x, int count, int[] to, int at) {
        System.arraycopy(shown(y, x, count), 0, to, at, count);
    }

    private int[] shown(int y, int x, int count) {
        Objects.checkFromIndexSize(x, count, bounds.width);
        ImageProcessor row = pixels.createProcessor(count, 1);
        int start = (bounds.y + y) * pixels.getWidth() + bounds.x + x;
        System.arraycopy(pixels.getPixels(), start, row.getPixels(), 0, count);
        if (!(row instanceof ColorProcessor)) {
            row.setColorModel(colours.table() == null ? row.getDefaultColorModel() : colours.table());
            row.setMinAndMax(colours.min(), colours.max());
        } else if (stretched) row.setMinAndMax(colours.min(), colours.max());
        return (int[]) row.convertToRGB().getPixels();
    }
}

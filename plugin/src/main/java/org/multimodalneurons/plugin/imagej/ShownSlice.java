package org.multimodalneurons.plugin.imagej;

import java.awt.Rectangle;
import java.awt.image.ColorModel;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import org.multimodalneurons.image.PixelRows;

/**
 * One slice, seen through its lookup table and display range by ImageJ's own arithmetic, a row at a time: an image that
 * fills the memory is not copied.
 *
 * @param pixels of the whole slice, shared with the image and only read
 * @param bounds the part that is looked at
 * @param colours the lookup table; null for RGB
 * @param min shown as the table's first colour
 * @param max shown as its last
 */
record ShownSlice(ImageProcessor pixels, Rectangle bounds, ColorModel colours, double min, double max)
        implements PixelRows {

    /** @param slice in the stack, from 1 */
    static ShownSlice of(ImagePlus image, int slice, Rectangle bounds) {
        ImageProcessor pixels = image.getStack().getProcessor(slice);
        if (pixels instanceof ColorProcessor) return new ShownSlice(pixels, bounds, null, 0, 255);
        if (image instanceof CompositeImage composite && composite.getNChannels() > 1) {
            LUT lut = composite.getChannelLut(image.convertIndexToPosition(slice)[0]);
            boolean grey = composite.getMode() == CompositeImage.GRAYSCALE;
            return new ShownSlice(pixels, bounds, grey ? null : lut, lut.min, lut.max);
        }
        ImageProcessor shown = image.getProcessor();
        return new ShownSlice(pixels, bounds, shown.getColorModel(), shown.getMin(), shown.getMax());
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
        ImageProcessor row = pixels.createProcessor(bounds.width, 1);
        int start = (bounds.y + y) * pixels.getWidth() + bounds.x;
        System.arraycopy(pixels.getPixels(), start, row.getPixels(), 0, bounds.width);
        if (!(row instanceof ColorProcessor)) {
            row.setColorModel(colours == null ? row.getDefaultColorModel() : colours);
            row.setMinAndMax(min, max);
        }
        int[] colour = (int[]) row.convertToRGB().getPixels();
        for (int x = 0, i = 0; x < colour.length; x++) {
            rgb[i++] = (byte) (colour[x] >> 16);
            rgb[i++] = (byte) (colour[x] >> 8);
            rgb[i++] = (byte) colour[x];
        }
    }
}

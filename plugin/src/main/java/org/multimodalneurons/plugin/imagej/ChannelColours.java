package org.multimodalneurons.plugin.imagej;

import java.awt.image.ColorModel;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;

/**
 * How the values of a slice become colours.
 *
 * @param table the lookup table; null for grey, and for RGB
 * @param min shown as the table's first colour
 * @param max shown as its last
 */
record ChannelColours(ColorModel table, double min, double max) {

    /**
     * The colours of a slice, or of a channel of it.
     *
     * @param slice in the stack, from 1
     * @param pixels its own, of a channel of RGB that channel's; its display range may be set
     */
    static ChannelColours of(ImagePlus image, int slice, ImageProcessor pixels, PixelMeaning meaning) {
        ChannelColours shown = shown(image, slice, pixels);
        var limits = meaning.range()
                .limits(pixels, image.getCalibration(), new DisplayRange.Limits(shown.min(), shown.max()));
        boolean grey = meaning.values() || meaning.choosesChannels();
        return new ChannelColours(grey ? null : shown.table(), limits.min(), limits.max());
    }

    private static ChannelColours shown(ImagePlus image, int slice, ImageProcessor pixels) {
        if (image.getType() == ImagePlus.COLOR_RGB) return new ChannelColours(null, 0, 255);
        if (image instanceof CompositeImage composite && composite.getNChannels() > 1) {
            LUT lut = composite.getChannelLut(image.convertIndexToPosition(slice)[0]);
            boolean grey = composite.getMode() == CompositeImage.GRAYSCALE;
            return new ChannelColours(grey ? null : lut, lut.min, lut.max);
        }
        ImageProcessor shown = image.getProcessor();
        return new ChannelColours(
                pixels instanceof ColorProcessor ? null : shown.getColorModel(), shown.getMin(), shown.getMax());
    }

    /** The lookup table of a channel with this range. */
    LUT lut() {
        LUT lut = table instanceof LUT own ? (LUT) own.clone() : null;
        if (lut == null) throw new IllegalStateException("Grey channels are not merged.");
        lut.min = min;
        lut.max = max;
        return lut;
    }
}

package org.multimodalneurons.plugin.imagej;

import java.awt.Rectangle;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import org.multimodalneurons.image.PixelRows;

/** The channels of one position of a composite, merged by ImageJ itself on a copy, as they are shown. */
final class MergedChannels {

    private static final String PROJECTION = "CompositeProjection";

    private MergedChannels() {}

    /**
     * One position.
     *
     * @param first place in the stack of its first channel, from 1
     * @param bounds the part that is looked at
     * @param slices of the image, with the colours of their values
     * @param values receives those of the channels that are shown
     */
    static PixelRows of(ImagePlus image, int first, Rectangle bounds, SeenSlices slices, FiniteValues.Count values) {
        int channels = image.getNChannels();
        boolean[] shown = ((CompositeImage) image).getActiveChannels();
        LUT[] luts = new LUT[channels];
        ImageStack stack = new ImageStack(bounds.width, bounds.height);
        for (int channel = 0; channel < channels; channel++) {
            SeenSlices.Seen seen = slices.slice(first + channel);
            if (shown[channel]) values.add(seen.pixels());
            luts[channel] = seen.colours().lut();
            stack.addSlice(crop(seen.pixels(), bounds));
        }
        ImagePlus position = new ImagePlus("", stack);
        position.setDimensions(channels, 1, 1);
        position.setProp(PROJECTION, image.getProp(PROJECTION));
        CompositeImage copy = new CompositeImage(position, CompositeImage.COMPOSITE);
        copy.setLuts(luts);
        System.arraycopy(shown, 0, copy.getActiveChannels(), 0, shown.length);
        ColorProcessor merged = new ColorProcessor(copy.getImage());
        return new ShownSlice(
                merged, new Rectangle(bounds.width, bounds.height), new ChannelColours(null, 0, 255), false);
    }

    private static ImageProcessor crop(ImageProcessor pixels, Rectangle bounds) {
        synchronized (pixels) { // it keeps the region that it was cropped to last
            pixels.setRoi(bounds);
            return pixels.crop();
        }
    }
}

package org.multimodalneurons.plugin.imagej;

import java.awt.Rectangle;
import java.util.List;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import org.multimodalneurons.image.PixelRows;

/**
 * Chosen channels of one position: a single one in grey, two or three in red, green and blue.
 *
 * @param grey each channel, seen in grey by its own range
 */
record ChosenChannels(List<ShownSlice> grey) implements PixelRows {

    private static final int COLOURS = 3;

    /**
     * One position.
     *
     * @param first place in the stack of its first channel, from 1
     * @param bounds the part that is looked at
     */
    static PixelRows of(ImagePlus image, int first, Rectangle bounds, PixelMeaning meaning) {
        List<ShownSlice> grey = meaning.channels().stream()
                .map(channel -> grey(image, first, channel, bounds, meaning))
                .toList();
        return grey.size() == 1 ? grey.get(0) : new ChosenChannels(grey);
    }

    private static ShownSlice grey(ImagePlus image, int first, int channel, Rectangle bounds, PixelMeaning meaning) {
        boolean rgb = image.getType() == ImagePlus.COLOR_RGB;
        int slice = rgb ? first : first + channel - 1;
        ImageProcessor pixels = image.getStack().getProcessor(slice);
        if (rgb) pixels = ((ColorProcessor) pixels).getChannel(channel, null);
        return new ShownSlice(pixels, bounds, ChannelColours.of(image, slice, pixels, meaning), true);
    }

    @Override
    public int width() {
        return grey.get(0).width();
    }

    @Override
    public int height() {
        return grey.get(0).height();
    }

    @Override
    public void read(int y, byte[] rgb) {
        byte[] row = new byte[COLOURS * width()];
        for (int colour = 0; colour < COLOURS; colour++) {
            boolean seen = colour < grey.size();
            if (seen) grey.get(colour).read(y, row);
            for (int x = 0; x < width(); x++) rgb[COLOURS * x + colour] = seen ? row[COLOURS * x] : 0;
        }
    }
}

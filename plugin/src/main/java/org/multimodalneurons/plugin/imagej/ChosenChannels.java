package org.multimodalneurons.plugin.imagej;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;

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
     * @param channels from 1
     * @param bounds the part that is looked at
     * @param values receives those of the channels
     */
    static PixelRows of(
            SeenSlices slices, int first, List<Integer> channels, Rectangle bounds, FiniteValues.Count values) {
        List<ShownSlice> grey = new ArrayList<>();
        for (int channel : channels) {
            SeenSlices.Seen seen = slices.channel(first, channel);
            values.add(seen.pixels());
            grey.add(ShownSlice.of(seen, bounds, true));
        }
        return grey.size() == 1 ? grey.get(0) : new ChosenChannels(grey);
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

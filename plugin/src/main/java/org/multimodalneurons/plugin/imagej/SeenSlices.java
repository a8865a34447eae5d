package org.multimodalneurons.plugin.imagej;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

/**
 * The slices of an image with the colours of their values. The last ones are kept: hundreds of regions may be looked at on one,
 * which lies on disk, or is to be stretched, for which all of its pixels are counted.
 */
final class SeenSlices {

    private static final int KEPT = 3;
    private static final int HUGE = 1 << 25; // pixels of a slice

    private final ImagePlus image;
    private final PixelMeaning meaning;
    private final SliceFiles files;
    private final Map<Spot, Seen> kept;

    /**
     * A slice, or a channel of one.
     *
     * @param pixels of the whole of it, only to be read
     */
    record Seen(ImageProcessor pixels, ChannelColours colours) {}

    /** @param component of RGB, from 1; 0: the slice itself */
    private record Spot(int slice, int component) {}

    /** @param files of the image, by which its slices are read */
    SeenSlices(ImagePlus image, PixelMeaning meaning, SliceFiles files) {
        this.image = image;
        this.meaning = meaning;
        this.files = files;
        int most = Math.max(KEPT, image.getNChannels());
        this.kept = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Spot, Seen> eldest) {
                return size() > most;
            }
        };
    }

    /** @param slice in the stack, from 1 */
    Seen slice(int slice) {
        return seen(new Spot(slice, 0), () -> pixels(slice));
    }

    /** Of a virtual stack the slice that is shown is in memory already; a second copy of a huge one might not fit. */
    private ImageProcessor pixels(int slice) {
        ImageStack stack = image.getStack();
        if (!stack.isVirtual() || slice != image.getCurrentSlice()) return files.slice(slice);
        ImageStack shown = new ImageStack(image.getWidth(), image.getHeight());
        // the image gives its own processor other pixels when it moves on
        shown.addSlice("", files.shown().getPixels());
        return shown.getProcessor(1);
    }

    /**
     * One channel of a position.
     *
     * @param first place in the stack of its first channel, from 1
     * @param channel from 1; of an RGB image red, green or blue
     */
    Seen channel(int first, int channel) {
        if (image.getType() != ImagePlus.COLOR_RGB) return slice(first + channel - 1);
        return seen(new Spot(first, channel), () -> ((ColorProcessor) files.slice(first)).getChannel(channel, null));
    }

    private synchronized Seen seen(Spot spot, Supplier<ImageProcessor> read) {
        Seen known = kept.get(spot);
        if (known != null) return known;
        if ((long) image.getWidth() * image.getHeight() > HUGE) kept.clear(); // before another of that size is read
        ImageProcessor pixels = read.get();
        Seen seen = new Seen(pixels, ChannelColours.of(image, spot.slice(), pixels, meaning));
        kept.put(spot, seen);
        return seen;
    }
}

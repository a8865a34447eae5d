package org.multimodalneurons.embed;

import java.util.AbstractList;
import java.util.List;

import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PicturePart;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.RgbImage;

/**
 * The windows of several images of one size, one image after the other. Each image is asked for once as long as the
 * windows are asked for in order; it is let go with its last window. Small images are copied, for windows that overlap are read again and again; of large
 * ones nothing is.
 */
final class WindowCrops extends AbstractList<PixelRows> {

    private static final int COPIED = 1 << 24; // pixels: 50 MB

    private final List<? extends PixelRows> images;
    private final MapGrid grid;
    private final int size;
    private int place = -1;
    private PixelRows image;
    private UserException fault; // of the image at that place, which none of its windows is asked for again

    WindowCrops(List<? extends PixelRows> images, MapGrid grid) {
        this.images = images;
        this.grid = grid;
        long count = images.size() * grid.windowCount();
        if (count > Integer.MAX_VALUE)
            throw new UserException(images.size() + " images have " + grid.windowCount()
                    + " windows each, more than can be counted (2^31). Take fewer images, or a larger stride.");
        this.size = (int) count;
    }

    /** Whether images of this size are copied, so that the next may be read while the last is still in use. */
    static boolean areCopied(MapGrid grid) {
        return (long) grid.width() * grid.height() <= COPIED;
    }

    @Override
    public PixelRows get(int index) {
        int wanted = (int) (index / grid.windowCount());
        if (wanted != place) {
            image = null;
            fault = null;
            place = wanted;
            readImage();
        }
        if (fault != null) throw fault;
        long window = index % grid.windowCount();
        int side = grid.windows().size();
        PixelRows part = new PicturePart(image, grid.x(window), grid.y(window), side, side);
        if (index == this.size - 1) forget();
        return part;
    }

    private void readImage() {
        try {
            image = read(place);
        } catch (UserException e) {
            fault = e;
        }
    }

    /** Whoever reads this list may be kept for a while, until its threads are collected; a huge image must not. */
    private void forget() {
        image = null;
        place = -1;
    }

    private PixelRows read(int wanted) {
        PixelRows read = images.get(wanted);
        if (read.width() != grid.width() || read.height() != grid.height())
            throw new UserException("Maps are made of images of one size, " + grid.width() + " x " + grid.height()
                    + " pixels, but image " + (wanted + 1) + " has " + read.width() + " x " + read.height() + ".");
        return areCopied(grid) ? RgbImage.copyOf(read) : read;
    }

    @Override
    public int size() {
        return size;
    }
}

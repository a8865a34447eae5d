package org.multimodalneurons.plugin.imagej;

import ij.ImagePlus;
import ij.Prefs;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import org.multimodalneurons.UserException;

/**
 * Where the particles of an image are: in another image, or in itself by its threshold. As for ImageJ's Analyze Particles,
 * an image without a threshold must be binary (8-bit, of 0 and 255 alone); its particles are 255 where its lookup table is
 * inverting or backgrounds are black by Process > Binary > Options, else 0.
 *
 * <p>In an image with channels that ImageJ shows one by one, a threshold is of the channel that is shown, for ImageJ drops it
 * when another is: its particles are found in that channel, and are those of all channels.
 */
public final class ParticleMask {

    private final ShownImage shown;
    private final ImagePlus mask;
    private final double lowest;
    private final double highest;
    private final boolean ofOneChannel;
    private final int channel; // that is shown

    /**
     * The mask of slices.
     *
     * @param shown of the image whose particles are meant
     * @param mask of the same size, with one slice for all, or as many as the image; the image itself for its own threshold
     * @throws UserException when its size is another
     */
    public ParticleMask(ShownImage shown, ImagePlus mask) {
        this.shown = shown;
        this.mask = mask;
        ImagePlus image = shown.image();
        if (mask.getWidth() != image.getWidth() || mask.getHeight() != image.getHeight())
            throw new UserException("The mask \"" + mask.getTitle() + "\" has " + mask.getWidth() + " x "
                    + mask.getHeight() + " pixels, the image \"" + image.getTitle() + "\" " + image.getWidth() + " x "
                    + image.getHeight() + "; both must be alike.");
        ImageProcessor pixels = mask.getProcessor();
        boolean thresholded = pixels.getMinThreshold() != ImageProcessor.NO_THRESHOLD;
        int particle = mask.isInvertedLut() || Prefs.blackBackground ? 255 : 0;
        lowest = thresholded ? pixels.getMinThreshold() : particle;
        highest = thresholded ? pixels.getMaxThreshold() : particle;
        ofOneChannel = thresholded && mask.isComposite() && mask.getNChannels() == image.getNChannels();
        channel = mask.getC();
        if (!thresholded && mask.getBitDepth() != 8)
            throw new UserException("\"" + mask.getTitle() + "\" has no threshold and is not binary, so it has no"
                    + " particles; set a threshold (Image > Adjust > Threshold), or name a mask.");
    }

    /**
     * The particles on a slice of the image.
     *
     * @return 255 where they are, else 0
     * @throws UserException when the mask is not binary there
     */
    ByteProcessor slice(int slice) {
        ImageProcessor pixels = mask.getStack().getProcessor(index(slice));
        ByteProcessor particles = new ByteProcessor(pixels.getWidth(), pixels.getHeight());
        for (int i = 0; i < pixels.getPixelCount(); i++) {
            float value = pixels.getf(i);
            if (lowest == highest && value != 0 && value != 255) requireThreshold();
            if (value >= lowest && value <= highest) particles.set(i, 255);
        }
        return particles;
    }

    private void requireThreshold() {
        if (mask.getProcessor().getMinThreshold() == ImageProcessor.NO_THRESHOLD)
            throw new UserException("\"" + mask.getTitle() + "\" has no threshold and is not binary (0 and 255 alone),"
                    + " so it has no particles; set a threshold (Image > Adjust > Threshold), or name a mask.");
    }

    private int index(int slice) {
        ImagePlus image = shown.image();
        int[] position = shown.position(slice);
        int size = mask.getStackSize();
        if (size == 1) return 1;
        if (size == image.getStackSize()) {
            int own = shown.isMerged() ? image.getC() : position[0];
            return image.getStackIndex(ofOneChannel ? channel : own, position[1], position[2]);
        }
        if (size == image.getNSlices() * image.getNFrames())
            return (position[2] - 1) * image.getNSlices() + position[1];
        throw new UserException("The mask \"" + mask.getTitle() + "\" has " + size + " slices, the image \""
                + image.getTitle() + "\" " + image.getStackSize() + "; give it one for all of them, or as many.");
    }
}

package org.multimodalneurons.plugin.imagej;

import java.util.List;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;

/** A new image of the kind of another: its bit depth, channels, lookup tables, display ranges and calibration. */
public final class ChangedImage {

    private final ShownImage source;
    private final ImageStack stack;
    private final int channels;

    /**
     * An image without slices yet.
     *
     * @param width of the slices to come
     * @param height of the slices to come
     */
    public ChangedImage(ShownImage source, int width, int height) {
        this.source = source;
        stack = new ImageStack(width, height);
        channels = source.isMerged() ? source.image().getNChannels() : 1;
    }

    /** Adds a slice, or the channels of a position. */
    public void add(String label, List<ImageProcessor> slices) {
        slices.forEach(slice -> stack.addSlice(label, slice));
    }

    /** How many slices, or positions of all channels, there are. */
    public int size() {
        return stack.size() / channels;
    }

    /**
     * The image.
     *
     * @param info what ImageJ shows for it under Image > Show Info
     */
    public ImagePlus image(String title, String info) {
        ImagePlus original = source.image();
        boolean whole = source.isWhole() && stack.size() == original.getStackSize();
        ImagePlus result = new ImagePlus(title, stack);
        if (whole) result.setDimensions(original.getNChannels(), original.getNSlices(), original.getNFrames());
        else result.setDimensions(channels, size(), 1);
        result.setCalibration(original.getCalibration().copy());
        result.setProperty("Info", source.info(info));
        if (result.getNChannels() > 1 && original instanceof CompositeImage composite)
            return coloured(result, composite);
        if (original.getType() != ImagePlus.COLOR_RGB) {
            ImageProcessor shown = original.getProcessor();
            result.getProcessor().setColorModel(shown.getColorModel());
            result.setDisplayRange(shown.getMin(), shown.getMax());
        }
        result.setOpenAsHyperStack(whole && original.isHyperStack());
        return result;
    }

    private static ImagePlus coloured(ImagePlus result, CompositeImage original) {
        CompositeImage composite = new CompositeImage(result, original.getMode());
        composite.setLuts(original.getLuts());
        composite.setOpenAsHyperStack(original.isHyperStack());
        return composite;
    }
}

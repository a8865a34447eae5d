package org.multimodalneurons.plugin.imagej;

import java.awt.Rectangle;
import java.util.Optional;

import ij.IJ;
import ij.measure.Calibration;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Windows;

/**
 * Windows as a user gives them: in the unit of the image's calibration, pixels where it has none. They are squares of
 * pixels, as the image is shown and as a model sees it; where pixels are not square, a window's width is what was given.
 */
public final class CalibratedWindows {

    private static final int OVERLAP = 4;

    private final ShownImage source;
    private final double pixel;
    private final String unit;

    /**
     * Windows for the part of an image that is looked at.
     *
     * @throws UserException when its pixels have no width
     */
    public CalibratedWindows(ShownImage source) {
        Calibration calibration = source.image().getCalibration();
        this.source = source;
        this.pixel = calibration.pixelWidth;
        this.unit = calibration.getUnits();
        if (!(pixel > 0) || Double.isInfinite(pixel))
            throw new UserException("The pixels of \"" + source.title() + "\" are " + pixel + " " + unit
                    + " wide; set their width under Image > Properties...");
    }

    /**
     * The windows in pixels, rounded.
     *
     * @param window the width; 0: a third of the shorter side
     * @param stride from window to window; 0: a quarter of the window
     * @throws UserException when one is no length, less than half a pixel, or the stride is more than the window
     */
    public Windows of(double window, double stride) {
        requireLength("window", window);
        requireLength("stride", stride);
        Rectangle bounds = source.bounds();
        int size = window == 0 ? Windows.suiting(bounds.width, bounds.height).size() : pixels("window", window);
        int step = stride == 0 ? Math.max(1, size / OVERLAP) : pixels("stride", stride);
        if (step > size)
            throw new UserException(
                    "The stride is " + length(step) + " and the window " + length(size)
                            + ": pixels between windows would be left out. Give a stride up to the window, or a larger window.");
        return new Windows(size, step);
    }

    private static void requireLength(String parameter, double value) {
        if (!(value >= 0) || Double.isInfinite(value))
            throw new UserException(
                    "The " + parameter + " is " + value + "; write a length above 0, or 0 for the usual one.");
    }

    private int pixels(String parameter, double value) {
        long pixels = Math.round(value / pixel);
        if (pixels < 1)
            throw new UserException("The " + parameter + " is " + value + " " + unit + ", but a pixel of \""
                    + source.title() + "\" is " + pixel + " " + unit + " wide. Give at least that.");
        return (int) Math.min(Integer.MAX_VALUE, pixels);
    }

    /** What the user should know: that a window is larger than what is looked at. */
    public Optional<String> warning(Windows windows) {
        Rectangle bounds = source.bounds();
        int side = Math.min(bounds.width, bounds.height);
        return windows.size() <= side
                ? Optional.empty()
                : Optional.of("The window is " + length(windows.size()) + ", but \"" + source.title() + "\" has only "
                        + length(side) + " along its shorter side; windows of that size are used.");
    }

    private String length(int pixels) {
        String count = pixels + (pixels == 1 ? " pixel" : " pixels");
        return source.image().getCalibration().scaled()
                ? IJ.d2s(pixels * pixel, 3).replaceAll("\\.?0+$", "") + " " + unit + " (" + count + ")"
                : count;
    }
}

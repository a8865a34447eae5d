package org.multimodalneurons.plugin.imagej;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ij.measure.Calibration;
import ij.plugin.ContrastEnhancer;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ImageStatistics;
import org.multimodalneurons.UserException;

/** From which value, shown dark, to which, shown bright, an image is seen. */
public sealed interface DisplayRange {

    /** From black to white, in values of the pixels as they are stored. */
    record Limits(double min, double max) {}

    /**
     * The limits for a slice, or for a channel of it.
     *
     * @param pixels of the whole slice; only read
     * @param calibration by which values are meant
     * @param shown the limits by which it is shown
     */
    Limits limits(ImageProcessor pixels, Calibration calibration, Limits shown);

    /**
     * Reads a range.
     *
     * @param range shown, a percentage or two numbers
     * @param whole what the user wrote, for the message
     * @throws UserException when it cannot be understood
     */
    static DisplayRange parse(String range, String whole) {
        if (range.equals("shown")) return new Shown();
        Matcher percent = Saturated.SYNTAX.matcher(range);
        if (percent.matches() && Double.parseDouble(percent.group(1)) < 100)
            return new Saturated(Double.parseDouble(percent.group(1)));
        Matcher ends = Fixed.SYNTAX.matcher(range);
        if (ends.matches() && Double.parseDouble(ends.group(1)) < Double.parseDouble(ends.group(2)))
            return new Fixed(Double.parseDouble(ends.group(1)), Double.parseDouble(ends.group(2)));
        throw new UserException("The parameter \"display\" is \"" + whole + "\"; write shown, a share of pixels to be"
                + " saturated below 100%, such as 0.35%, a range from low to high, such as 100-4095, or values, alone or"
                + " before one of these.");
    }

    /** The image's own. */
    record Shown() implements DisplayRange {

        @Override
        public Limits limits(ImageProcessor pixels, Calibration calibration, Limits shown) {
            boolean own = shown.min() == 0 && shown.max() == 0 && pixels.getBitDepth() % 16 == 0;
            if (!own) return shown;
            pixels.resetMinAndMax(); // what ImageJ makes of 0 to 0, slice by slice
            return new Limits(pixels.getMin(), pixels.getMax());
        }

        @Override
        public String toString() {
            return "shown";
        }
    }

    /**
     * As Process > Enhance Contrast finds it from the whole slice: half of the saturated pixels become black, half white. A
     * constant slice keeps the range that is shown.
     *
     * @param percent of the pixels
     */
    record Saturated(double percent) implements DisplayRange {

        private static final Pattern SYNTAX = Pattern.compile("(\\d*\\.?\\d+)\\s*%");

        @Override
        public Limits limits(ImageProcessor pixels, Calibration calibration, Limits shown) {
            ImageProcessor stretched = pixels instanceof ColorProcessor ? pixels.duplicate() : finite(pixels);
            if (!(pixels instanceof ColorProcessor)) stretched.setMinAndMax(shown.min(), shown.max());
            ImageStatistics statistics = ImageStatistics.getStatistics(stretched, ImageStatistics.MIN_MAX, null);
            new ContrastEnhancer().stretchHistogram(stretched, percent, statistics);
            return new Limits(stretched.getMin(), stretched.getMax());
        }

        /** The same processor, or a copy in which nothing is infinite, for no histogram has room for that. */
        private static ImageProcessor finite(ImageProcessor pixels) {
            if (!(pixels instanceof FloatProcessor)) return pixels;
            ImageProcessor finite = pixels.duplicate();
            for (int i = 0; i < finite.getPixelCount(); i++)
                if (Float.isInfinite(finite.getf(i))) finite.setf(i, Float.NaN);
            return finite;
        }

        @Override
        public String toString() {
            return percent + "%";
        }
    }

    /**
     * The same for all images.
     *
     * @param min calibrated
     * @param max calibrated, above min
     */
    record Fixed(double min, double max) implements DisplayRange {

        private static final String NUMBER = "(-?\\d*\\.?\\d+(?:e[-+]?\\d+)?)";
        private static final Pattern SYNTAX = Pattern.compile(NUMBER + "\\s*-\\s*" + NUMBER);

        @Override
        public Limits limits(ImageProcessor pixels, Calibration calibration, Limits shown) {
            if (pixels instanceof ColorProcessor || !calibration.calibrated()) return new Limits(min, max);
            double low = calibration.getRawValue(min);
            double high = calibration.getRawValue(max);
            return new Limits(Math.min(low, high), Math.max(low, high)); // densities may fall as values rise
        }

        @Override
        public String toString() {
            return plain(min) + "-" + plain(max);
        }

        private static String plain(double number) {
            return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
        }
    }
}

package org.multimodalneurons.attack;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.multimodalneurons.UserException;

/**
 * How large a text is written.
 *
 * @param measure what is given
 * @param value of it; 0 for the largest size that fits
 */
public record TextSize(Measure measure, double value) {

    /** What may be given of a text's size. */
    public enum Measure {
        /** The font size in pixels of the picture. */
        PIXELS("px", 1, Double.MAX_VALUE),
        /** The font size as a share of the square's side. */
        HEIGHT("%", 100, 1),
        /** The width of one copy's ink, before it is turned, as a share of the square's side. */
        WIDTH("% wide", 100, 1),
        /** The share of the picture's pixels that the ink covers. */
        COVERAGE("% cover", 100, 1),
        /** As large as fits. */
        LARGEST("fit", 1, 0);

        private final String unit;
        private final double scale;
        private final double most;

        Measure(String unit, double scale, double most) {
            this.unit = unit;
            this.scale = scale;
            this.most = most;
        }
    }

    private static final String EXAMPLES = "21 px, 7.3 % (of the side), 62 % wide, 8 % cover, or fit";

    /** Checks the value. */
    public TextSize {
        if (measure != Measure.LARGEST && !(value > 0 && value <= measure.most))
            throw new UserException("A text's size cannot be " + value * measure.scale + " " + measure.unit
                    + "; write for example " + EXAMPLES + ".");
    }

    /** The paper's font size: 21 pixels of 288. */
    public static TextSize paper() {
        return ofHeight(21. / Layout.PAPER_SIDE);
    }

    /** A font size in pixels of the picture, above 0. */
    public static TextSize ofPixels(double pixels) {
        return new TextSize(Measure.PIXELS, pixels);
    }

    /** A font size as a share of the square's side, 0 to 1. */
    public static TextSize ofHeight(double share) {
        return new TextSize(Measure.HEIGHT, share);
    }

    /** The size at which one copy's ink is so wide, as a share of the square's side, 0 to 1. */
    public static TextSize ofWidth(double share) {
        return new TextSize(Measure.WIDTH, share);
    }

    /** The size at which the ink covers this share of the picture's pixels, 0 to 1; it is found by measuring. */
    public static TextSize ofCoverage(double share) {
        return new TextSize(Measure.COVERAGE, share);
    }

    /** The largest at which every copy stays inside. */
    public static TextSize largest() {
        return new TextSize(Measure.LARGEST, 0);
    }

    /**
     * A size as a person writes it: 21 px, 7.3 %, 62 % wide, 8 % cover, or fit.
     *
     * @throws UserException when it is none of these
     */
    public static TextSize parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (word.equals(Measure.LARGEST.unit)) return largest();
        Matcher number = Pattern.compile("(\\d{1,6}(?:\\.\\d+)?|\\.\\d+) *(px|%(?: *(?:wide|cover))?)")
                .matcher(word);
        if (!number.matches())
            throw new UserException(
                    "The text size \"" + text + "\" cannot be read; write for example " + EXAMPLES + ".");
        String unit = number.group(2).replaceFirst("% *", "% ").strip();
        for (Measure measure : Measure.values())
            if (measure.unit.equals(unit))
                return new TextSize(measure, Double.parseDouble(number.group(1)) / measure.scale);
        throw new AssertionError(unit);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        if (measure == Measure.LARGEST) return measure.unit;
        String digits = String.format(Locale.ROOT, "%.2f", value * measure.scale);
        return digits.replaceFirst("\\.?0+$", "") + " " + measure.unit;
    }
}

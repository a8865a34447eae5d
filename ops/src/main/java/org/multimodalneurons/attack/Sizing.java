package org.multimodalneurons.attack;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

import org.multimodalneurons.UserException;

/**
 * Finds the font size at which a text lies as asked on pictures of one size.
 *
 * @param text for messages
 * @param area of the picture in pixels
 */
record Sizing(String text, Stamp stamp, Layout layout, Square square, Rectangle2D area) {

    private static final int HALVINGS = 40; // of geometry alone
    private static final int DRAWINGS = 20; // of whole layers, which are measured
    private static final double SMALLEST = .5;
    private static final double ROUNDING = 1e-6;
    private static final double NEAR = .05; // how far a measured coverage may lie from the one asked for, relatively

    /** Where the pens start at this font size. */
    List<Point2D> pens(double size) {
        return layout.pens(stamp.print(size), square);
    }

    /**
     * The font size in pixels of the picture.
     *
     * @param coverage measures the share of the pixels that ink of a font size covers
     * @throws UserException when the text does not fit at the size asked for, or cannot cover so much
     */
    double find(TextSize asked, DoubleUnaryOperator coverage) {
        double largest = largest();
        return switch (asked.measure()) {
            case PIXELS -> fitting(asked, asked.value(), largest);
            case HEIGHT -> fitting(asked, asked.value() * square.side(), largest);
            case WIDTH -> fitting(asked, stamp.sizeOfWidth(asked.value() * square.side()), largest);
            case LARGEST -> largest;
            case COVERAGE -> covering(asked, largest, coverage);
        };
    }

    private double fitting(TextSize asked, double size, double largest) {
        if (size < SMALLEST)
            throw new UserException("At a size of " + asked + " the text \"" + text + "\" is too small to be drawn.");
        if (size > largest * (1 + ROUNDING))
            throw new UserException(String.format(
                    Locale.ROOT,
                    "The text \"%s\" is too wide or too high at a size of %s in the layout \"%s\": a font size of %.1f px"
                            + " (%.1f %% of the side) is the largest that fits. Write \"fit\" for it, or a shorter text.",
                    text,
                    asked,
                    layout.name(),
                    floored(largest),
                    floored(100 * largest / square.side())));
        return size;
    }

    /** So that what a message names does fit. */
    private static double floored(double value) {
        return Math.floor(10 * value) / 10;
    }

    private double largest() {
        double fits = SMALLEST;
        if (!fits(fits))
            throw new UserException("The text \"" + text + "\" is too long for the layout \"" + layout.name()
                    + "\": it does not fit at any size. Write a shorter one, or take another layout.");
        double tooLarge = 2 * fits;
        for (; fits(tooLarge); tooLarge *= 2) fits = tooLarge;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (fits + tooLarge) / 2;
            if (fits(middle)) fits = middle;
            else tooLarge = middle;
        }
        return fits;
    }

    private boolean fits(double size) {
        return layout.fits(stamp.print(size), square, layout.frame(square).createIntersection(area));
    }

    private double covering(TextSize asked, double largest, DoubleUnaryOperator coverage) {
        double wanted = asked.value();
        double most = coverage.applyAsDouble(largest);
        if (most < wanted)
            throw new UserException(String.format(
                    Locale.ROOT,
                    "The text \"%s\" cannot cover %.2f %% of the picture in the layout \"%s\": at the largest size that"
                            + " fits it covers %.2f %%. Ask for less, or for more copies.",
                    text,
                    100 * wanted,
                    layout.name(),
                    100 * most));
        double best = largest;
        double reached = most;
        double low = SMALLEST;
        double high = largest;
        for (int i = 0; i < DRAWINGS && reached != wanted; i++) {
            double middle = (low + high) / 2;
            double covered = coverage.applyAsDouble(middle);
            if (Math.abs(covered - wanted) < Math.abs(reached - wanted)) {
                best = middle;
                reached = covered;
            }
            if (covered < wanted) low = middle;
            else high = middle;
        }
        return near(asked, best, reached);
    }

    private double near(TextSize asked, double size, double reached) {
        if (Math.abs(reached - asked.value()) > NEAR * asked.value())
            throw new UserException(String.format(
                    Locale.ROOT,
                    "The text \"%s\" cannot cover %.2f %% of the picture in the layout \"%s\": the nearest is %.2f %%, at a"
                            + " font size of %.1f px.",
                    text,
                    100 * asked.value(),
                    layout.name(),
                    100 * reached,
                    size));
        return size;
    }
}

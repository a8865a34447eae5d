package org.multimodalneurons.attack;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * The eight copies of the paper: the pens start at fixed places, so that long words reach further than short ones. At its
 * own font size "pizza" touches 55 columns from where the paper's ink begins, and covers 23 rows by half or more; the
 * paper's ink is 55 x 23.
 */
final class PaperLayout implements Layout {

    static final Layout EIGHT = new PaperLayout();

    /** Where the ink of "pizza" begins in the paper's pictures, in pixels. */
    private static final List<int[]> INK = List.of(
            new int[] {21, 24},
            new int[] {71, 49},
            new int[] {21, 74},
            new int[] {71, 99},
            new int[] {121, 124},
            new int[] {171, 149},
            new int[] {121, 174},
            new int[] {171, 199});

    /** From there to where its pen starts. */
    private static final double RIGHT = .5;

    private static final double DOWN = 17.5;

    private PaperLayout() {}

    @Override
    public String name() {
        return "paper";
    }

    @Override
    public List<Point2D> pens(Rectangle2D print, Square square) {
        return INK.stream()
                .map(ink -> square.pixels((ink[0] + RIGHT) / PAPER_SIDE, (ink[1] + DOWN) / PAPER_SIDE))
                .toList();
    }

    @Override
    public String toString() {
        return name();
    }
}

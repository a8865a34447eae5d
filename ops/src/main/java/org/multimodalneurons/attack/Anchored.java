package org.multimodalneurons.attack;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * One copy in the middle from left to right.
 *
 * @param middle of what the copy covers from top to foot, as a share of the side, at least .5; the copy is moved up where
 *     it would leave the margin at the foot, though not above the middle of the square
 */
record Anchored(String name, double middle) implements Layout {

    static final Layout CENTRED = new Anchored("centred", .5);
    static final Layout BELOW = new Anchored("below", 1);

    private static final double MARGIN = .03;

    @Override
    public List<Point2D> pens(Rectangle2D print, Square square) {
        double lowest = 1 - MARGIN - print.getHeight() / square.side() / 2;
        Point2D place = square.pixels(.5, Math.min(middle, Math.max(.5, lowest)));
        return List.of(new Point2D.Double(place.getX() - print.getCenterX(), place.getY() - print.getCenterY()));
    }
}

package org.multimodalneurons.attack;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;

import org.multimodalneurons.UserException;

/**
 * One copy about a place of the square, moved inside where it would leave it.
 *
 * @param x of its middle, as a share of the side from the left
 * @param y of its middle, as a share of the side from the top
 */
record At(double x, double y) implements Layout {

    At {
        if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1))
            throw new UserException("A text cannot stand at " + x + " " + y
                    + " of the square; write two shares of its side from 0 to 1, such as at .5 .15.");
    }

    @Override
    public String name() {
        return String.format(Locale.ROOT, "at %.2f %.2f", x, y);
    }

    @Override
    public List<Point2D> pens(Rectangle2D print, Square square) {
        Point2D middle = square.pixels(
                inside(x, print.getWidth() / square.side()), inside(y, print.getHeight() / square.side()));
        return List.of(new Point2D.Double(middle.getX() - print.getCenterX(), middle.getY() - print.getCenterY()));
    }

    private static double inside(double place, double extent) {
        return extent >= 1 ? .5 : Math.max(extent / 2, Math.min(1 - extent / 2, place));
    }
}

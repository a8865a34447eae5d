package org.multimodalneurons.attack;

import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

import org.multimodalneurons.UserException;

/**
 * One copy about the centroid of a shape.
 *
 * @param centroid in shares of the side
 * @param bounds of the shape, in shares of the side
 */
record Inside(Point2D centroid, Rectangle2D bounds) implements Layout {

    private static final double FLATNESS = 1e-4;

    /** About the centroid of the area that the shape encloses. */
    static Inside of(Shape shape) {
        double area = 0;
        double x = 0;
        double y = 0;
        double[] at = new double[6];
        double[] start = new double[2];
        double[] last = new double[2];
        PathIterator path = new Area(shape).getPathIterator(null, FLATNESS); // holes run the other way round
        for (; !path.isDone(); path.next()) {
            int segment = path.currentSegment(at);
            if (segment == PathIterator.SEG_MOVETO) start = at.clone();
            else {
                double[] end = segment == PathIterator.SEG_CLOSE ? start : at;
                double cross = last[0] * end[1] - end[0] * last[1];
                area += cross / 2;
                x += (last[0] + end[0]) * cross / 6;
                y += (last[1] + end[1]) * cross / 6;
            }
            last = segment == PathIterator.SEG_CLOSE ? start : at.clone();
        }
        if (area == 0) throw new UserException("The shape for the text encloses no area; draw one that does.");
        return new Inside(new Point2D.Double(x / area, y / area), shape.getBounds2D());
    }

    @Override
    public String name() {
        return "inside a shape";
    }

    @Override
    public List<Point2D> pens(Rectangle2D print, Square square) {
        Point2D middle = square.pixels(centroid.getX(), centroid.getY());
        return List.of(new Point2D.Double(middle.getX() - print.getCenterX(), middle.getY() - print.getCenterY()));
    }

    @Override
    public Rectangle2D frame(Square square) {
        return square.pixels(bounds).getBounds2D();
    }
}

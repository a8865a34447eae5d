package org.multimodalneurons.attack;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * One copy of a text, ready to be drawn at any size.
 *
 * @param letters their outline at font size 1, see {@link Typeface#outline}
 * @param ink the bounds of that outline
 * @param turnedInk the bounds of that outline when it is turned about the middle of its ink
 * @param reach how far the line around the letters reaches out of them, in pixels of the picture; 0 without one
 */
record Stamp(Shape letters, Lettering lettering, Rectangle2D ink, Rectangle2D turnedInk, double reach) {

    private static final double FLATNESS = 1e-4;

    /**
     * A text's stamp.
     *
     * @param side of the square that a model sees, in pixels of the picture
     */
    static Stamp of(String text, Lettering lettering, double side) {
        Shape letters = lettering.typeface().outline(text);
        Rectangle2D ink = bounds(letters);
        double reach = lettering.outline().map(line -> line.reach() * side).orElse(0.);
        Shape turned = turn(lettering, ink).createTransformedShape(letters);
        return new Stamp(letters, lettering, ink, bounds(turned), reach);
    }

    /** Of the line itself: a path's own bounds may hold the control points of its curves, in some versions of Java. */
    private static Rectangle2D bounds(Shape shape) {
        Path2D flat = new Path2D.Double();
        flat.append(shape.getPathIterator(null, FLATNESS), false);
        return flat.getBounds2D();
    }

    private static AffineTransform turn(Lettering lettering, Rectangle2D ink) {
        return AffineTransform.getRotateInstance(
                Math.toRadians(lettering.degrees()), ink.getCenterX(), ink.getCenterY());
    }

    /** The font size at which the ink, before it is turned, is so many pixels wide. */
    double sizeOfWidth(double pixels) {
        return (pixels - 2 * reach) / ink.getWidth();
    }

    /** What a copy covers whose pen starts at (0, 0), in pixels. */
    Rectangle2D print(double size) {
        if (lettering.plate().isEmpty()) return grown(scaled(turnedInk, size), reach);
        return scaledTurn(size).createTransformedShape(plate(size)).getBounds2D();
    }

    private Rectangle2D plate(double size) {
        double margin = lettering.plate().map(Lettering.Plate::margin).orElse(0.);
        return grown(scaled(ink, size), reach + margin * size);
    }

    private AffineTransform scaledTurn(double size) {
        return turn(lettering, scaled(ink, size));
    }

    private static Rectangle2D scaled(Rectangle2D area, double size) {
        return new Rectangle2D.Double(
                area.getX() * size, area.getY() * size, area.getWidth() * size, area.getHeight() * size);
    }

    private static Rectangle2D grown(Rectangle2D area, double by) {
        return new Rectangle2D.Double(
                area.getX() - by, area.getY() - by, area.getWidth() + 2 * by, area.getHeight() + 2 * by);
    }

    /** The copies on a transparent picture, colours premultiplied. */
    BufferedImage draw(double size, List<Point2D> pens, int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D graphics = picture.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            for (Point2D pen : pens) draw(size, pen, graphics);
        } finally {
            graphics.dispose();
        }
        return picture;
    }

    private void draw(double size, Point2D pen, Graphics2D graphics) {
        AffineTransform place = AffineTransform.getTranslateInstance(pen.getX(), pen.getY());
        place.concatenate(scaledTurn(size));
        lettering.plate().ifPresent(plate -> {
            graphics.setColor(new Color(plate.colour()));
            graphics.fill(place.createTransformedShape(plate(size)));
        });
        place.scale(size, size);
        Shape outline = place.createTransformedShape(letters);
        lettering.outline().ifPresent(line -> {
            graphics.setColor(new Color(line.colour()));
            graphics.setStroke(new BasicStroke((float) (2 * reach), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            graphics.draw(outline);
        });
        graphics.setColor(new Color(lettering.fill()));
        graphics.fill(outline);
    }
}

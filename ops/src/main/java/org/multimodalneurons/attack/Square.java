package org.multimodalneurons.attack;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;

/**
 * The square in the middle of a picture, which a model sees. Places in it are told as shares of its side, so that they mean
 * the same at every size; (0, 0) is its upper left corner.
 *
 * @param left its left side in the picture, in pixels
 * @param top its upper side in the picture, in pixels
 * @param side in pixels
 */
public record Square(double left, double top, double side) {

    /** The square of a picture of this size in pixels. */
    public static Square of(int width, int height) {
        int side = Math.min(width, height);
        return new Square((width - side) / 2., (height - side) / 2., side);
    }

    /** A shape of the picture's pixels, told in shares of the side. */
    public Shape shares(Shape pixels) {
        AffineTransform toShares = AffineTransform.getScaleInstance(1 / side, 1 / side);
        toShares.translate(-left, -top);
        return toShares.createTransformedShape(pixels);
    }

    /** A shape told in shares of the side, in the picture's pixels. */
    Shape pixels(Shape shares) {
        AffineTransform toPixels = AffineTransform.getTranslateInstance(left, top);
        toPixels.scale(side, side);
        return toPixels.createTransformedShape(shares);
    }

    /** A place told in shares of the side, in the picture's pixels. */
    Point2D pixels(double x, double y) {
        return new Point2D.Double(left + x * side, top + y * side);
    }

    /** Its area in the picture, in pixels. */
    Rectangle2D area() {
        return new Rectangle2D.Double(left, top, side, side);
    }
}

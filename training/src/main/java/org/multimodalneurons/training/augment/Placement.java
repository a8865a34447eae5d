package org.multimodalneurons.training.augment;

/**
 * Where and how a bitmap is put on a canvas.
 *
 * @param x of its centre, in canvas widths 0..1
 * @param y of its centre, in canvas heights 0..1
 * @param width of the whole bitmap on the canvas, in canvas widths
 * @param angle anticlockwise, in radians
 * @param mirrored left for right
 */
public record Placement(double x, double y, double width, double angle, boolean mirrored) {

    /** Upright in the centre. */
    public static Placement centred(double width) {
        return new Placement(.5, .5, width, 0, false);
    }
}

package org.multimodalneurons.image;

/**
 * The part of a picture that a model sees, and where each of the model's pixels lies in it. Coordinates are those of
 * pixel edges: pixel k covers k to k + 1, its centre is k + 0.5.
 *
 * @param x left edge in source pixels
 * @param y top edge in source pixels
 * @param width of the part in source pixels
 * @param height of the part in source pixels
 * @param size side of the model's input
 */
public record SourceCrop(double x, double y, double width, double height, int size) {

    /** Source column of a column of the model's input. */
    public double toSourceX(double modelX) {
        return x + modelX * width / size;
    }

    /** Source row of a row of the model's input. */
    public double toSourceY(double modelY) {
        return y + modelY * height / size;
    }

    /** Column of the model's input at a source column; outside 0 to size where the model does not see it. */
    public double toModelX(double sourceX) {
        return (sourceX - x) * size / width;
    }

    /** Row of the model's input at a source row; outside 0 to size where the model does not see it. */
    public double toModelY(double sourceY) {
        return (sourceY - y) * size / height;
    }
}

package org.multimodalneurons.image;

import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

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

    /**
     * Lays values over the picture, from the model's square to where that lies: interpolated bilinearly between the middles
     * of the cells, constant at the ends (PyTorch's bilinear, corners not aligned).
     *
     * @param cells [columns, rows] that divide the model's square evenly
     * @param pictureWidth of the whole picture in pixels
     * @param pictureHeight of the whole picture in pixels
     * @return [width, height] of the picture; NaN at pixels whose middle the model does not see
     */
    public Img<FloatType> spread(RandomAccessibleInterval<FloatType> cells, int pictureWidth, int pictureHeight) {
        Img<FloatType> picture = ArrayImgs.floats(pictureWidth, pictureHeight);
        RandomAccess<FloatType> at = cells.randomAccess();
        long columns = cells.dimension(0);
        long rows = cells.dimension(1);
        var cursor = picture.localizingCursor();
        while (cursor.hasNext()) {
            FloatType pixel = cursor.next();
            double across = toModelX(cursor.getIntPosition(0) + .5) / size;
            double down = toModelY(cursor.getIntPosition(1) + .5) / size;
            boolean seen = across >= 0 && across < 1 && down >= 0 && down < 1;
            pixel.set(seen ? between(at, across * columns - .5, columns, down * rows - .5, rows) : Float.NaN);
        }
        return picture;
    }

    private static float between(RandomAccess<FloatType> at, double column, long columns, double row, long rows) {
        long left = (long) Math.floor(column);
        long top = (long) Math.floor(row);
        double sum = 0;
        for (long y = top; y <= top + 1; y++)
            for (long x = left; x <= left + 1; x++) {
                double weight = (1 - Math.abs(column - x)) * (1 - Math.abs(row - y));
                at.setPosition(Math.max(0, Math.min(columns - 1, x)), 0);
                at.setPosition(Math.max(0, Math.min(rows - 1, y)), 1);
                sum += weight * at.get().get();
            }
        return (float) sum;
    }
}

package org.multimodalneurons.plugin.imagej;

import java.awt.Rectangle;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.Calibration;

/**
 * Where in its image a picture lies, as ImageJ's Measure tells it.
 *
 * @param x of the centroid, calibrated
 * @param y of the centroid, calibrated
 * @param unit of both, such as µm or pixel
 */
public record Place(double x, double y, String unit) {

    /** The middle of the whole image. */
    static Place middle(ImagePlus image) {
        return calibrated(image, image.getWidth() / 2., image.getHeight() / 2.);
    }

    /**
     * The centroid of an area: of its pixels that lie in the image, not of its bounds.
     *
     * @param area that reaches into the image
     */
    static Place centroid(ImagePlus image, Roi area) {
        Rectangle inside = area.getBounds().intersection(new Rectangle(image.getWidth(), image.getHeight()));
        RoiPixels pixels = RoiPixels.of(area);
        double x = 0;
        double y = 0;
        long count = 0;
        for (int row = inside.y; row < inside.y + inside.height; row++)
            for (int column = inside.x; column < inside.x + inside.width; column++)
                if (pixels.has(column, row)) {
                    x += column;
                    y += row;
                    count++;
                }
        return calibrated(image, x / count + .5, y / count + .5);
    }

    private static Place calibrated(ImagePlus image, double x, double y) {
        Calibration calibration = image.getCalibration();
        return new Place(calibration.getX(x), calibration.getY(y, image.getHeight()), calibration.getUnits());
    }
}

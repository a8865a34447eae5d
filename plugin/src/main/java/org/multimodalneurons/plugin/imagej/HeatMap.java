package org.multimodalneurons.plugin.imagej;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.multimodalneurons.image.PixelRows;

/**
 * Values for the pixels of an image's slices, as an image that lies on the source pixel by pixel: the same size and
 * calibration, a slice for each slice that was looked at, NaN outside the selection.
 */
public final class HeatMap {

    private static final int OPACITY = 200;

    private final ShownImage source;
    private final List<FloatProcessor> maps = new ArrayList<>();

    /** A heat map without slices yet. */
    public HeatMap(ShownImage source) {
        this.source = source;
    }

    /**
     * Adds the values of the next slice.
     *
     * @param values [width, height] of the part that was looked at
     */
    public void add(RandomAccessibleInterval<FloatType> values) {
        Rectangle bounds = source.bounds();
        FloatProcessor map =
                new FloatProcessor(source.image().getWidth(), source.image().getHeight());
        map.set(Double.NaN);
        int i = 0;
        for (FloatType value : Views.flatIterable(values)) {
            map.setf(bounds.x + i % bounds.width, bounds.y + i / bounds.width, value.get());
            i++;
        }
        maps.add(map);
    }

    /** The values, 32-bit. */
    public ImagePlus map(String title) {
        ImageStack stack = source.emptyStack();
        for (int i = 0; i < maps.size(); i++) stack.addSlice(source.label(i), maps.get(i));
        ImagePlus image = new ImagePlus(title, stack);
        double[] range = range();
        image.setLut(Palette.INFERNO.lut());
        image.setDisplayRange(range[0], range[1]);
        return source.arranged(image);
    }

    /** The slices as they are shown, in RGB, the values over them as an overlay: the higher, the brighter and denser. */
    public ImagePlus overlay(String title) {
        ShownImage whole = source.whole();
        ImageStack stack = source.emptyStack();
        Overlay overlay = new Overlay();
        double[] range = range();
        for (int i = 0; i < maps.size(); i++) {
            stack.addSlice(source.label(i), rgb(whole.picture(i)));
            ImageRoi layer = new ImageRoi(0, 0, translucent(maps.get(i), range));
            if (maps.size() > 1) layer.setPosition(i + 1);
            overlay.add(layer);
        }
        ImagePlus image = source.arranged(new ImagePlus(title, stack));
        image.setOverlay(overlay);
        return image;
    }

    private double[] range() {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (FloatProcessor map : maps)
            for (float value : (float[]) map.getPixels())
                if (!Float.isNaN(value)) {
                    min = Math.min(min, value);
                    max = Math.max(max, value);
                }
        return new double[] {min, max > min ? max : min + 1e-3};
    }

    private static BufferedImage translucent(FloatProcessor map, double[] range) {
        float[] values = (float[]) map.getPixels();
        int[] argb = new int[values.length];
        for (int i = 0; i < argb.length; i++) {
            double share = (values[i] - range[0]) / (range[1] - range[0]);
            if (!Double.isNaN(share)) argb[i] = (int) Math.round(OPACITY * share) << 24 | Palette.INFERNO.colour(share);
        }
        BufferedImage picture = new BufferedImage(map.getWidth(), map.getHeight(), BufferedImage.TYPE_INT_ARGB);
        picture.setRGB(0, 0, map.getWidth(), map.getHeight(), argb, 0, map.getWidth());
        return picture;
    }

    private static ColorProcessor rgb(PixelRows picture) {
        int width = picture.width();
        int[] colours = new int[Math.multiplyExact(width, picture.height())];
        byte[] row = new byte[3 * width];
        for (int y = 0; y < picture.height(); y++) {
            picture.read(y, row);
            for (int x = 0; x < width; x++)
                colours[y * width + x] =
                        (row[3 * x] & 255) << 16 | (row[3 * x + 1] & 255) << 8 | (row[3 * x + 2] & 255);
        }
        return new ColorProcessor(width, picture.height(), colours);
    }
}

package org.multimodalneurons.plugin.imagej;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

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
 * calibration, one or more slices for each slice that was looked at, NaN outside the selection.
 */
public final class HeatMap {

    private static final int OPACITY = 200;
    private static final double NEARLY_ALL = .995;

    private final ShownImage source;
    private final Palette palette;
    private final List<Layer> layers = new ArrayList<>();

    /**
     * One slice.
     *
     * @param index of the picture that it lies on
     */
    private record Layer(int index, String label, FloatProcessor map) {}

    /** A heat map without slices yet, of values of which the lowest are least. */
    public HeatMap(ShownImage source) {
        this(source, Palette.INFERNO);
    }

    /** A heat map without slices yet; a palette with two ends is centred on 0. */
    public HeatMap(ShownImage source, Palette palette) {
        this.source = source;
        this.palette = palette;
    }

    /**
     * Adds the values of the next slice.
     *
     * @param values [width, height] of the part that was looked at
     */
    public void add(RandomAccessibleInterval<FloatType> values) {
        add(layers.size(), source.label(layers.size()), values);
    }

    /**
     * Adds values of a slice that may get several maps.
     *
     * @param index of the picture, from 0
     * @param label of the map
     * @param values [width, height] of the part that was looked at
     */
    public void add(int index, String label, RandomAccessibleInterval<FloatType> values) {
        Rectangle bounds = source.bounds();
        FloatProcessor map =
                new FloatProcessor(source.image().getWidth(), source.image().getHeight());
        map.set(Double.NaN);
        int i = 0;
        for (FloatType value : Views.flatIterable(values)) {
            map.setf(bounds.x + i % bounds.width, bounds.y + i / bounds.width, value.get());
            i++;
        }
        layers.add(new Layer(index, label, map));
    }

    /** The values, 32-bit. */
    public ImagePlus map(String title) {
        ImageStack stack = source.emptyStack();
        for (Layer layer : layers) stack.addSlice(layer.label(), layer.map());
        ImagePlus image = new ImagePlus(title, stack);
        double[] range = range();
        image.setLut(palette.lut());
        image.setDisplayRange(palette.lowest(range[0], range[1]), range[1]);
        return arranged(image);
    }

    /** The slices as they are shown, in RGB, the values over them as an overlay: the further from none, the denser. */
    public ImagePlus overlay(String title) {
        ShownImage whole = source.whole();
        ImageStack stack = source.emptyStack();
        Overlay overlay = new Overlay();
        double[] range = range();
        for (int i = 0; i < layers.size(); i++) {
            stack.addSlice(
                    layers.get(i).label(), rgb(whole.picture(layers.get(i).index())));
            ImageRoi layer = new ImageRoi(0, 0, translucent(layers.get(i).map(), range));
            if (layers.size() > 1) layer.setPosition(i + 1);
            overlay.add(layer);
        }
        ImagePlus image = arranged(new ImagePlus(title, stack));
        image.setOverlay(overlay);
        return image;
    }

    /** The slices with the values over them in one RGB picture each, for montages. */
    public List<ColorProcessor> drawn() {
        ShownImage whole = source.whole();
        double[] range = range();
        return layers.stream()
                .map(layer -> {
                    BufferedImage picture = whole.picture(layer.index()).buffered();
                    Graphics2D g = picture.createGraphics();
                    try {
                        g.drawImage(translucent(layer.map(), range), 0, 0, null);
                    } finally {
                        g.dispose();
                    }
                    return new ColorProcessor(picture);
                })
                .toList();
    }

    private ImagePlus arranged(ImagePlus image) {
        return layers.size() == source.size() ? source.arranged(image) : source.calibrated(image);
    }

    /** From the lowest to the highest; about 0 as far as nearly all values reach, lest a few pale all others. */
    private double[] range() {
        double[] values = layers.stream()
                .flatMapToDouble(layer -> values(layer.map()))
                .filter(value -> !Double.isNaN(value))
                .map(value -> palette.isCentred() ? Math.abs(value) : value)
                .sorted()
                .toArray();
        double min = values.length == 0 ? 0 : values[0];
        double max = values.length == 0 ? 0 : values[values.length - 1];
        if (!palette.isCentred()) return new double[] {min, max > min ? max : min + 1e-3};
        double most = values.length == 0 ? 0 : values[(int) (NEARLY_ALL * (values.length - 1))];
        double end = Math.max(most > 0 ? most : max, Float.MIN_NORMAL);
        return new double[] {-end, end};
    }

    private static DoubleStream values(FloatProcessor map) {
        float[] values = (float[]) map.getPixels();
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
    }

    private BufferedImage translucent(FloatProcessor map, double[] range) {
        float[] values = (float[]) map.getPixels();
        int[] argb = new int[values.length];
        for (int i = 0; i < argb.length; i++) {
            double share = (values[i] - range[0]) / (range[1] - range[0]);
            if (Double.isNaN(share)) continue;
            double strength = Math.min(1, palette.isCentred() ? Math.abs(2 * share - 1) : share);
            argb[i] = (int) Math.round(OPACITY * strength) << 24 | palette.colour(share);
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

package org.multimodalneurons.plugin.imagej;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.measure.Calibration;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.multimodalneurons.embed.MapGrid;
import org.multimodalneurons.embed.Windows;
import org.multimodalneurons.image.BlockMeans;
import org.multimodalneurons.image.PixelRows;

/**
 * Values for the pixels of an image's slices, as an image that lies on the source pixel by pixel: the same size and
 * calibration, one or more slices for each slice that was looked at, NaN outside the selection, whatever its shape. Or with
 * fewer pixels, each for a square of the source, NaN where none of it is selected, and a calibration by which it still lies there.
 */
public final class HeatMap {

    private static final int OPACITY = 200;
    private static final double NEARLY_ALL = .995;
    private static final double MEDIAN = .5;
    private static final int SORTED = 1 << 20; // values of a map at most, to find a share of them

    private final ShownImage source;
    private final Palette palette;
    private final int factor;
    private final int maps;
    private final Optional<RoiPixels> selected;
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
        this(source, palette, 1, 1);
    }

    /**
     * A heat map without slices yet.
     *
     * @param factor how many pixels of the source are one of the map along each side
     * @param maps how many slices each slice of the source gets; where it is more than one they are channels
     */
    public HeatMap(ShownImage source, Palette palette, int factor, int maps) {
        this.source = source;
        this.palette = palette;
        this.factor = factor;
        this.maps = maps;
        this.selected = source.selected();
    }

    /** Windows over the part that is looked at, and the pixels of this map there. */
    public MapGrid grid(Windows windows) {
        Rectangle bounds = source.bounds();
        return MapGrid.of(bounds.width, bounds.height, windows, factor, bounds.x % factor, bounds.y % factor);
    }

    /**
     * Adds the values of a slice, one map for each name.
     *
     * @param index of the picture, from 0; each in its turn
     * @param names of the maps
     * @param values [columns, rows] of the {@linkplain #grid grid}
     */
    public void add(int index, List<String> names, List<? extends RandomAccessibleInterval<FloatType>> values) {
        for (int i = 0; i < names.size(); i++) {
            String slice = source.label(index);
            String label = source.size() == 1 ? names.get(i) : names.get(i) + ", " + slice;
            add(index, names.size() == 1 ? slice : label, values.get(i));
        }
    }

    /**
     * Adds values of a slice that may get several maps.
     *
     * @param index of the picture, from 0
     * @param label of the map
     * @param values [width, height] of the part that was looked at
     */
    public void add(int index, String label, RandomAccessibleInterval<FloatType> values) {
        FloatProcessor map = new FloatProcessor(
                blocks(source.image().getWidth()), blocks(source.image().getHeight()));
        map.set(Double.NaN);
        int left = source.bounds().x / factor;
        int top = source.bounds().y / factor;
        int columns = (int) values.dimension(0);
        int i = 0;
        for (FloatType value : Views.flatIterable(values)) {
            int x = left + i % columns;
            int y = top + i / columns;
            if (isSelected(x, y)) map.setf(x, y, value.get());
            i++;
        }
        layers.add(new Layer(index, label, map));
    }

    /** Whether any pixel of the source that a pixel of the map is for is looked at. */
    private boolean isSelected(int x, int y) {
        return selected.isEmpty() || selected.get().reachInto(new Rectangle(x * factor, y * factor, factor, factor));
    }

    private int blocks(int length) {
        return (length - 1) / factor + 1;
    }

    /** The values, 32-bit. */
    public ImagePlus map(String title) {
        ImagePlus image = arranged(new ImagePlus(title, stack(Layer::map)));
        if (image.getNChannels() > 1 && maps > 1) return composite(image);
        double[] range = range(layers);
        image.setLut(palette.lut());
        image.setDisplayRange(palette.lowest(range[0], range[1]), range[1]);
        return image;
    }

    /** Each channel in a colour of its own, its lower half dark; more than ImageJ mixes one at a time. */
    private ImagePlus composite(ImagePlus image) {
        int channels = image.getNChannels();
        boolean mixed = channels <= Palette.CHANNELS.size();
        LUT[] luts = new LUT[channels];
        for (int channel = 0; channel < channels; channel++) {
            List<Layer> own = channel(channel, channels);
            double[] range = range(own);
            luts[channel] = mixed ? Palette.fromBlack(Palette.CHANNELS.get(channel)) : palette.lut();
            luts[channel].min = mixed ? Math.min(share(own, MEDIAN), Math.nextDown((float) range[1])) : range[0];
            luts[channel].max = range[1];
        }
        CompositeImage composite = new CompositeImage(image, mixed ? CompositeImage.COMPOSITE : CompositeImage.COLOR);
        composite.setLuts(luts);
        composite.setOpenAsHyperStack(true);
        return composite;
    }

    private List<Layer> channel(int channel, int channels) {
        return IntStream.range(0, layers.size())
                .filter(i -> i % channels == channel)
                .mapToObj(layers::get)
                .toList();
    }

    private ImageStack stack(Function<Layer, ImageProcessor> drawn) {
        ImageStack stack = new ImageStack(
                blocks(source.image().getWidth()), blocks(source.image().getHeight()));
        for (Layer layer : layers) stack.addSlice(layer.label(), drawn.apply(layer));
        return stack;
    }

    /** The slices as they are shown, in RGB, the values over them as an overlay: the further from none, the denser. */
    public ImagePlus overlay(String title) {
        ShownImage whole = source.whole();
        ImagePlus image = arranged(new ImagePlus(title, stack(layer -> rgb(picture(whole, layer)))));
        Overlay overlay = new Overlay();
        for (int i = 0; i < layers.size(); i++) {
            ImageRoi layer = new ImageRoi(0, 0, translucent(layers.get(i).map(), range(alike(i))));
            if (layers.size() > 1) layer.setPosition(i + 1);
            overlay.add(layer);
        }
        image.setOverlay(overlay);
        return image;
    }

    /** The maps of the same thing as one. */
    private List<Layer> alike(int layer) {
        return maps == 1 ? layers : channel(layer % maps, maps);
    }

    private PixelRows picture(ShownImage whole, Layer layer) {
        return new BlockMeans(whole.picture(layer.index()), factor);
    }

    /** The slices with the values over them in one RGB picture each, for montages. */
    public List<ColorProcessor> drawn() {
        ShownImage whole = source.whole();
        double[] range = range(layers);
        return layers.stream()
                .map(layer -> {
                    BufferedImage picture = picture(whole, layer).buffered();
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
        boolean all = areOfEverySlice();
        ImagePlus result = all ? source.arranged(image, maps) : source.calibrated(image);
        if (!all && maps > 1) {
            result.setDimensions(maps, layers.size() / maps, 1);
            result.setOpenAsHyperStack(true);
        }
        Calibration calibration = result.getCalibration();
        calibration.pixelWidth *= factor;
        calibration.pixelHeight *= factor;
        calibration.xOrigin /= factor;
        calibration.yOrigin /= factor;
        return result;
    }

    /** Whether each slice of the source has its maps: with some left out, as many may stand for fewer slices. */
    private boolean areOfEverySlice() {
        return layers.size() == source.size() * maps
                && IntStream.range(0, layers.size()).allMatch(i -> layers.get(i).index() == i / maps);
    }

    /** From the lowest to the highest; about 0 as far as nearly all values reach, lest a few pale all others. */
    private double[] range(List<Layer> of) {
        if (palette.isCentred()) {
            double most = share(of, NEARLY_ALL);
            double end = Math.max(most > 0 ? most : share(of, 1), Float.MIN_NORMAL);
            return new double[] {-end, end};
        }
        var all = of.stream()
                .flatMapToDouble(layer -> values(layer.map()))
                .filter(value -> !Double.isNaN(value))
                .summaryStatistics();
        double min = all.getCount() == 0 ? 0 : all.getMin();
        double max = all.getCount() == 0 ? 0 : all.getMax();
        return new double[] {min, max > min ? max : min + 1e-3};
    }

    /** The value that is not exceeded by a share of all, of their sizes where the palette is centred; 0 of none. */
    private double share(List<Layer> of, double share) {
        long step = Math.max(
                1, of.stream().mapToLong(layer -> layer.map().getPixelCount()).sum() / SORTED);
        double[] sorted = of.stream()
                .flatMapToDouble(layer -> every(step, layer.map()))
                .filter(value -> !Double.isNaN(value))
                .map(value -> palette.isCentred() ? Math.abs(value) : value)
                .sorted()
                .toArray();
        return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))];
    }

    private static DoubleStream values(FloatProcessor map) {
        return every(1, map);
    }

    private static DoubleStream every(long step, FloatProcessor map) {
        float[] values = (float[]) map.getPixels();
        return LongStream.range(0, (values.length - 1) / step + 1).mapToDouble(i -> values[(int) (i * step)]);
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

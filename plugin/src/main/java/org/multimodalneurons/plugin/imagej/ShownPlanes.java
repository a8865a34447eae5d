package org.multimodalneurons.plugin.imagej;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import org.multimodalneurons.visualize.Channels;
import org.multimodalneurons.visualize.Drawing;

/**
 * One slice of an image, or all channels of a merged position, as a drawing that can be changed and written back. A value
 * is 0 at the lower end of its channel's display range and 1 at the upper one; values beyond look like the ends, and get
 * the change of those. A channel is looked at in the last colour of its lookup table where the first is black; any other
 * table counts as grey, the brighter end as white. Channels that are not shown stay as they are, as does all outside of a
 * selection. Never changes the image.
 */
public final class ShownPlanes {

    private static final List<Float> GREY = List.of(1f, 1f, 1f);
    private static final List<Float> HIDDEN = List.of(0f, 0f, 0f);
    private static final int COLOURS = 3;

    private final List<ImageProcessor> slices;
    private final List<Shade> shades;
    private final Rectangle bounds;
    private final Roi selection;

    /**
     * How values of a channel are shown.
     *
     * @param black shown dark
     * @param white shown in the full colour
     */
    private record Shade(double black, double white, List<Float> colour) {

        float shown(float value) {
            double share = (value - black) / (white - black);
            return share > 0 ? (float) Math.min(1, share) : 0; // NaN is dark
        }
    }

    private ShownPlanes(List<ImageProcessor> slices, List<Shade> shades, Rectangle bounds, Roi selection) {
        this.slices = slices;
        this.shades = shades;
        this.bounds = bounds;
        this.selection = selection;
    }

    /**
     * One slice, or one position of merged channels.
     *
     * @param index among the slices of the source
     */
    public static ShownPlanes of(ShownImage source, int index) {
        ImagePlus image = source.image();
        int first = source.stackIndex(source.slice(index));
        List<ImageProcessor> slices = new ArrayList<>();
        List<Shade> shades = new ArrayList<>();
        for (int i = 0; i < (source.isMerged() ? image.getNChannels() : 1); i++) {
            slices.add(image.getStack().getProcessor(first + i));
            if (image.getType() != ImagePlus.COLOR_RGB) shades.add(shade(image, first + i));
        }
        Roi roi = image.getRoi();
        return new ShownPlanes(slices, shades, source.bounds(), roi != null && roi.isArea() ? roi : null);
    }

    private static Shade shade(ImagePlus image, int slice) {
        if (image instanceof CompositeImage composite && composite.getNChannels() > 1) {
            int channel = image.convertIndexToPosition(slice)[0];
            LUT lut = composite.getChannelLut(channel);
            boolean merged = composite.getMode() == CompositeImage.COMPOSITE;
            if (merged && !composite.getActiveChannels()[channel - 1]) return new Shade(lut.min, lut.max, HIDDEN);
            if (composite.getMode() == CompositeImage.GRAYSCALE) return new Shade(lut.min, lut.max, GREY);
            return shade(lut, lut.min, lut.max);
        }
        ImageProcessor shown = image.getProcessor();
        return shade(shown.getLut(), shown.getMin(), shown.getMax());
    }

    private static Shade shade(LUT lut, double min, double max) {
        double end = max > min ? max : min + 1;
        int first = lut.getRed(0) + lut.getGreen(0) + lut.getBlue(0);
        int last = lut.getRed(255) + lut.getGreen(255) + lut.getBlue(255);
        if (first == 0 && last > 0)
            return new Shade(
                    min, end, List.of(lut.getRed(255) / 255f, lut.getGreen(255) / 255f, lut.getBlue(255) / 255f));
        return first > last ? new Shade(end, min, GREY) : new Shade(min, end, GREY);
    }

    private boolean isRgb() {
        return slices.get(0) instanceof ColorProcessor;
    }

    /** As it is seen, inside the selection's bounding box. */
    public Drawing drawing() {
        int planes = isRgb() ? COLOURS : slices.size();
        float[] values = new float[planes * bounds.width * bounds.height];
        for (int plane = 0, to = 0; plane < planes; plane++)
            for (int y = 0; y < bounds.height; y++)
                for (int x = 0; x < bounds.width; x++) values[to++] = shown(plane, bounds.x + x, bounds.y + y);
        Channels channels = isRgb()
                ? Channels.RGB
                : new Channels(shades.stream().map(Shade::colour).toList());
        return new Drawing(bounds.width, bounds.height, channels, false, values);
    }

    private float shown(int plane, int x, int y) {
        if (isRgb()) return component(slices.get(0).get(x, y), plane) / 255f;
        return shades.get(plane).shown(slices.get(plane).getf(x, y));
    }

    private static int component(int rgb, int plane) {
        return (rgb >> (16 - 8 * plane)) & 255;
    }

    /** Copies of the whole slices, to which the difference of a drawing to what is seen is added inside the selection. */
    public List<ImageProcessor> changed(Drawing drawing) {
        List<ImageProcessor> copies =
                slices.stream().map(ImageProcessor::duplicate).toList();
        float[] values = drawing.toFloats();
        for (int y = 0; y < bounds.height; y++)
            for (int x = 0; x < bounds.width; x++)
                if (selection == null || selection.contains(bounds.x + x, bounds.y + y))
                    change(copies, bounds.x + x, bounds.y + y, values, y * bounds.width + x);
        return copies;
    }

    private void change(List<ImageProcessor> copies, int x, int y, float[] values, int at) {
        int places = bounds.width * bounds.height;
        if (isRgb()) {
            copies.get(0).set(x, y, colour(values, at, places));
            return;
        }
        for (int plane = 0; plane < copies.size(); plane++) {
            Shade shade = shades.get(plane);
            float value = slices.get(plane).getf(x, y);
            double change = values[plane * places + at] - shade.shown(value);
            put(copies.get(plane), x, y, value + change * (shade.white - shade.black));
        }
    }

    private static int colour(float[] values, int at, int places) {
        int rgb = 0;
        for (int plane = 0; plane < COLOURS; plane++) rgb = rgb << 8 | Math.round(255 * values[plane * places + at]);
        return rgb;
    }

    private static void put(ImageProcessor slice, int x, int y, double value) {
        if (slice.getBitDepth() == 32) slice.setf(x, y, (float) value);
        else slice.set(x, y, (int) Math.max(0, Math.min((1 << slice.getBitDepth()) - 1, Math.round(value))));
    }

    /** Pictures of their own of this kind, with values between the ends of the display range. */
    public List<ImageProcessor> pictures(Drawing drawing) {
        float[] values = drawing.toFloats();
        int places = drawing.width() * drawing.height();
        List<ImageProcessor> pictures = new ArrayList<>();
        for (int plane = 0; plane < slices.size(); plane++) {
            ImageProcessor picture = slices.get(plane).createProcessor(drawing.width(), drawing.height());
            for (int at = 0; at < places; at++) {
                int x = at % drawing.width();
                int y = at / drawing.width();
                if (isRgb()) picture.set(x, y, colour(values, at, places));
                else {
                    Shade shade = shades.get(plane);
                    put(picture, x, y, shade.black + values[plane * places + at] * (shade.white - shade.black));
                }
            }
            pictures.add(picture);
        }
        return pictures;
    }

    /** What a frame of a movie is called. */
    public static String frameLabel(int frame, double magnification) {
        return String.format(Locale.ROOT, "frame %d, %.2f x", frame + 1, magnification);
    }
}

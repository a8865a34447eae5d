package org.multimodalneurons.plugin.imagej;

import java.awt.Rectangle;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import org.multimodalneurons.visualize.Channels;
import org.multimodalneurons.visualize.Drawing;

/**
 * One slice of an image, or all channels of a position where they are merged or chosen, as a drawing that can be changed and written back. A value
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

        Shade in(List<Float> other) {
            return new Shade(black, white, other);
        }
    }

    private ShownPlanes(List<ImageProcessor> slices, List<Shade> shades, Rectangle bounds, Roi selection) {
        this.slices = slices;
        this.shades = shades;
        this.bounds = bounds;
        this.selection = selection;
    }

    /**
     * One slice, or one position of merged or chosen channels.
     *
     * @param index among the slices of the source
     * @throws org.multimodalneurons.UserException when it cannot be read, or holds no finite value
     */
    public static ShownPlanes of(ShownImage source, int index) {
        ImagePlus image = source.image();
        int first = source.stackIndex(source.slice(index));
        FiniteValues.Count values = source.finite(source.slice(index), source.bounds());
        List<ImageProcessor> slices = new ArrayList<>();
        List<Shade> shades = new ArrayList<>();
        for (int i = 0; i < (source.isMerged() ? image.getNChannels() : 1); i++) {
            ImageProcessor pixels = source.files().slice(first + i);
            slices.add(pixels);
            if (pixels instanceof ColorProcessor rgb)
                shades.addAll(components(image, first + i, rgb, source.meaning()));
            else {
                Shade shade = shade(image, first + i, pixels, source.meaning());
                if (!shade.colour().equals(HIDDEN)) values.add(pixels);
                shades.add(shade);
            }
        }
        values.require();
        Roi roi = image.getRoi();
        return new ShownPlanes(slices, shades, source.bounds(), roi != null && roi.isArea() ? roi : null);
    }

    /** Of an RGB slice: its three components as they are, by one range, or those that were chosen by their own. */
    private static List<Shade> components(ImagePlus image, int slice, ColorProcessor rgb, PixelMeaning meaning) {
        List<Shade> shades = new ArrayList<>();
        ChannelColours all = ChannelColours.of(image, slice, rgb, meaning);
        for (int i = 0; i < COLOURS; i++) {
            Shade shade = shade(all, Channels.RGB.colours().get(i));
            if (meaning.choosesChannels())
                shade = shade(
                        ChannelColours.of(image, slice, rgb.getChannel(i + 1, null), meaning), colour(meaning, i + 1));
            shades.add(shade);
        }
        return shades;
    }

    private static Shade shade(ImagePlus image, int slice, ImageProcessor pixels, PixelMeaning meaning) {
        ChannelColours colours = ChannelColours.of(image, slice, pixels, meaning);
        int channel = image.convertIndexToPosition(slice)[0];
        if (meaning.choosesChannels()) return shade(colours, colour(meaning, channel));
        if (colours.table() == null) return shade(colours, GREY);
        Shade shade = shade(lut(colours.table()), colours.min(), colours.max());
        boolean hidden = image instanceof CompositeImage composite
                && composite.getNChannels() > 1
                && composite.getMode() == CompositeImage.COMPOSITE
                && !composite.getActiveChannels()[channel - 1];
        return hidden ? shade.in(HIDDEN) : shade;
    }

    private static LUT lut(ColorModel table) {
        return table instanceof LUT own ? own : new LUT((IndexColorModel) table, 0, 255);
    }

    /** In which a chosen channel is seen; black where it was not chosen. */
    private static List<Float> colour(PixelMeaning meaning, int channel) {
        List<Integer> chosen = meaning.channels();
        if (chosen.size() == 1) return chosen.contains(channel) ? GREY : HIDDEN;
        return IntStream.range(0, COLOURS)
                .mapToObj(i -> i < chosen.size() && chosen.get(i) == channel ? 1f : 0f)
                .toList();
    }

    private static Shade shade(ChannelColours colours, List<Float> colour) {
        return new Shade(colours.min(), end(colours.min(), colours.max()), colour);
    }

    /** Above the lower one, even where all values are alike. */
    private static double end(double min, double max) {
        return max > min ? max : min + 1;
    }

    private static Shade shade(LUT lut, double min, double max) {
        double end = end(min, max);
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
        float[] values = new float[shades.size() * bounds.width * bounds.height];
        for (int plane = 0, to = 0; plane < shades.size(); plane++)
            for (int y = 0; y < bounds.height; y++)
                for (int x = 0; x < bounds.width; x++)
                    values[to++] = shades.get(plane).shown(value(plane, bounds.x + x, bounds.y + y));
        Channels channels = new Channels(shades.stream().map(Shade::colour).toList());
        return new Drawing(bounds.width, bounds.height, channels, false, values);
    }

    private float value(int plane, int x, int y) {
        return isRgb()
                ? slices.get(0).get(x, y) >> shift(plane) & 255
                : slices.get(plane).getf(x, y);
    }

    private static int shift(int plane) {
        return 16 - 8 * plane;
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
        for (int plane = 0; plane < shades.size(); plane++) {
            Shade shade = shades.get(plane);
            if (shade.colour.equals(HIDDEN)) continue;
            float value = value(plane, x, y);
            double change = values[plane * places + at] - shade.shown(value);
            put(copies, plane, x, y, value + change * (shade.white - shade.black));
        }
    }

    private void put(List<ImageProcessor> to, int plane, int x, int y, double value) {
        if (isRgb()) {
            ImageProcessor rgb = to.get(0);
            int others = rgb.get(x, y) & ~(255 << shift(plane));
            rgb.set(x, y, others | (int) Math.max(0, Math.min(255, Math.round(value))) << shift(plane));
            return;
        }
        ImageProcessor slice = to.get(plane);
        if (slice.getBitDepth() == 32) slice.setf(x, y, (float) value);
        else slice.set(x, y, (int) Math.max(0, Math.min((1 << slice.getBitDepth()) - 1, Math.round(value))));
    }

    /** Pictures of their own of this kind, with values between the ends of the display range. */
    public List<ImageProcessor> pictures(Drawing drawing) {
        float[] values = drawing.toFloats();
        int places = drawing.width() * drawing.height();
        List<ImageProcessor> pictures = slices.stream()
                .map(slice -> slice.createProcessor(drawing.width(), drawing.height()))
                .toList();
        for (int plane = 0; plane < shades.size(); plane++) {
            Shade shade = shades.get(plane);
            for (int at = 0; at < places; at++)
                put(
                        pictures,
                        plane,
                        at % drawing.width(),
                        at / drawing.width(),
                        shade.black + values[plane * places + at] * (shade.white - shade.black));
        }
        return pictures;
    }

    /** What a frame of a movie is called. */
    public static String frameLabel(int frame, double magnification) {
        return String.format(Locale.ROOT, "frame %d, %.2f x", frame + 1, magnification);
    }
}

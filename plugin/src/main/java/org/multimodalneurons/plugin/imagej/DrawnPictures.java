package org.multimodalneurons.plugin.imagej;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import org.multimodalneurons.visualize.Channels;
import org.multimodalneurons.visualize.Drawing;

/** Drawn pictures as ImageJ's. */
public final class DrawnPictures {

    private static final int GAP = 4;
    private static final int WHITE = 255;

    private DrawnPictures() {}

    /** One picture as it is shown. */
    public static ColorProcessor of(Drawing drawing) {
        return new ColorProcessor(drawing.rgb().buffered());
    }

    /**
     * Pictures as they are shown, in rows and columns, as many of one as of the other or one column more, with white between
     * them; one picture alone as it is.
     *
     * @param drawings of one size, at least one
     */
    public static ColorProcessor grid(List<Drawing> drawings) {
        ColorProcessor grid = new ColorProcessor(width(drawings), height(drawings));
        grid.setValue(0xFFFFFF);
        grid.fill();
        insert(grid, drawings.stream().map(DrawnPictures::of).toList());
        return grid;
    }

    /** The same as a slice of an image: an RGB one, or an 8-bit one for each channel, in which shades 0..1 become 0..255. */
    public static List<? extends ImageProcessor> planes(List<Drawing> drawings) {
        Channels channels = drawings.get(0).channels();
        if (channels.equals(Channels.RGB)) return List.of(grid(drawings));
        List<ImageProcessor> planes = new ArrayList<>();
        for (int i = 0; i < channels.count(); i++) {
            int channel = i;
            ByteProcessor grid = new ByteProcessor(width(drawings), height(drawings));
            grid.setValue(WHITE);
            grid.fill();
            insert(
                    grid,
                    drawings.stream().map(drawing -> plane(drawing, channel)).toList());
            planes.add(grid);
        }
        return planes;
    }

    private static ByteProcessor plane(Drawing drawing, int channel) {
        ByteProcessor plane = new ByteProcessor(drawing.width(), drawing.height());
        float[] values = drawing.toFloats();
        int places = drawing.width() * drawing.height();
        for (int at = 0; at < places; at++) plane.set(at, Math.round(WHITE * values[channel * places + at]));
        return plane;
    }

    private static int columns(List<?> pictures) {
        return (int) Math.ceil(Math.sqrt(pictures.size()));
    }

    private static int width(List<Drawing> drawings) {
        return columns(drawings) * (drawings.get(0).width() + GAP) - GAP;
    }

    private static int height(List<Drawing> drawings) {
        int rows = (drawings.size() + columns(drawings) - 1) / columns(drawings);
        return rows * (drawings.get(0).height() + GAP) - GAP;
    }

    private static void insert(ImageProcessor grid, List<? extends ImageProcessor> pictures) {
        int columns = columns(pictures);
        for (int i = 0; i < pictures.size(); i++) {
            ImageProcessor picture = pictures.get(i);
            grid.insert(picture, i % columns * (picture.getWidth() + GAP), i / columns * (picture.getHeight() + GAP));
        }
    }

    /**
     * An image of slices made by {@link #planes}.
     *
     * @param stack all channels of the first slice, then those of the second
     * @return an RGB or 8-bit stack, or a composite of channels in their colours
     */
    public static ImagePlus coloured(String title, ImageStack stack, Channels channels) {
        ImagePlus image = new ImagePlus(title, stack);
        if (channels.equals(Channels.RGB)) return image;
        LUT[] tables = channels.colours().stream().map(DrawnPictures::table).toArray(LUT[]::new);
        if (tables.length == 1) {
            image.setLut(tables[0]);
            return image;
        }
        image.setDimensions(tables.length, stack.size() / tables.length, 1);
        CompositeImage composite = new CompositeImage(image, CompositeImage.COMPOSITE);
        composite.setLuts(tables);
        composite.setOpenAsHyperStack(true);
        return composite;
    }

    /** From black to a colour [red, green, blue] in 0..1. */
    private static LUT table(List<Float> colour) {
        LUT table = LUT.createLutFromColor(new Color(colour.get(0), colour.get(1), colour.get(2)));
        table.min = 0;
        table.max = WHITE;
        return table;
    }
}

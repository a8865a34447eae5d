package org.multimodalneurons.visualize;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.RgbImage;

/** One picture that was drawn, or that drawing starts from. Immutable. */
public final class Drawing {

    private final int width;
    private final int height;
    private final Channels channels;
    private final boolean hasAlpha;
    private final float[] values;

    /**
     * A picture of given values.
     *
     * @param width in pixels
     * @param height in pixels
     * @param channels their colours
     * @param hasAlpha whether an opacity follows the channels
     * @param values in 0..1: channel by channel, row by row; copied
     */
    public Drawing(int width, int height, Channels channels, boolean hasAlpha, float[] values) {
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.hasAlpha = hasAlpha;
        this.values = values.clone();
        if (values.length != (long) width * height * planes())
            throw new UserException("A picture of " + width + " x " + height + " pixels and " + planes()
                    + " channels has " + (long) width * height * planes() + " values, not " + values.length + ".");
    }

    /** An RGB picture. */
    public static Drawing of(PixelRows picture) {
        int width = picture.width();
        int places = width * picture.height();
        float[] values = new float[3 * places];
        byte[] row = new byte[3 * width];
        for (int y = 0; y < picture.height(); y++) {
            picture.read(y, row);
            for (int i = 0; i < row.length; i++) values[i % 3 * places + y * width + i / 3] = (row[i] & 255) / 255f;
        }
        return new Drawing(width, picture.height(), Channels.RGB, false, values);
    }

    /** In pixels. */
    public int width() {
        return width;
    }

    /** In pixels. */
    public int height() {
        return height;
    }

    /** The colours of the channels. */
    public Channels channels() {
        return channels;
    }

    /** Whether an opacity follows the channels. */
    public boolean hasAlpha() {
        return hasAlpha;
    }

    /** Channels, and one more for the opacity where there is one. */
    public int planes() {
        return channels.count() + (hasAlpha ? 1 : 0);
    }

    /** A copy of the values in 0..1: channel by channel, row by row. */
    public float[] toFloats() {
        return values.clone();
    }

    /** A copy: [width, height, channels (and opacity)], in 0..1. */
    public Img<FloatType> image() {
        return ArrayImgs.floats(toFloats(), width, height, planes());
    }

    /** The same, made smaller where a side is longer than so many pixels; the proportions stay. */
    public Drawing within(int longest) {
        double factor = Math.min(1, (double) longest / Math.max(width, height));
        if (factor == 1) return this;
        int columns = Math.max(1, (int) Math.round(factor * width));
        int rows = Math.max(1, (int) Math.round(factor * height));
        return new Drawing(
                columns,
                rows,
                channels,
                hasAlpha,
                Raster.of(this).resized(columns, rows).values());
    }

    /** As it is shown: channels in their colours, on grey where it is not opaque. */
    public RgbImage rgb() {
        int places = width * height;
        byte[] bytes = new byte[3 * places];
        for (int at = 0; at < places; at++)
            for (int colour = 0; colour < 3; colour++) {
                float alpha = hasAlpha ? values[channels.count() * places + at] : 1;
                bytes[3 * at + colour] = (byte) Math.round(255 * (.5f + alpha * (shown(at, colour) - .5f)));
            }
        return RgbImage.of(width, height, bytes);
    }

    private float shown(int at, int colour) {
        float sum = 0;
        for (int channel = 0; channel < channels.count(); channel++)
            sum += values[channel * width * height + at]
                    * channels.colours().get(channel).get(colour);
        return Math.min(sum, 1);
    }
}

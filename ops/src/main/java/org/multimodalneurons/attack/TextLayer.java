package org.multimodalneurons.attack;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.RgbImage;

/**
 * A text as it lies over pictures of one size: made once, laid over many. Immutable; may be used by several threads at once.
 *
 * <pre>{@code
 * TextLayer pizza = TextLayer.of("pizza", Lettering.paper(), Layout.paper(), TextSize.paper(), 288, 288);
 * RgbImage attacked = pizza.over(picture);
 * }</pre>
 */
public final class TextLayer {

    private final int width;
    private final int height;
    private final double fontSize;
    private final boolean[] ink;
    private final Rectangle box;
    private final int[] pixels; // of the box, premultiplied 0xAARRGGBB

    private TextLayer(double fontSize, double opacity, BufferedImage drawing) {
        this.width = drawing.getWidth();
        this.height = drawing.getHeight();
        this.fontSize = fontSize;
        int[] argb = pixels(drawing);
        this.ink = new boolean[argb.length];
        Rectangle covered = new Rectangle(-1, -1);
        for (int i = 0; i < argb.length; i++) {
            if (!isTouched(argb[i])) continue;
            ink[i] = true;
            covered.add(new Rectangle(i % width, i / width, 1, 1));
        }
        this.box = covered;
        this.pixels = new int[box.width * box.height];
        for (int y = 0, to = 0; y < box.height; y++)
            for (int x = 0; x < box.width; x++) pixels[to++] = faded(argb[(box.y + y) * width + box.x + x], opacity);
    }

    /**
     * Draws a text.
     *
     * @param text one line, not blank
     * @param lettering how it shall look; {@link Layout#worn} may change it
     * @param width of the pictures in pixels
     * @param height of the pictures in pixels
     * @throws UserException when the text is blank or has characters that the font lacks, or does not fit at this size, or
     *     cannot cover as much as was asked for; the message names what can be had
     */
    public static TextLayer of(String text, Lettering lettering, Layout layout, TextSize size, int width, int height) {
        Square square = Square.of(width, height);
        Lettering worn = layout.worn(lettering);
        Stamp stamp = Stamp.of(text.strip(), worn, square.side());
        Sizing sizing = new Sizing(text.strip(), stamp, layout, square, new Rectangle(width, height));
        double fontSize = sizing.find(size, trial -> coverage(stamp.draw(trial, sizing.pens(trial), width, height)));
        return new TextLayer(fontSize, worn.opacity(), stamp.draw(fontSize, sizing.pens(fontSize), width, height));
    }

    private static int[] pixels(BufferedImage drawing) {
        return ((DataBufferInt) drawing.getRaster().getDataBuffer()).getData();
    }

    private static boolean isTouched(int argb) {
        return argb >>> 24 != 0;
    }

    private static double coverage(BufferedImage drawing) {
        int touched = 0;
        int[] argb = pixels(drawing);
        for (int pixel : argb) if (isTouched(pixel)) touched++;
        return (double) touched / argb.length;
    }

    private static int faded(int argb, double opacity) {
        int faded = 0;
        for (int shift = 24; shift >= 0; shift -= 8)
            faded |= (int) Math.round((argb >>> shift & 255) * opacity) << shift;
        return faded;
    }

    /** Width in pixels of the pictures that it lies over. */
    public int width() {
        return width;
    }

    /** Height in pixels of the pictures that it lies over. */
    public int height() {
        return height;
    }

    /** The font size in pixels of the picture. */
    public double fontSize() {
        return fontSize;
    }

    /**
     * The measured share of the pixels that letters, outline and plate touch, 0 to 1. A pixel that is touched in part counts
     * wholly, so that the same layout covers more of a coarser picture. It is the paper's measure: counted so, its layout
     * covers 8.01 % for "pizza" (the paper tells 8.11) and between .95 and 1.02 of what it tells of each of its nine words;
     * the sum of opacities would be 14 % less.
     */
    public double coverage() {
        int touched = 0;
        for (boolean pixel : ink) if (pixel) touched++;
        return (double) touched / ink.length;
    }

    /** Which pixels the ink touches, row by row: width * height of them. */
    public boolean[] ink() {
        return ink.clone();
    }

    /**
     * A new picture: the given one with the text over it.
     *
     * @param picture of this layer's size; it stays as it is
     * @throws UserException when it has another size
     */
    public RgbImage over(PixelRows picture) {
        if (picture.width() != width || picture.height() != height)
            throw new UserException("A text made for pictures of " + width + " x " + height
                    + " pixels cannot lie over one of " + picture.width() + " x " + picture.height() + ".");
        byte[] rgb = RgbImage.copyOf(picture).toBytes();
        for (int y = 0, from = 0; y < box.height; y++)
            for (int x = 0, at = 3 * ((box.y + y) * width + box.x); x < box.width; x++, at += 3) {
                int pixel = pixels[from++];
                if (pixel == 0) continue;
                int through = 255 - (pixel >>> 24);
                rgb[at] = blended(pixel >> 16, rgb[at], through);
                rgb[at + 1] = blended(pixel >> 8, rgb[at + 1], through);
                rgb[at + 2] = blended(pixel, rgb[at + 2], through);
            }
        return RgbImage.of(width, height, rgb);
    }

    private static byte blended(int colour, byte under, int through) {
        return (byte) ((colour & 255) + ((under & 255) * through + 127) / 255);
    }

    @Override
    public String toString() {
        return "a text over pictures of " + width + " x " + height + " pixels";
    }
}

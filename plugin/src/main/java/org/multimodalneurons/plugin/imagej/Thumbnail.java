package org.multimodalneurons.plugin.imagej;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;

import org.multimodalneurons.image.PictureFile;
import org.multimodalneurons.image.PixelRows;

/** Pictures made small, whole, in the middle of a white square. */
public final class Thumbnail {

    private static final int GAP = 4;

    private Thumbnail() {}

    /**
     * Of one picture.
     *
     * @param side of the square in pixels; a picture that is smaller is not enlarged
     */
    public static PixelRows of(PixelRows picture, int side) {
        double scale = Math.min(1, (double) side / Math.max(picture.width(), picture.height()));
        int width = Math.max(1, (int) Math.round(scale * picture.width()));
        int height = Math.max(1, (int) Math.round(scale * picture.height()));
        Image small = picture.buffered().getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING);
        BufferedImage square = square(side, Color.WHITE);
        Graphics2D graphics = square.createGraphics();
        try {
            graphics.drawImage(small, (side - width) / 2, (side - height) / 2, null);
        } finally {
            graphics.dispose();
        }
        return new PictureFile(square);
    }

    /** What stands for a picture that cannot be shown. */
    public static PixelRows missing(int side) {
        return new PictureFile(square(side, Color.LIGHT_GRAY));
    }

    /** Two pictures of one height side by side, with a gap. */
    public static PixelRows beside(PixelRows left, PixelRows right) {
        var both = new BufferedImage(left.width() + GAP + right.width(), left.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = both.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, both.getWidth(), both.getHeight());
            graphics.drawImage(left.buffered(), 0, 0, null);
            graphics.drawImage(right.buffered(), left.width() + GAP, 0, null);
        } finally {
            graphics.dispose();
        }
        return new PictureFile(both);
    }

    private static BufferedImage square(int side, Color colour) {
        BufferedImage square = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = square.createGraphics();
        try {
            graphics.setColor(colour);
            graphics.fillRect(0, 0, side, side);
        } finally {
            graphics.dispose();
        }
        return square;
    }
}

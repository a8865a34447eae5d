package org.multimodalneurons.training.data;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

import org.multimodalneurons.UserException;

/** Writes a string as large as the box allows: {@value #WIDTH} x {@value #HEIGHT} bytes of coverage, 0 to 255. */
final class WordRaster {

    static final int WIDTH = 96;
    static final int HEIGHT = 40;
    private static final double MARGIN = 1;

    private WordRaster() {}

    /**
     * The ink's outline, its letters unhinted, scaled to the box less a margin of a pixel and centred.
     *
     * @throws UserException if the font has no ink for the string
     */
    static byte[] draw(String string, Font font) {
        var context = new FontRenderContext(null, true, true);
        Shape ink = font.deriveFont(100f).createGlyphVector(context, string).getOutline();
        Rectangle2D box = ink.getBounds2D();
        if (box.getWidth() <= 0 || box.getHeight() <= 0)
            throw new UserException("The font " + font.getFontName() + " draws nothing for '" + string + "'.");
        double scale = Math.min((WIDTH - 2 * MARGIN) / box.getWidth(), (HEIGHT - 2 * MARGIN) / box.getHeight());
        var place = new AffineTransform();
        place.translate(WIDTH / 2.0, HEIGHT / 2.0);
        place.scale(scale, scale);
        place.translate(-box.getCenterX(), -box.getCenterY());

        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(Color.WHITE);
        g.fill(place.createTransformedShape(ink));
        g.dispose();
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData().clone();
    }
}

package org.multimodalneurons.probe;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

import org.multimodalneurons.image.PictureFile;
import org.multimodalneurons.image.PixelRows;

/** A word as a picture: black letters in Java's sans serif font, as large as fits, in the middle of a white square. */
public final class WrittenWord {

    private static final double FILLED = .86;
    private static final double HIGHEST = .4;
    private static final float TRIAL = 100;

    private WrittenWord() {}

    /**
     * Writes a word.
     *
     * @param word not blank
     * @param side of the square in pixels
     */
    public static PixelRows of(String word, int side) {
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, side, side);
            graphics.setColor(Color.BLACK);
            Font font = new Font(Font.SANS_SERIF, Font.BOLD, 1);
            Rectangle2D trial = bounds(graphics, font.deriveFont(TRIAL), word);
            double scale = side * Math.min(FILLED / trial.getWidth(), HIGHEST / trial.getHeight());
            graphics.setFont(font.deriveFont((float) (TRIAL * scale)));
            Rectangle2D bounds = bounds(graphics, graphics.getFont(), word);
            graphics.drawString(
                    word, (float) (side / 2. - bounds.getCenterX()), (float) (side / 2. - bounds.getCenterY()));
        } finally {
            graphics.dispose();
        }
        return new PictureFile(picture);
    }

    /** Of the ink, from where the text begins on its base line. */
    private static Rectangle2D bounds(Graphics2D graphics, Font font, String word) {
        return font.createGlyphVector(graphics.getFontRenderContext(), word).getVisualBounds();
    }
}

package org.multimodalneurons.plugin.imagej;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

import ij.gui.ImageRoi;

/** Text that reads from below to above; ImageJ's own rotated text jumps about with its length. */
final class UprightText {

    private UprightText() {}

    /**
     * White text as an overlay's element.
     *
     * @param x of the line's middle
     * @param y where the text begins, its lower end
     */
    static ImageRoi of(String text, Font font, int x, int y) {
        FontMetrics metrics = MatrixImage.metrics(font);
        int length = Math.max(1, metrics.stringWidth(text));
        int thickness = metrics.getHeight();
        BufferedImage picture = new BufferedImage(thickness, length, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = picture.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setFont(font);
            graphics.setColor(Color.WHITE);
            graphics.rotate(-Math.PI / 2);
            graphics.drawString(text, -length, metrics.getAscent());
        } finally {
            graphics.dispose();
        }
        return new ImageRoi(x - thickness / 2, y - length, picture);
    }
}

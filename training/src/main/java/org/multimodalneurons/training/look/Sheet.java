package org.multimodalneurons.training.look;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.util.List;

/** Pictures in rows, each with a label below. */
final class Sheet {

    private static final int CELL = 128;
    private static final int CAPTION = 16;
    private static final int COLUMNS = 12;

    private Sheet() {}

    /**
     * Lays pictures out, row by row.
     *
     * @param pictures RGB in 0..1, [n, 3, side, side]
     * @param labels n
     */
    static BufferedImage of(float[] pictures, int side, List<String> labels) {
        int rows = (labels.size() + COLUMNS - 1) / COLUMNS;
        BufferedImage sheet = new BufferedImage(COLUMNS * CELL, rows * (CELL + CAPTION), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        pen.setColor(Color.BLACK);
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        for (int i = 0; i < labels.size(); i++) {
            int x = i % COLUMNS * CELL;
            int y = i / COLUMNS * (CELL + CAPTION);
            Image enlarged = picture(pictures, i, side).getScaledInstance(CELL - 2, CELL - 2, Image.SCALE_SMOOTH);
            pen.drawImage(enlarged, x, y, null);
            pen.drawString(labels.get(i), x + 2, y + CELL + 11);
        }
        pen.dispose();
        return sheet;
    }

    private static BufferedImage picture(float[] pictures, int index, int side) {
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        int plane = side * side;
        for (int at = 0; at < plane; at++) {
            int rgb = 0;
            for (int channel = 0; channel < 3; channel++)
                rgb = rgb << 8 | Math.round(255 * pictures[(index * 3 + channel) * plane + at]);
            picture.setRGB(at % side, at / side, rgb);
        }
        return picture;
    }
}

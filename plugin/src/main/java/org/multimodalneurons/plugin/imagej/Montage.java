package org.multimodalneurons.plugin.imagej;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

import ij.process.ColorProcessor;
import org.multimodalneurons.image.PixelRows;

/** Pictures in rows and columns, each in a frame whose colour tells a value: blue below 0, red above. */
public final class Montage {

    private static final int CELL = 112;
    private static final int PICTURE = 84;
    private static final int NAMES = 190;
    private static final int HEADER = 56;
    private static final int MARGIN = 12;
    private static final int FRAME = 5;
    private static final double STRONG = 6;

    /**
     * A row.
     *
     * @param name in front of it
     * @param detail below the name
     * @param cells from left to right
     */
    public record Row(String name, String detail, List<Cell> cells) {}

    /**
     * A picture.
     *
     * @param column heading of its column
     * @param picture scaled to fit
     * @param deviations what the frame tells, in standard deviations
     */
    public record Cell(String column, PixelRows picture, double deviations) {}

    private Montage() {}

    /** Width of a montage of so many columns. */
    public static int width(int columns) {
        return NAMES + columns * CELL + MARGIN;
    }

    /** Height of a montage of so many rows. */
    public static int height(int rows) {
        return HEADER + rows * CELL + MARGIN;
    }

    /**
     * Draws a montage.
     *
     * @param title above it
     * @param columns headings
     * @param rows from top to bottom
     * @param width at least {@link #width} of the columns
     * @param height at least {@link #height} of the rows
     */
    public static ColorProcessor of(String title, List<String> columns, List<Row> rows, int width, int height) {
        BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = canvas.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, width, height);
            g.setColor(Color.BLACK);
            g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
            g.drawString(title, MARGIN, 24);
            g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
            for (int c = 0; c < columns.size(); c++) g.drawString(columns.get(c), NAMES + c * CELL + 10, HEADER - 8);
            for (int r = 0; r < rows.size(); r++) draw(g, rows.get(r), columns, HEADER + r * CELL);
        } finally {
            g.dispose();
        }
        return new ColorProcessor(canvas);
    }

    private static void draw(Graphics2D g, Row row, List<String> columns, int top) {
        g.setColor(Color.BLACK);
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
        g.drawString(BarChart.fitted(row.name(), g.getFontMetrics(), NAMES - 2 * MARGIN), MARGIN, top + 40);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        int y = top + 58;
        for (String line : row.detail().lines().toList()) {
            g.drawString(line, MARGIN, y);
            y += 16;
        }
        for (Cell cell : row.cells()) draw(g, cell, NAMES + columns.indexOf(cell.column()) * CELL, top);
    }

    private static void draw(Graphics2D g, Cell cell, int left, int top) {
        BufferedImage picture = cell.picture().buffered();
        double scale = PICTURE / (double) Math.max(picture.getWidth(), picture.getHeight());
        int width = (int) Math.round(picture.getWidth() * scale);
        int height = (int) Math.round(picture.getHeight() * scale);
        int x = left + 10 + (PICTURE - width) / 2;
        int y = top + 6 + (PICTURE - height) / 2;
        g.drawImage(picture, x, y, width, height, null);
        double share = Double.isNaN(cell.deviations()) ? .5 : .5 + cell.deviations() / (2 * STRONG);
        g.setColor(new Color(Palette.BLUE_RED.colour(share)));
        g.setStroke(new BasicStroke(FRAME));
        g.drawRect(x - FRAME / 2, y - FRAME / 2, width + FRAME - 1, height + FRAME - 1);
        g.setColor(Color.DARK_GRAY);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        g.drawString(String.format(Locale.ROOT, "%+.1f SD", cell.deviations()), left + 10, top + PICTURE + 22);
    }
}

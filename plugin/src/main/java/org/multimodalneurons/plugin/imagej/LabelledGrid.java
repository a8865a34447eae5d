package org.multimodalneurons.plugin.imagej;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

import ij.ImageStack;
import ij.process.ColorProcessor;

/** Pictures of one size in rows and columns on white, with a name beside each row and above each column. */
public final class LabelledGrid {

    private static final int GAP = 4;
    private static final int SMALLEST_FONT = 12;
    private static final int LARGEST_FONT = 28;
    private static final int CELLS_PER_LINE = 8;

    /**
     * The name of a row.
     *
     * @param name in bold; where it is empty the detail stands alone
     * @param detail below it, may be empty
     */
    public record Row(String name, String detail) {}

    private final int size;
    private final int margin;
    private final int left;
    private final int top;
    private final ImageStack pictures;

    private LabelledGrid(List<Row> rows, List<String> columns, ImageStack pictures) {
        this.pictures = pictures;
        size = Math.max(SMALLEST_FONT, Math.min(LARGEST_FONT, pictures.getHeight() / CELLS_PER_LINE));
        margin = size / 2;
        FontMetrics bold = MatrixImage.metrics(font(Font.BOLD));
        FontMetrics plain = MatrixImage.metrics(font(Font.PLAIN));
        left = 2 * margin
                + rows.stream()
                        .mapToInt(row -> Math.max(bold.stringWidth(row.name()), plain.stringWidth(row.detail())))
                        .max()
                        .orElse(0);
        top = lines(columns, bold) * bold.getHeight() + margin;
    }

    private int lines(List<String> columns, FontMetrics bold) {
        return columns.stream()
                .mapToInt(column -> wrapped(column, bold).size())
                .max()
                .orElse(1);
    }

    /**
     * Draws a grid.
     *
     * @param pictures RGB or grey, row by row; there may be fewer than places
     */
    public static ColorProcessor of(List<Row> rows, List<String> columns, ImageStack pictures) {
        return new LabelledGrid(rows, columns, pictures).draw(rows, columns);
    }

    private Font font(int style) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    private ColorProcessor draw(List<Row> rows, List<String> columns) {
        int width = pictures.getWidth() + GAP;
        int height = pictures.getHeight() + GAP;
        var canvas = new BufferedImage(
                left + columns.size() * width, top + rows.size() * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = canvas.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
            g.setColor(Color.BLACK);
            for (int r = 0; r < rows.size(); r++) name(g, rows.get(r), top + r * height + pictures.getHeight() / 2);
            for (int c = 0; c < columns.size(); c++) name(g, columns.get(c), left + c * width);
            for (int i = 0; i < pictures.size(); i++)
                g.drawImage(
                        pictures.getProcessor(i + 1).getBufferedImage(),
                        left + i % columns.size() * width,
                        top + i / columns.size() * height,
                        null);
        } finally {
            g.dispose();
        }
        return new ColorProcessor(canvas);
    }

    private void name(Graphics2D g, Row row, int middle) {
        g.setFont(font(Font.BOLD));
        g.drawString(row.name(), margin, middle);
        g.setFont(font(Font.PLAIN));
        g.drawString(row.detail(), margin, middle + g.getFontMetrics().getHeight());
    }

    private void name(Graphics2D g, String column, int x) {
        g.setFont(font(Font.BOLD));
        FontMetrics metrics = g.getFontMetrics();
        List<String> lines = wrapped(column, metrics);
        for (int i = 0; i < lines.size(); i++) {
            String line = BarChart.fitted(lines.get(i), metrics, pictures.getWidth());
            int y = top - margin - (lines.size() - 1 - i) * metrics.getHeight();
            g.drawString(line, x + (pictures.getWidth() - metrics.stringWidth(line)) / 2, y);
        }
    }

    /** One line, or as many as there are words where it is too wide. */
    private List<String> wrapped(String name, FontMetrics metrics) {
        return metrics.stringWidth(name) <= pictures.getWidth() ? List.of(name) : List.of(name.split("[ _]+"));
    }
}

package org.multimodalneurons.plugin.imagej;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.OptionalInt;

import ij.process.ColorProcessor;
import org.multimodalneurons.image.PixelRows;

/** Many pictures of one size in rows and columns on white, each with two lines of text below it. */
public final class ContactSheet {

    private static final int GAP = 8;
    private static final int LINE = 14;
    private static final int NARROWEST = 104;
    private static final Font FIRST = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    private static final Font SECOND = new Font(Font.SANS_SERIF, Font.BOLD, 12);

    /**
     * A picture.
     *
     * @param rows the picture
     * @param first line of text, such as a unit
     * @param second line, may be empty
     */
    public record Entry(PixelRows rows, String first, String second) {}

    /** Where pictures lie on a sheet, each with its texts in a cell of its own. */
    public static final class Layout {

        private final int count;
        private final int width;
        private final int height;
        private final int columns;

        private Layout(List<Entry> entries) {
            count = entries.size();
            width = Math.max(NARROWEST, entries.get(0).rows().width()) + GAP;
            height = entries.get(0).rows().height() + 2 * LINE + GAP;
            columns = (int) Math.max(1, Math.ceil(Math.sqrt((double) count * height / width)));
        }

        private int rows() {
            return (count + columns - 1) / columns;
        }

        /** Which picture lies at a place of the sheet, in pixels; none between and behind them. */
        public OptionalInt at(int x, int y) {
            int column = Math.floorDiv(x - GAP, width);
            int row = Math.floorDiv(y - GAP, height);
            int place = row * columns + column;
            boolean outside = column < 0 || column >= columns || row < 0 || place >= count;
            return outside ? OptionalInt.empty() : OptionalInt.of(place);
        }
    }

    private ContactSheet() {}

    /** Where {@link #of} puts the pictures. */
    public static Layout layout(List<Entry> entries) {
        return new Layout(entries);
    }

    /** Draws a sheet of at least one picture, about as wide as it is high. */
    public static ColorProcessor of(List<Entry> entries) {
        Layout layout = new Layout(entries);
        int width = layout.width;
        int height = layout.height;
        int columns = layout.columns;
        var canvas = new BufferedImage(columns * width + GAP, layout.rows() * height + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = canvas.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
            for (int i = 0; i < entries.size(); i++)
                draw(g, entries.get(i), GAP + i % columns * width, GAP + i / columns * height, width - GAP);
        } finally {
            g.dispose();
        }
        return new ColorProcessor(canvas);
    }

    private static void draw(Graphics2D g, Entry entry, int left, int top, int width) {
        BufferedImage picture = entry.rows().buffered();
        g.drawImage(picture, left + (width - picture.getWidth()) / 2, top, null);
        write(g, FIRST, Color.DARK_GRAY, entry.first(), left, top + picture.getHeight() + LINE - 2, width);
        write(g, SECOND, Color.BLACK, entry.second(), left, top + picture.getHeight() + 2 * LINE - 2, width);
    }

    private static void write(Graphics2D g, Font font, Color colour, String text, int left, int bottom, int width) {
        g.setFont(font);
        g.setColor(colour);
        String fitted = BarChart.fitted(text, g.getFontMetrics(), width);
        g.drawString(fitted, left + (width - g.getFontMetrics().stringWidth(fitted)) / 2, bottom);
    }
}

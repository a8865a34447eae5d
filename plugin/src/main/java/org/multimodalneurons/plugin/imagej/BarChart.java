package org.multimodalneurons.plugin.imagej;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

import ij.ImagePlus;

/** Shares of one as lying bars, the largest on top, each with its name in full view: names are too long to stand below. */
public final class BarChart {

    /** The most bars in a chart; of more, the smallest are left to the table. */
    public static final int MOST = 30;

    private static final int WIDTH = 640;
    private static final int MARGIN = 16;
    private static final int LINE = 26;
    private static final int HEADER = 44;
    private static final int NAMES = 200;
    private static final int NUMBERS = 64;
    private static final Color BAR = new Color(0x3B6EA5);
    private static final Color BEST = new Color(0xD9822B);
    private static final Color GRID = new Color(0xDDDDDD);

    /**
     * One bar.
     *
     * @param name what it stands for
     * @param share 0 to 1
     * @param answer whether it is the best of its picture, and stands out
     */
    public record Bar(String name, double share, boolean answer) {}

    private BarChart() {}

    /**
     * A chart as an RGB image.
     *
     * @param title of the image
     * @param caption what is shown, above the bars
     * @param bars from top to bottom; of more than {@link #MOST} the first
     */
    public static ImagePlus of(String title, String caption, List<Bar> bars) {
        List<Bar> shown = bars.subList(0, Math.min(MOST, bars.size()));
        int height = HEADER + shown.size() * LINE + LINE + MARGIN;
        BufferedImage canvas = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = canvas.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            draw(graphics, height, caption, shown);
        } finally {
            graphics.dispose();
        }
        return Chart.marked(new ImagePlus(title, canvas));
    }

    private static void draw(Graphics2D graphics, int height, String caption, List<Bar> bars) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, height);
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        graphics.drawString(fitted(caption, graphics.getFontMetrics(), WIDTH - 2 * MARGIN), MARGIN, 26);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        FontMetrics font = graphics.getFontMetrics();
        int names = bars.stream()
                .mapToInt(bar -> font.stringWidth(bar.name()))
                .max()
                .orElse(0);
        int left = MARGIN + Math.min(names, NAMES) + 10;
        int length = WIDTH - MARGIN - NUMBERS - left;
        drawGrid(graphics, left, length, HEADER + bars.size() * LINE);
        for (int i = 0; i < bars.size(); i++) drawBar(graphics, bars.get(i), left, length, HEADER + i * LINE);
    }

    private static void drawGrid(Graphics2D graphics, int left, int length, int bottom) {
        FontMetrics font = graphics.getFontMetrics();
        for (int quarter = 0; quarter <= 4; quarter++) {
            int x = left + quarter * length / 4;
            String share = 25 * quarter + " %";
            graphics.setColor(GRID);
            graphics.drawLine(x, HEADER - 4, x, bottom + 2);
            graphics.setColor(Color.DARK_GRAY);
            graphics.drawString(share, x - font.stringWidth(share) / 2, bottom + 20);
        }
    }

    private static void drawBar(Graphics2D graphics, Bar bar, int left, int length, int top) {
        FontMetrics font = graphics.getFontMetrics();
        String name = fitted(bar.name(), font, left - 10 - MARGIN);
        String share = bar.share() >= .0995 ? Math.round(100 * bar.share()) + " %" : percent(bar.share());
        int end = left + (int) Math.round(bar.share() * length);
        graphics.setColor(bar.answer() ? BEST : BAR);
        graphics.fillRect(left, top + 3, Math.max(1, end - left), LINE - 6);
        graphics.setColor(Color.BLACK);
        graphics.drawString(name, left - 10 - font.stringWidth(name), top + 18);
        graphics.drawString(share, end + 8, top + 18);
    }

    private static String percent(double share) {
        return share < .0005 ? "< 0.1 %" : Math.round(1000 * share) / 10. + " %";
    }

    /** The text, or as much of its beginning as fits. */
    public static String fitted(String text, FontMetrics font, int width) {
        if (font.stringWidth(text) <= width) return text;
        String cut = text;
        while (!cut.isEmpty() && font.stringWidth(cut + "...") > width) cut = cut.substring(0, cut.length() - 1);
        return cut + "...";
    }
}

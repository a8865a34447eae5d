package org.multimodalneurons.plugin.attack;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

import ij.ImagePlus;
import org.multimodalneurons.attack.AttackPair;
import org.multimodalneurons.attack.AttackPair.Seen;
import org.multimodalneurons.attack.AttackPair.Share;
import org.multimodalneurons.plugin.imagej.BarChart;
import org.multimodalneurons.plugin.imagej.Chart;

/** Pictures before and after attacks, side by side, with bars of the classes that the model finds in them. */
final class AttackPairs {

    /** Side of a picture in pixels. */
    static final int SIDE = 176;

    /** Bars below a picture. */
    static final int BARS = 3;

    private static final int COLUMNS = 3;
    private static final int MARGIN = 16;
    private static final int GAP = 6;
    private static final int LINE = 17;
    private static final int HEADER = 24;
    private static final int WIDTH = 2 * SIDE + GAP + 2 * MARGIN;
    private static final int HEIGHT = HEADER + SIDE + GAP + BARS * LINE + MARGIN;
    private static final Color SEEN = new Color(0x8EC1E6);
    private static final Color READ = new Color(0xF2A36B);
    private static final Color OTHER = new Color(0xD5DADF);

    private final Graphics2D g;

    private AttackPairs(Graphics2D g) {
        this.g = g;
    }

    /**
     * Draws pairs, in rows of up to three.
     *
     * @param pairs at least one, with pictures of {@link #SIDE} pixels
     */
    static ImagePlus of(String title, List<AttackPair> pairs) {
        int columns = Math.min(COLUMNS, pairs.size());
        int rows = (pairs.size() + columns - 1) / columns;
        var canvas = new BufferedImage(columns * WIDTH, rows * HEIGHT + MARGIN, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = canvas.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
            var drawing = new AttackPairs(g);
            for (int i = 0; i < pairs.size(); i++)
                drawing.pair(pairs.get(i), i % columns * WIDTH + MARGIN, i / columns * HEIGHT + MARGIN);
        } finally {
            g.dispose();
        }
        return Chart.marked(new ImagePlus(title, canvas));
    }

    private void pair(AttackPair pair, int left, int top) {
        g.setColor(Color.BLACK);
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
        String header = pair.picture().trueClass() + " + \u201c" + pair.attack().text() + "\u201d";
        g.drawString(BarChart.fitted(header, g.getFontMetrics(), 2 * SIDE), left, top + HEADER - 10);
        seen(pair, pair.before(), left, top + HEADER);
        seen(pair, pair.after(), left + SIDE + GAP, top + HEADER);
    }

    private void seen(AttackPair pair, Seen seen, int left, int top) {
        g.drawImage(seen.shown().buffered(), left, top, null);
        g.setColor(Color.LIGHT_GRAY);
        g.drawRect(left, top, SIDE - 1, SIDE - 1);
        for (int i = 0; i < seen.best().size(); i++)
            bar(seen.best().get(i), colour(pair, seen.best().get(i)), left, top + SIDE + GAP + i * LINE);
    }

    private static Color colour(AttackPair pair, Share share) {
        if (share.label().equals(pair.attack().target())) return READ;
        return share.label().equals(pair.picture().trueClass()) ? SEEN : OTHER;
    }

    private void bar(Share share, Color colour, int left, int top) {
        g.setColor(colour);
        g.fillRect(left, top, Math.max(1, (int) Math.round(SIDE * share.probability())), LINE - 3);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        String percent = String.format(Locale.ROOT, "%.1f %%", 100 * share.probability());
        FontMetrics metrics = g.getFontMetrics();
        g.setColor(Color.BLACK);
        g.drawString(percent, left + SIDE - metrics.stringWidth(percent) - 3, top + LINE - 6);
        g.drawString(
                BarChart.fitted(share.label(), metrics, SIDE - metrics.stringWidth(percent) - 12),
                left + 4,
                top + LINE - 6);
    }
}

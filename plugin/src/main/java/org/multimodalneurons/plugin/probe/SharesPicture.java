package org.multimodalneurons.plugin.probe;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Locale;

import org.multimodalneurons.probe.ConditionalProbability.Share;

/** Conditional probabilities as columns, one for each bucket of responses, with the share of each label on top of the others. */
final class SharesPicture {

    private static final int HEIGHT = 120;
    private static final int LEGEND = 190;
    private static final int SCALE = 34;
    private static final int LINE = 18;
    private static final int TOP = 18;

    /** Okabe and Ito's colours, but their yellow, which is faint on white; whatever shows something else is grey. */
    private static final int[] COLOURS = {0xD55E00, 0x0072B2, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9};

    private static final Color OTHER = new Color(0xD5DAE0);

    private final Graphics2D g;
    private final int left;
    private final int width;

    /**
     * Draws nothing yet.
     *
     * @param left edge of the plot and its legend
     * @param width of both
     */
    SharesPicture(Graphics2D g, int left, int width) {
        this.g = g;
        this.left = left;
        this.width = width;
    }

    /** Draws below a line and tells where the drawing ends. */
    int draw(int top, List<Share> shares) {
        List<Double> buckets = shares.stream().map(Share::bucket).distinct().toList();
        List<String> labels = shares.stream()
                .map(Share::label)
                .distinct()
                .sorted((a, b) -> isConcept(a) == isConcept(b) ? a.compareTo(b) : isConcept(a) ? -1 : 1)
                .toList();
        int base = top + TOP + HEIGHT;
        int from = left + SCALE;
        int each = (width - LEGEND - SCALE) / buckets.size();
        scale(top + TOP, base);
        for (int i = 0; i < buckets.size(); i++) {
            double bucket = buckets.get(i);
            List<Share> column =
                    shares.stream().filter(share -> share.bucket() == bucket).toList();
            column(column, labels, from + i * each, base, each - 3);
        }
        legend(labels, top + TOP);
        text(
                "response in standard deviations from zero, lower end of each bucket; above, how many pictures",
                from,
                base + 34);
        return base + 38;
    }

    private void column(List<Share> column, List<String> labels, int x, int base, int breadth) {
        double below = 0;
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            double share = column.stream()
                    .filter(one -> one.label().equals(label))
                    .mapToDouble(Share::probability)
                    .sum();
            int bottom = base - (int) Math.round(HEIGHT * below);
            below += share;
            int height = bottom - (base - (int) Math.round(HEIGHT * below));
            g.setColor(colour(label, i));
            g.fillRect(x, bottom - height, breadth, height);
        }
        centred(String.valueOf(column.get(0).total()), x + breadth / 2, base - HEIGHT - 4);
        centred(String.format(Locale.ROOT, "%.0f", column.get(0).bucket()), x + breadth / 2, base + 16);
    }

    private void scale(int top, int base) {
        text("1", left + SCALE - 14, top + 5);
        text(".5", left + SCALE - 17, (top + base) / 2 + 4);
        text("0", left + SCALE - 14, base + 4);
    }

    private void legend(List<String> labels, int top) {
        int x = left + width - LEGEND + 14;
        for (int i = 0; i < labels.size(); i++) {
            int y = top + (labels.size() - 1 - i) * LINE; // as they lie on one another
            g.setColor(colour(labels.get(i), i));
            g.fillRect(x, y, 12, 12);
            text(labels.get(i), x + 18, y + 11);
        }
    }

    private static boolean isConcept(String label) {
        return label.contains(", ");
    }

    private static Color colour(String label, int index) {
        return isConcept(label) ? new Color(COLOURS[index % COLOURS.length]) : OTHER;
    }

    private void centred(String text, int x, int y) {
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        text(text, x - g.getFontMetrics().stringWidth(text) / 2, y);
    }

    private void text(String text, int x, int y) {
        g.setColor(Color.DARK_GRAY);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        g.drawString(text, x, y);
    }
}

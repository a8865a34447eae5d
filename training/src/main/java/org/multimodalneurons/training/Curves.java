package org.multimodalneurons.training;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import javax.imageio.ImageIO;

import org.multimodalneurons.training.TrainingLog.Entry;

/** Draws a training log: the loss, and what was reached on held-out stimuli, over the images seen. */
public final class Curves {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 380;
    private static final int LEFT = 60;
    private static final int RIGHT = 150;
    private static final int TOP = 30;
    private static final int BOTTOM = 50;

    private record Curve(String name, Color colour, ToDoubleFunction<Entry> value) {}

    private static final List<Curve> ACCURACIES = List.of(
            new Curve("reading", new Color(0x1B6CA8), Entry::reading),
            new Curve("one of 20", new Color(0x2A9D5C), Entry::oneOf20),
            new Curve("top-5", new Color(0xE08E0B), Entry::firstFive),
            new Curve("top-1", new Color(0xC0392B), Entry::first));
    private static final List<Curve> LOSS = List.of(new Curve("loss", new Color(0x555555), Entry::loss));

    private final List<Entry> entries;
    private final double[] seen;

    private Curves(List<Entry> entries) {
        this.entries = entries;
        seen = imagesSeen(entries);
    }

    /**
     * Writes a PNG picture.
     *
     * @param log at least one line
     */
    public static void write(TrainingLog log, Path file) throws IOException {
        Curves curves = new Curves(log.entries());
        BufferedImage picture = new BufferedImage(WIDTH, 2 * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, 2 * HEIGHT);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        curves.panel(g, "accuracy on the held-out style and font", ACCURACIES, 1);
        double highest = curves.entries.stream().mapToDouble(Entry::loss).max().orElseThrow();
        g.translate(0, HEIGHT);
        curves.panel(g, "training loss", LOSS, Math.ceil(highest));
        g.dispose();
        ImageIO.write(picture, "png", file.toFile());
    }

    /** Images seen over all stages; a stage's own count begins at 0. */
    private static double[] imagesSeen(List<Entry> entries) {
        double[] seen = new double[entries.size()];
        double before = 0;
        for (int i = 0; i < seen.length; i++) {
            if (i > 0 && !entries.get(i).stage().equals(entries.get(i - 1).stage())) before = seen[i - 1];
            seen[i] = before + entries.get(i).images();
        }
        return seen;
    }

    private void panel(Graphics2D g, String title, List<Curve> curves, double highest) {
        g.setColor(Color.BLACK);
        g.drawString(title, LEFT, TOP - 10);
        for (int tick = 0; tick <= 5; tick++) {
            double y = y(highest * tick / 5, highest);
            g.setColor(new Color(0xDDDDDD));
            g.drawLine(LEFT, (int) y, WIDTH - RIGHT, (int) y);
            g.setColor(Color.BLACK);
            g.drawString(String.format(Locale.ROOT, "%.1f", highest * tick / 5), LEFT - 35, (int) y + 5);
        }
        stages(g);
        for (Curve curve : curves) draw(g, curve, highest);
    }

    private void stages(Graphics2D g) {
        g.setColor(Color.BLACK);
        g.drawString("0", LEFT - 3, HEIGHT - BOTTOM + 18);
        for (int i = 0; i < seen.length; i++) {
            boolean last = i + 1 == seen.length
                    || !entries.get(i + 1).stage().equals(entries.get(i).stage());
            if (!last) continue;
            int x = (int) x(seen[i]);
            g.setColor(Color.GRAY);
            g.drawLine(x, TOP, x, HEIGHT - BOTTOM);
            g.setColor(Color.BLACK);
            g.drawString(Math.round(seen[i] / 1000) + " k images", x - 60, HEIGHT - BOTTOM + 18);
            g.drawString(entries.get(i).stage(), x - 60, HEIGHT - BOTTOM + 34);
        }
    }

    private void draw(Graphics2D g, Curve curve, double highest) {
        Path2D path = new Path2D.Double();
        List<Double> heights = new ArrayList<>();
        for (int i = 0; i < seen.length; i++) {
            double y = y(curve.value().applyAsDouble(entries.get(i)), highest);
            heights.add(y);
            if (i == 0) path.moveTo(x(seen[i]), y);
            else path.lineTo(x(seen[i]), y);
        }
        g.setColor(curve.colour());
        g.setStroke(new BasicStroke(2));
        g.draw(path);
        g.setStroke(new BasicStroke(1));
        double end = heights.get(heights.size() - 1);
        double value = curve.value().applyAsDouble(entries.get(entries.size() - 1));
        g.drawString(String.format(Locale.ROOT, "%s %.3f", curve.name(), value), WIDTH - RIGHT + 8, (int) end + 5);
    }

    private double x(double images) {
        return LEFT + (WIDTH - RIGHT - LEFT) * images / seen[seen.length - 1];
    }

    private static double y(double value, double highest) {
        return TOP + (HEIGHT - BOTTOM - TOP) * (1 - value / highest);
    }
}

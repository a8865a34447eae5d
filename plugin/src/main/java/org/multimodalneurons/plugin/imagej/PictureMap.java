package org.multimodalneurons.plugin.imagej;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import ij.process.ColorProcessor;
import org.multimodalneurons.Progress;
import org.multimodalneurons.image.PixelRows;

/**
 * Small pictures at places of the plane, framed in the colours of their kinds. One that would cover another stands aside, as far as
 * its own size, on a line to its place; where all is full it is a dot.
 */
public final class PictureMap {

    private static final int WIDTH = 1100;
    private static final int HEIGHT = 850;
    private static final int MARGIN = 12;
    private static final int LINE = 18;
    private static final int FRAME = 2;
    private static final int DIRECTIONS = 16;
    private static final int RINGS = 4;
    private static final int FEW = 200;
    private static final Font NAMES = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final Color LEADER = new Color(0x999999);

    private final List<ScatterPlot.Point> points;
    private final int side;
    private final Kinds kinds;
    private final int[] x;
    private final int[] y;
    private final Rectangle[] boxes;
    private final int legend;

    /**
     * Finds a place for each picture.
     *
     * @param points where pictures belong
     * @param side of a picture in pixels
     */
    public PictureMap(List<ScatterPlot.Point> points, int side) {
        this.points = List.copyOf(points);
        this.side = side;
        kinds = new Kinds(points.stream().map(ScatterPlot.Point::kind).toList());
        legend = kinds.shown().stream()
                .mapToInt(name -> MatrixImage.metrics(NAMES).stringWidth(name) + 2 * LINE + MARGIN)
                .max()
                .orElse(0);
        int half = side / 2 + MARGIN;
        x = pixels(points.stream().mapToDouble(ScatterPlot.Point::x).toArray(), half, WIDTH - half);
        y = pixels(points.stream().mapToDouble(point -> -point.y()).toArray(), half, HEIGHT - half);
        boxes = boxes();
    }

    private static int[] pixels(double[] values, int from, int to) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        int[] pixels = new int[values.length];
        for (int i = 0; i < pixels.length; i++) {
            double share = max > min ? (values[i] - min) / (max - min) : .5;
            pixels[i] = (int) Math.round(from + share * (to - from));
        }
        return pixels;
    }

    /** Those that have room at their own places come first, in any order but that of their names; then those that must stand aside. */
    private Rectangle[] boxes() {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, points.size()).boxed().toList());
        Collections.shuffle(order, new Random(1));
        Rectangle[] found = new Rectangle[points.size()];
        List<Rectangle> taken = new ArrayList<>();
        int rings = points.size() <= FEW ? RINGS : 0; // many that stand aside would hide the rest
        for (int ring = 0; ring <= rings; ring++)
            for (int i : order) {
                if (found[i] == null) found[i] = free(i, ring, taken);
                if (found[i] != null && !taken.contains(found[i])) taken.add(found[i]);
            }
        return found;
    }

    private Rectangle free(int point, int ring, List<Rectangle> taken) {
        for (int d = 0; d < (ring == 0 ? 1 : DIRECTIONS); d++) {
            double angle = 2 * Math.PI * d / DIRECTIONS;
            double distance = 1.5 * side * ring / RINGS;
            int left = (int) Math.round(x[point] + distance * Math.cos(angle)) - side / 2;
            int top = (int) Math.round(y[point] + distance * Math.sin(angle)) - side / 2;
            Rectangle box = new Rectangle(left - FRAME, top - FRAME, side + 2 * FRAME, side + 2 * FRAME);
            boolean inside = box.x >= 0 && box.y >= 0 && box.getMaxX() <= WIDTH && box.getMaxY() <= HEIGHT;
            if (inside && taken.stream().noneMatch(box::intersects)) return box;
        }
        return null;
    }

    /** How many pictures found room. */
    public int shown() {
        int count = 0;
        for (Rectangle box : boxes) if (box != null) count++;
        return count;
    }

    /** Which picture or dot lies at a place of the drawing, in pixels. */
    public OptionalInt at(int atX, int atY) {
        for (int i = 0; i < boxes.length; i++)
            if (boxes[i] != null && boxes[i].contains(atX, atY)) return OptionalInt.of(i);
        for (int i = 0; i < boxes.length; i++)
            if (boxes[i] == null && Math.hypot(x[i] - atX, y[i] - atY) < 6) return OptionalInt.of(i);
        return OptionalInt.empty();
    }

    /**
     * Draws the map, RGB on white.
     *
     * @param pictures by their places, squares of the side; each that found room is asked for once
     */
    public ColorProcessor draw(IntFunction<PixelRows> pictures, Progress progress) {
        var canvas = new BufferedImage(WIDTH + legend, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = canvas.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
            for (int i = 0; i < boxes.length; i++) drawPlace(g, i);
            for (int i = 0; i < boxes.length; i++) {
                progress.throwIfCancelled();
                progress.report(i, boxes.length, "Opening image " + (i + 1) + " of " + boxes.length);
                if (boxes[i] != null) drawPicture(g, i, pictures.apply(i));
            }
            drawLegend(g);
        } finally {
            g.dispose();
        }
        return new ColorProcessor(canvas);
    }

    /** A dot, and the line from it to the picture where that stands aside. */
    private void drawPlace(Graphics2D g, int i) {
        if (boxes[i] != null && !boxes[i].contains(x[i], y[i])) {
            g.setColor(LEADER);
            g.drawLine(x[i], y[i], (int) boxes[i].getCenterX(), (int) boxes[i].getCenterY());
        }
        g.setColor(kinds.colour(points.get(i).kind()));
        g.fillOval(x[i] - 4, y[i] - 4, 8, 8);
    }

    private void drawPicture(Graphics2D g, int i, PixelRows picture) {
        g.drawImage(picture.buffered(), boxes[i].x + FRAME, boxes[i].y + FRAME, null);
        g.setStroke(new BasicStroke(FRAME));
        g.setColor(kinds.colour(points.get(i).kind()));
        g.drawRect(boxes[i].x + 1, boxes[i].y + 1, side + FRAME, side + FRAME);
    }

    private void drawLegend(Graphics2D g) {
        g.setFont(NAMES);
        int line = MARGIN + LINE;
        for (String name : kinds.shown()) {
            g.setColor(kinds.colour(name));
            g.fillRect(WIDTH + MARGIN, line - LINE + 6, LINE - 6, LINE - 6);
            g.setColor(Color.BLACK);
            g.drawString(name, WIDTH + MARGIN + LINE, line);
            line += LINE;
        }
    }
}

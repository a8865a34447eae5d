package org.multimodalneurons.plugin.imagej;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

import ij.ImagePlus;
import ij.gui.Plot;

/** Words at places of the plane, in ImageJ's own plot window; words that would cover others stand aside, on a line. */
public final class WordMap {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 560;
    private static final double MARGIN = 1.08;
    private static final int GAP = 5;
    private static final int RINGS = 14;
    private static final int DIRECTIONS = 16;
    private static final Font NAMES = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final Color POINT = new Color(0x3B6EA5);
    private static final Color LEADER = new Color(0xAAAAAA);

    /**
     * One word.
     *
     * @param x at least 0
     * @param y at least 0
     */
    public record Place(String word, double x, double y) {}

    private final List<Place> places;
    private final double right;
    private final double top;
    private final List<Rectangle2D> taken = new ArrayList<>();

    private WordMap(List<Place> places) {
        this.places = places;
        right = MARGIN
                * Math.max(1e-9, places.stream().mapToDouble(Place::x).max().orElse(1));
        top = MARGIN
                * Math.max(1e-9, places.stream().mapToDouble(Place::y).max().orElse(1));
    }

    /**
     * A plot.
     *
     * @param title of the image
     * @param across what the first axis means
     * @param up what the second means
     */
    public static ImagePlus of(String title, String across, String up, List<Place> places) {
        Plot plot = new Plot(title, across, up);
        plot.setFrameSize(WIDTH, HEIGHT);
        new WordMap(places).draw(plot);
        return plot.getImagePlus();
    }

    private void draw(Plot plot) {
        plot.setLimits(-.02 * right, right, -.02 * top, top);
        FontMetrics font = MatrixImage.metrics(NAMES);
        for (Place place : places) taken.add(new Rectangle2D.Double(pixelX(place) - 3, pixelY(place) - 3, 6, 6));
        plot.setFont(NAMES);
        plot.setJustification(Plot.LEFT);
        for (Place place : places) {
            Rectangle2D box = free(place, font.stringWidth(place.word()), font.getAscent());
            taken.add(box);
            drawLeader(plot, place, box);
            plot.setColor(Color.BLACK);
            plot.addText(place.word(), dataX(box.getX()), dataY(box.getMaxY()));
        }
        plot.setColor(POINT, POINT);
        plot.addPoints(
                places.stream().mapToDouble(Place::x).toArray(),
                places.stream().mapToDouble(Place::y).toArray(),
                Plot.CIRCLE);
        plot.setColor(Color.BLACK);
    }

    /** Where the word covers nothing, as near to its point as can be; where all is full, beside it. */
    private Rectangle2D free(Place place, int width, int height) {
        double x = pixelX(place);
        double y = pixelY(place);
        Rectangle2D beside = new Rectangle2D.Double(x + GAP, y - height / 2., width, height);
        if (isFree(beside)) return beside;
        for (int ring = 1; ring <= RINGS; ring++)
            for (int d = 0; d < DIRECTIONS; d++) {
                double angle = 2 * Math.PI * d / DIRECTIONS;
                double middleX = x + Math.cos(angle) * (width / 2. + GAP + 6 * (ring - 1));
                double middleY = y + Math.sin(angle) * (height + 6. * (ring - 1));
                Rectangle2D box = new Rectangle2D.Double(middleX - width / 2., middleY - height / 2., width, height);
                if (isFree(box)) return box;
            }
        return beside;
    }

    private boolean isFree(Rectangle2D box) {
        return box.getX() >= 0
                && box.getY() >= 0
                && box.getMaxX() <= WIDTH
                && box.getMaxY() <= HEIGHT
                && taken.stream().noneMatch(box::intersects);
    }

    private void drawLeader(Plot plot, Place place, Rectangle2D box) {
        Point2D point = new Point2D.Double(pixelX(place), pixelY(place));
        double x = Math.max(box.getX(), Math.min(box.getMaxX(), point.getX()));
        double y = Math.max(box.getY(), Math.min(box.getMaxY(), point.getY()));
        if (point.distance(x, y) < 2 * GAP) return;
        plot.setColor(LEADER);
        plot.drawLine(place.x(), place.y(), dataX(x), dataY(y));
    }

    private double pixelX(Place place) {
        return (place.x() / right + .02) / 1.02 * WIDTH;
    }

    private double pixelY(Place place) {
        return HEIGHT - (place.y() / top + .02) / 1.02 * HEIGHT;
    }

    private double dataX(double pixel) {
        return (pixel / WIDTH * 1.02 - .02) * right;
    }

    private double dataY(double pixel) {
        return ((HEIGHT - pixel) / HEIGHT * 1.02 - .02) * top;
    }
}

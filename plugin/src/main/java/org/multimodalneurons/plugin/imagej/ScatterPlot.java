package org.multimodalneurons.plugin.imagej;

import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.gui.Plot;
import ij.gui.Roi;

/** Points in a plane in ImageJ's own plot window, in the colours of their kinds, with a legend beside them. */
public final class ScatterPlot {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 520;
    private static final double MARGIN = .04;
    private static final int NEAR = 8;
    private static final int FEW = 1000;
    private static final int LEGEND = 60;
    private static final int LONGEST = 28;
    private static final Font NAMES = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    /**
     * A point.
     *
     * @param kind that it is coloured by; empty for none
     */
    public record Point(double x, double y, String kind) {}

    private final List<Point> points;
    private final Plot plot;
    private final ImagePlus image;

    /**
     * Draws points.
     *
     * @param title of the image
     * @param points at least one
     * @param rest what points without a kind are called
     */
    public ScatterPlot(String title, String xLabel, String yLabel, List<Point> points, String rest) {
        this.points = List.copyOf(points);
        plot = new Plot(title, xLabel, yLabel);
        List<String> names = draw(new Kinds(points.stream().map(Point::kind).toList()), rest);
        int legend = width(names);
        plot.setFrameSize(WIDTH + legend, HEIGHT);
        double[] x = points.stream().mapToDouble(Point::x).toArray();
        double[] y = points.stream().mapToDouble(Point::y).toArray();
        double[] across = limits(x);
        double[] up = limits(y);
        plot.setLimits(across[0], across[1] + (across[1] - across[0]) * legend / WIDTH, up[0], up[1]);
        if (!names.isEmpty()) legend(names);
        image = plot.getImagePlus();
    }

    /** Draws a kind after the other; returns the names for the legend, none where there is one kind only. */
    private List<String> draw(Kinds kinds, String restName) {
        List<String> names = new ArrayList<>(kinds.shown());
        boolean rest = points.stream().anyMatch(point -> !names.contains(point.kind()));
        if (rest)
            add(
                    kinds,
                    "",
                    points.stream()
                            .filter(point -> !names.contains(point.kind()))
                            .toList());
        for (String name : names)
            add(
                    kinds,
                    name,
                    points.stream().filter(point -> point.kind().equals(name)).toList());
        if (names.isEmpty()) return List.of();
        if (rest) names.add(0, kinds.others() > 0 ? kinds.others() + " others" : restName);
        return names.stream()
                .map(name -> name.length() <= LONGEST ? name : name.substring(0, LONGEST) + "...")
                .toList();
    }

    private void add(Kinds kinds, String kind, List<Point> of) {
        Color colour = kinds.colour(kind);
        plot.setColor(colour, colour);
        plot.setLineWidth(points.size() <= FEW ? 2 : 1); // which is the size of a point
        plot.addPoints(
                of.stream().mapToDouble(Point::x).toArray(),
                of.stream().mapToDouble(Point::y).toArray(),
                kinds.shape(kind));
    }

    private static int width(List<String> names) {
        return names.stream()
                .mapToInt(name -> MatrixImage.metrics(NAMES).stringWidth(name) + LEGEND)
                .max()
                .orElse(0);
    }

    private void legend(List<String> names) {
        plot.setFont(NAMES);
        plot.setColor(Color.BLACK);
        plot.setLineWidth(1);
        plot.addLegend(String.join("\n", names), "top-right");
    }

    private static double[] limits(double[] values) {
        double min = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .min()
                .orElse(0);
        double max = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .max()
                .orElse(0);
        double margin = max > min ? MARGIN * (max - min) : .5; // points in one place have a plane about them
        return new double[] {min - margin, max + margin};
    }

    /** The plot as an image. */
    public ImagePlus image() {
        return image;
    }

    /** The points in an area of the plot as it is shown now, by their places from 0. */
    public List<Integer> in(Roi area) {
        return IntStream.range(0, points.size())
                .filter(i -> area.contains(pixelX(i), pixelY(i)))
                .boxed()
                .toList();
    }

    /** The point at a place of the plot, in pixels, or the nearest where some are near. */
    public OptionalInt at(int x, int y) {
        int best = -1;
        double least = NEAR;
        for (int i = 0; i < points.size(); i++) {
            double distance = Math.hypot(pixelX(i) - x, pixelY(i) - y);
            if (distance >= least) continue;
            least = distance;
            best = i;
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    private int pixelX(int point) {
        return (int) Math.round(plot.scaleXtoPxl(points.get(point).x()));
    }

    private int pixelY(int point) {
        return (int) Math.round(plot.scaleYtoPxl(points.get(point).y()));
    }
}

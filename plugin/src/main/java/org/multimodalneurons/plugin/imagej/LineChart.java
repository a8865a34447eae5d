package org.multimodalneurons.plugin.imagej;

import java.awt.Color;
import java.util.List;

import ij.ImagePlus;
import ij.gui.Plot;

/** Values, such as shares of one, along the slices of a stack, a line for each name, in ImageJ's own plot window. */
public final class LineChart {

    /** The most lines that can be told apart. */
    public static final int MOST = 8;

    private static final double MARGIN = .04; // above and below, of what the values take
    private static final double LEGEND_LINE = .1; // of the height, with room
    private static final int FEW = 3;

    /** Okabe and Ito's colours, told apart by the colour-blind too, with grey for their yellow, which is faint on white. */
    private static final int[] COLOURS = {0xD55E00, 0x0072B2, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x000000, 0x999999
    };

    /**
     * One line.
     *
     * @param name what it stands for
     * @param shares or other values, one for each place
     */
    public record Line(String name, List<Double> shares) {}

    private LineChart() {}

    /**
     * A chart of shares from 0 to 1.
     *
     * @param title of the image
     * @param quantity on the x axis
     * @param share on the y axis
     * @param places values of the quantity, rising
     * @param lines the most important first; those after {@link #MOST} are left to the table
     */
    public static ImagePlus ofShares(
            String title, String quantity, String share, List<? extends Number> places, List<Line> lines) {
        Plot plot = plot(title, quantity, share, places, lines);
        double last = places.get(places.size() - 1).doubleValue();
        plot.setLimits(places.get(0).doubleValue(), last, 0, 1.02);
        return plot.getImagePlus();
    }

    /**
     * A chart of values that are no shares.
     *
     * @param title of the image
     * @param quantity on the x axis
     * @param response on the y axis
     * @param places values of the quantity
     * @param lines the most important first; those after {@link #MOST} are left to the table
     */
    public static ImagePlus of(String title, String quantity, String response, List<Double> places, List<Line> lines) {
        Plot plot = plot(title, quantity, response, places, lines);
        plot.setLimitsToFit(true);
        double[] fit = plot.getLimits();
        double span = fit[3] - fit[2];
        plot.setLimits(fit[0], fit[1], fit[2] - MARGIN * span, fit[3] + (MARGIN + legend(lines)) * span);
        return plot.getImagePlus();
    }

    /** What a legend of few lines takes of the height; one of many would leave too little, and lies where ImageJ finds room. */
    private static double legend(List<Line> lines) {
        return LEGEND_LINE * Math.min(lines.size(), FEW);
    }

    /** The colour of the line at a place from 0 to {@link #MOST} less 1. */
    public static Color colour(int place) {
        return new Color(COLOURS[place]);
    }

    private static Plot plot(
            String title, String xLabel, String yLabel, List<? extends Number> places, List<Line> lines) {
        Plot plot = new Plot(title, xLabel, yLabel);
        plot.setFrameSize(560, 300);
        double[] x = array(places);
        List<Line> shown = lines.subList(0, Math.min(MOST, lines.size()));
        plot.setLineWidth(2);
        for (int i = 0; i < shown.size(); i++) {
            plot.setColor(colour(i));
            plot.addPoints(x, array(shown.get(i).shares()), Plot.LINE);
        }
        plot.setLineWidth(1);
        plot.setColor(Color.BLACK);
        plot.addLegend(String.join("\n", shown.stream().map(Line::name).toList()));
        return plot;
    }

    private static double[] array(List<? extends Number> numbers) {
        return numbers.stream().mapToDouble(Number::doubleValue).toArray();
    }
}

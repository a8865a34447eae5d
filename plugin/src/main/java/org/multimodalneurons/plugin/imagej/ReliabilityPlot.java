package org.multimodalneurons.plugin.imagej;

import java.awt.Color;
import java.util.List;
import java.util.function.ToDoubleFunction;

import ij.ImagePlus;
import ij.gui.Plot;
import org.multimodalneurons.embed.classifier.Reliability;

/** How often answers are right against how sure they are, in ImageJ's own plot window; on the diagonal both are equal. */
public final class ReliabilityPlot {

    private static final int SIDE = 320;
    private static final float LINE = 1;
    private static final float MARK = 2;

    private ReliabilityPlot() {}

    /**
     * A plot with 95 % intervals.
     *
     * @param title of the image
     * @param calibrated ranges of the probabilities as the classifier will give them
     * @param before the same before calibration, in grey
     */
    public static ImagePlus of(String title, List<Reliability> calibrated, List<Reliability> before) {
        Plot plot = new Plot(title, "Probability of the answer", "Share of right answers");
        plot.setFrameSize(SIDE, SIDE);
        plot.setLimits(0, 1, 0, 1);
        plot.setColor(Color.LIGHT_GRAY);
        plot.setLineWidth(LINE);
        plot.drawLine(0, 0, 1, 1);
        plot.setColor(Color.GRAY, Color.LIGHT_GRAY);
        plot.add("cross", values(before, Reliability::confidence), values(before, Reliability::accuracy));
        plot.setColor(LineChart.colour(1));
        double[] confidence = values(calibrated, Reliability::confidence);
        for (Reliability range : calibrated)
            if (range.count() > 0)
                plot.drawLine(
                        range.confidence(),
                        range.interval().low(),
                        range.confidence(),
                        range.interval().high());
        plot.setLineWidth(MARK);
        plot.setColor(LineChart.colour(1), LineChart.colour(1));
        plot.add("connected circle", confidence, values(calibrated, Reliability::accuracy));
        plot.setLineWidth(LINE);
        plot.setColor(Color.BLACK);
        plot.addLegend("before\ncalibrated, 95 %", "top-left");
        plot.setLimits(0, 1, 0, 1);
        return plot.getImagePlus();
    }

    private static double[] values(List<Reliability> ranges, ToDoubleFunction<Reliability> value) {
        return ranges.stream()
                .filter(range -> range.count() > 0)
                .mapToDouble(value)
                .toArray();
    }
}

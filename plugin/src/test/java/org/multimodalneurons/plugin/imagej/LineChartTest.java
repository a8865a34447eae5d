package org.multimodalneurons.plugin.imagej;

import java.util.List;

import ij.process.ImageProcessor;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.imagej.LineChart.Line;

import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class LineChartTest {

    @Test
    void theLegendOfFewLinesAndTheFrameHideNoValue() {
        var lines = List.of(
                new Line("one with a long name", List.of(1.0, 1.0, 1.0)),
                new Line("another", List.of(.5, .5, .5)),
                new Line("the lowest", List.of(0.0, 0.0, 0.0)));
        ImageProcessor chart =
                LineChart.of("chart", "x", "y", List.of(0.0, 5.0, 10.0), lines).getProcessor();
        for (int i = 0; i < lines.size(); i++) {
            int shown = widestRun(chart, LineChart.colour(i).getRGB());
            assertTrue(shown > 540, lines.get(i).name() + " is shown over " + shown + " of about 560 pixels");
        }
    }

    /** The most pixels of a colour in a row. */
    private static int widestRun(ImageProcessor chart, int colour) {
        int widest = 0;
        for (int y = 0; y < chart.getHeight(); y++) {
            int count = 0;
            for (int x = 0; x < chart.getWidth(); x++)
                if ((chart.getPixel(x, y) & 0xffffff) == (colour & 0xffffff)) count++;
            widest = Math.max(widest, count);
        }
        return widest;
    }
}

package org.multimodalneurons.plugin.imagej;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.io.FileSaver;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.imagej.BarChart.Bar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class BarChartTest {

    @Test
    void theLengthOfABarIsItsShare() {
        ImagePlus chart = BarChart.of("chart", "Which", List.of(new Bar("a", .75, true), new Bar("b", .25, false)));
        assertEquals(3., (double) count(chart, 0xD9822B) / count(chart, 0x3B6EA5), .02);
        save(chart, "bars-two");
    }

    @Test
    void aLongNameIsCutWhereItsColumnEnds() {
        var font = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
                .createGraphics()
                .getFontMetrics();
        String cut = BarChart.fitted("a very long name that does not fit at all", font, 100);
        assertTrue(cut.endsWith("...") && font.stringWidth(cut) <= 100, cut);
        assertEquals("short", BarChart.fitted("short", font, 100));
    }

    @Test
    void ofManyBarsTheSmallestAreLeftToTheTable() {
        List<Bar> bars = IntStream.range(0, 100)
                .mapToObj(i -> new Bar(
                        i == 3 ? "the rightful king of a very long and forgotten kingdom" : "label " + i,
                        .9 / (1 + i),
                        i == 0))
                .toList();
        ImagePlus chart =
                BarChart.of("chart", "Which of a hundred labels fits \"a picture of many things\" best?", bars);
        assertEquals(
                chart.getHeight(),
                BarChart.of("chart", "", bars.subList(0, BarChart.MOST)).getHeight());
        save(chart, "bars-many");
    }

    private static long count(ImagePlus image, int colour) {
        int[] pixels = (int[]) image.getProcessor().getPixels();
        return IntStream.of(pixels)
                .filter(pixel -> (pixel & 0xffffff) == colour)
                .count();
    }

    private static void save(ImagePlus image, String name) {
        new FileSaver(image).saveAsPng("target/" + name + ".png");
    }
}

package org.multimodalneurons.plugin.imagej;

import java.awt.Color;
import java.awt.Rectangle;
import java.util.List;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ColorProcessor;
import org.multimodalneurons.Progress;
import org.multimodalneurons.image.PixelRows;

/**
 * A copy of the slices that regions lie on, as they are shown, with the regions on it as an overlay: each in the colour of
 * its answer, named by it and in a group of its own for each answer. <i>Image &gt; Overlay &gt; To ROI Manager</i> takes them
 * on; the image and its regions stay as they are.
 */
public final class MarkedRegions {

    private static final float STROKE = 2;
    private static final int MOST_GROUPS = 255;

    private MarkedRegions() {}

    /**
     * The copy.
     *
     * @param regions of one image
     * @param answers one for each region
     * @param labels all that there could be: the first is group 1
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static ImagePlus of(
            String title, Pictures regions, List<String> answers, List<String> labels, Progress progress) {
        ShownImage shown = regions.regionsOf()
                .orElseThrow(() -> new IllegalArgumentException(regions.title() + " has no regions"));
        List<Integer> slices = IntStream.range(0, regions.size())
                .map(regions::slice)
                .distinct()
                .boxed()
                .toList();
        ImagePlus image = new ImagePlus(title, copies(shown, slices, progress));
        Overlay overlay = new Overlay();
        for (int i = 0; i < regions.size(); i++)
            overlay.add(marked(
                    regions, i, answers.get(i), labels.indexOf(answers.get(i)), slices.indexOf(regions.slice(i)) + 1));
        overlay.drawLabels(true);
        overlay.drawNames(true);
        overlay.drawBackgrounds(true);
        overlay.setLabelColor(Color.WHITE);
        image.setOverlay(overlay);
        return shown.calibrated(image);
    }

    private static ImageStack copies(ShownImage shown, List<Integer> slices, Progress progress) {
        Rectangle whole = new Rectangle(shown.image().getWidth(), shown.image().getHeight());
        ImageStack stack = shown.emptyStack();
        for (int slice : slices) {
            progress.throwIfCancelled();
            progress.report(stack.size(), slices.size(), "Copying slice " + slice);
            PixelRows picture = shown.picture(slice, whole);
            stack.addSlice("slice " + slice, new ColorProcessor(picture.buffered()));
        }
        return stack;
    }

    private static Roi marked(Pictures regions, int index, String answer, int place, int slice) {
        Roi area = regions.area(index).orElseThrow();
        area.setName((answer + " " + regions.region(index)).strip());
        area.setGroup(1 + place % MOST_GROUPS);
        area.setStrokeColor(LineChart.colour(place % LineChart.MOST));
        area.setFillColor(null);
        area.setStrokeWidth(STROKE);
        area.setPosition(slice);
        return area;
    }
}

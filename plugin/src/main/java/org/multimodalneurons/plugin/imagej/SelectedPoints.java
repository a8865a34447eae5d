package org.multimodalneurons.plugin.imagej;

import java.util.List;
import java.util.function.Consumer;

import ij.ImageListener;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.gui.RoiListener;

/** Tells which points of a plot lie in the selection that the user draws on it, as often as it changes, until the plot is closed. */
public final class SelectedPoints implements RoiListener, ImageListener {

    private final ScatterPlot plot;
    private final Consumer<List<Integer>> work;

    private SelectedPoints(ScatterPlot plot, Consumer<List<Integer>> work) {
        this.plot = plot;
        this.work = work;
    }

    /**
     * Watches a plot that is shown; elsewhere nobody can select anything.
     *
     * @param work receives the places of the points; none where the selection holds none
     */
    public static void watch(ScatterPlot plot, Consumer<List<Integer>> work) {
        if (plot.image().getWindow() == null) return;
        var watching = new SelectedPoints(plot, work);
        Roi.addRoiListener(watching);
        ImagePlus.addImageListener(watching);
    }

    @Override
    public void roiModified(ImagePlus image, int id) {
        if (image != plot.image()) return;
        Roi roi = image.getRoi();
        if (roi == null || !roi.isArea() || roi.getState() == Roi.CONSTRUCTING) return;
        work.accept(plot.in(roi));
    }

    @Override
    public void imageClosed(ImagePlus image) {
        if (image != plot.image()) return;
        Roi.removeRoiListener(this);
        ImagePlus.removeImageListener(this);
    }

    @Override
    public void imageOpened(ImagePlus image) {}

    @Override
    public void imageUpdated(ImagePlus image) {}
}

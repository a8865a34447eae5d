package org.multimodalneurons.plugin.imagej;

import java.util.ArrayList;
import java.util.List;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.Measurements;
import ij.measure.ResultsTable;
import ij.plugin.filter.ParticleAnalyzer;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import ij.process.ImageStatistics;

/** The connected parts of a mask, as ImageJ's Analyze Particles finds them: without their holes, in the order of their first pixels. */
final class Particles extends ParticleAnalyzer {

    private final List<Roi> found = new ArrayList<>();

    private Particles(double smallest) {
        super(COMPOSITE_ROIS, Measurements.AREA, new ResultsTable(), smallest, Double.POSITIVE_INFINITY);
    }

    /**
     * Finds them.
     *
     * @param mask 255 where they are
     * @param selection to which they are confined, where it is an area; else ignored, as is null
     * @param smallest number of pixels of one
     */
    static List<Roi> of(ByteProcessor mask, Roi selection, double smallest) {
        ImagePlus copy = new ImagePlus("", mask.duplicate());
        ImageProcessor pixels = copy.getProcessor();
        pixels.setThreshold(255, 255, ImageProcessor.NO_LUT_UPDATE);
        if (selection != null && selection.isArea()) {
            copy.setRoi((Roi) selection.clone());
            pixels.setRoi(copy.getRoi());
        }
        Particles particles = new Particles(smallest);
        particles.analyze(copy, pixels);
        return particles.found;
    }

    @Override
    protected void saveResults(ImageStatistics stats, Roi roi) {
        found.add(roi);
    }
}

package org.multimodalneurons.plugin.imagej;

import java.awt.Rectangle;

import ij.gui.Roi;
import ij.process.ImageProcessor;

/** Which pixels of its image an area is made of: those that ImageJ measures, not its bounding box. */
final class RoiPixels {

    private final Rectangle bounds;
    private final ImageProcessor mask; // null where all of the bounds are meant

    private RoiPixels(Rectangle bounds, ImageProcessor mask) {
        this.bounds = bounds;
        this.mask = mask;
    }

    /** Those of an area; none where it is empty. */
    static RoiPixels of(Roi area) {
        Rectangle bounds = area.getBounds();
        return new RoiPixels(bounds, bounds.isEmpty() ? null : area.getMask()); // ImageJ fails on the mask of nothing
    }

    /** Whether a pixel is one of them. */
    boolean has(int x, int y) {
        return bounds.contains(x, y) && (mask == null || mask.get(x - bounds.x, y - bounds.y) != 0);
    }

    /** Whether any of them lies in a part of the image. */
    boolean reachInto(Rectangle part) {
        Rectangle shared = bounds.intersection(part);
        if (mask == null) return !shared.isEmpty();
        for (int y = shared.y; y < shared.y + shared.height; y++)
            for (int x = shared.x; x < shared.x + shared.width; x++) if (has(x, y)) return true;
        return false;
    }
}

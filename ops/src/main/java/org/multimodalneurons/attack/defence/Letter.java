package org.multimodalneurons.attack.defence;

import java.util.Arrays;

import org.multimodalneurons.attack.defence.ComponentTree.Region;

/**
 * A region that may be a letter, and what letters of one word have in common.
 *
 * @param region where it lies
 * @param red mean, 0 to 255
 * @param green mean
 * @param blue mean
 * @param stroke mean width of its strokes in pixels
 * @param unevenness standard deviation of the width of its strokes, as a share of their mean
 */
record Letter(Region region, double red, double green, double blue, double stroke, double unevenness) {

    static Letter of(Region region, Plane picture) {
        double red = 0;
        double green = 0;
        double blue = 0;
        for (int pixel : region.pixels()) {
            red += picture.red(pixel);
            green += picture.green(pixel);
            blue += picture.blue(pixel);
        }
        int area = region.pixels().length;
        double[] widths = strokeWidths(region, picture.width());
        double mean = Arrays.stream(widths).average().orElseThrow();
        double variance = Arrays.stream(widths)
                .map(w -> (w - mean) * (w - mean))
                .average()
                .orElseThrow();
        return new Letter(region, red / area, green / area, blue / area, mean, Math.sqrt(variance) / mean);
    }

    /** How wide it is where it is widest: along the middle of the strokes, which lies farthest from their edges. */
    private static double[] strokeWidths(Region region, int width) {
        int columns = region.width() + 2;
        int[] depth = new int[columns * (region.height() + 2)];
        for (int pixel : region.pixels())
            depth[(pixel / width - region.top() + 1) * columns + pixel % width - region.left() + 1] = depth.length;
        int[] before = {-1, -columns - 1, -columns, -columns + 1};
        for (int i = columns + 1; i < depth.length - columns - 1; i++)
            for (int step : before) depth[i] = Math.min(depth[i], depth[i + step] + 1);
        for (int i = depth.length - columns - 2; i > columns; i--)
            for (int step : before) depth[i] = Math.min(depth[i], depth[i - step] + 1);
        double[] widths = new double[depth.length];
        int count = 0;
        for (int i = columns + 1; i < depth.length - columns - 1; i++)
            if (depth[i] > 0 && isRidge(depth, i, before)) widths[count++] = 2 * depth[i] - 1;
        return Arrays.copyOf(widths, count);
    }

    private static boolean isRidge(int[] depth, int place, int[] steps) {
        for (int step : steps)
            if (depth[place + step] > depth[place] || depth[place - step] > depth[place]) return false;
        return true;
    }

    /** Share of the bounding box. */
    double fill() {
        return (double) region.pixels().length / (region.width() * region.height());
    }

    double x() {
        return (region.left() + region.right()) / 2.;
    }

    double y() {
        return (region.top() + region.bottom()) / 2.;
    }

    /** How far apart the bounding boxes are along a row; below 0 where they overlap. */
    double gap(Letter other) {
        return Math.max(region.left(), other.region.left()) - Math.min(region.right(), other.region.right());
    }

    /** Distance of the colours, 0 to 442. */
    double colourDistance(Letter other) {
        return Math.sqrt(
                Math.pow(red - other.red, 2) + Math.pow(green - other.green, 2) + Math.pow(blue - other.blue, 2));
    }

    /** Share of the union of the bounding boxes that both cover. */
    double overlap(Letter other) {
        Region a = region;
        Region b = other.region;
        int width = Math.min(a.right(), b.right()) - Math.max(a.left(), b.left()) + 1;
        int height = Math.min(a.bottom(), b.bottom()) - Math.max(a.top(), b.top()) + 1;
        if (width <= 0 || height <= 0) return 0;
        double both = (double) width * height;
        return both / (a.width() * a.height() + b.width() * b.height() - both);
    }
}

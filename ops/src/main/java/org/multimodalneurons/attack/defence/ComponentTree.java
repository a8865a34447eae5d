package org.multimodalneurons.attack.defence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All connected regions of a grey picture that are darker than their surroundings, whatever the threshold, each inside of
 * those of higher thresholds. Those that hardly grow while the threshold rises are maximally stable.
 *
 * @see <a href="https://doi.org/10.1016/j.imavis.2004.02.006">Matas et al. 2004, maximally stable extremal regions</a>
 * @see <a href="https://doi.org/10.1109/TIP.2006.877518">Najman and Couprie 2006, the component tree by union and find</a>
 */
final class ComponentTree {

    private static final int LEVELS = 256;

    private final int width;
    private final int[] levels;
    private final int[] order;
    private final int[] parents;
    private final int[] areas;
    private final int[] left;
    private final int[] right;
    private final int[] top;
    private final int[] bottom;
    private final int[] nested; // pixels, each region in one piece
    private final int[] places; // where each pixel is there

    /** A region of pixels that hang together. */
    static final class Region {

        private final int left;
        private final int top;
        private final int right;
        private final int bottom;
        private final int[] pixels;

        Region(int left, int top, int right, int bottom, int[] pixels) {
            this.left = left;
            this.top = top;
            this.right = right;
            this.bottom = bottom;
            this.pixels = pixels;
        }

        int left() {
            return left;
        }

        int top() {
            return top;
        }

        /** The last column. */
        int right() {
            return right;
        }

        /** The last row. */
        int bottom() {
            return bottom;
        }

        int width() {
            return right - left + 1;
        }

        int height() {
            return bottom - top + 1;
        }

        /** Places in the picture (row * columns + column), in no order that matters; not a copy. */
        int[] pixels() {
            return pixels;
        }
    }

    /**
     * Grows the tree.
     *
     * @param levels 0 to 255, row by row
     */
    ComponentTree(int width, int[] levels) {
        this.width = width;
        this.levels = levels;
        order = darkestFirst(levels);
        parents = parents();
        areas = new int[levels.length];
        left = new int[levels.length];
        right = new int[levels.length];
        top = new int[levels.length];
        bottom = new int[levels.length];
        measure();
        nested = new int[levels.length];
        places = new int[levels.length];
        nest();
    }

    private static int[] darkestFirst(int[] levels) {
        int[] starts = new int[LEVELS + 1];
        for (int level : levels) starts[level + 1]++;
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] order = new int[levels.length];
        for (int i = 0; i < levels.length; i++) order[starts[levels[i]]++] = i;
        return order;
    }

    /** Of each pixel one that stands for the region around it: of the same level or the next higher. */
    private int[] parents() {
        int[] parents = new int[levels.length];
        int[] roots = new int[levels.length];
        Arrays.fill(roots, -1);
        for (int pixel : order) {
            parents[pixel] = pixel;
            roots[pixel] = pixel;
            int x = pixel % width;
            if (x > 0) join(pixel, pixel - 1, parents, roots);
            if (x < width - 1) join(pixel, pixel + 1, parents, roots);
            if (pixel >= width) join(pixel, pixel - width, parents, roots);
            if (pixel + width < levels.length) join(pixel, pixel + width, parents, roots);
        }
        for (int i = order.length - 1; i >= 0; i--) {
            int parent = parents[order[i]];
            if (levels[parents[parent]] == levels[parent]) parents[order[i]] = parents[parent];
        }
        return parents;
    }

    private static void join(int pixel, int neighbour, int[] parents, int[] roots) {
        if (roots[neighbour] < 0) return;
        int root = neighbour;
        while (roots[root] != root) {
            roots[root] = roots[roots[root]];
            root = roots[root];
        }
        parents[root] = pixel;
        roots[root] = pixel;
    }

    private void measure() {
        for (int pixel : order) {
            areas[pixel] = 1;
            left[pixel] = pixel % width;
            right[pixel] = left[pixel];
            top[pixel] = pixel / width;
            bottom[pixel] = top[pixel];
        }
        for (int pixel : order) {
            int parent = parents[pixel];
            if (parent == pixel) continue;
            areas[parent] += areas[pixel];
            left[parent] = Math.min(left[parent], left[pixel]);
            right[parent] = Math.max(right[parent], right[pixel]);
            top[parent] = Math.min(top[parent], top[pixel]);
            bottom[parent] = Math.max(bottom[parent], bottom[pixel]);
        }
    }

    /** Puts every pixel behind its parent, so that a region lies in one piece. */
    private void nest() {
        int[] free = new int[levels.length]; // where the next pixel of a region goes
        int next = 0;
        for (int i = order.length - 1; i >= 0; i--) {
            int pixel = order[i];
            int parent = parents[pixel];
            places[pixel] = parent == pixel ? next : free[parent];
            if (parent == pixel) next += areas[pixel];
            else free[parent] += areas[pixel];
            free[pixel] = places[pixel] + 1;
            nested[places[pixel]] = pixel;
        }
    }

    private boolean isRegion(int pixel) {
        return parents[pixel] == pixel || levels[parents[pixel]] != levels[pixel];
    }

    /**
     * The maximally stable regions of some size.
     *
     * @param smallest height of the bounding box
     * @param largest height and width of the bounding box
     * @param rise of the threshold over which a region is asked to be stable
     * @param growth by which share of its area it may grow meanwhile
     */
    List<Region> stable(int smallest, int largest, int rise, double growth) {
        double[] grown = new double[levels.length];
        for (int pixel : order) if (isRegion(pixel)) grown[pixel] = growth(pixel, rise);
        boolean[] passedBy = new boolean[levels.length]; // a neighbour on the way up is more stable
        for (int pixel : order) {
            int parent = parents[pixel];
            if (parent == pixel || !isRegion(pixel) || 2 * areas[pixel] < areas[parent]) continue;
            passedBy[grown[pixel] <= grown[parent] ? parent : pixel] = true;
        }
        List<Region> regions = new ArrayList<>();
        for (int pixel : order)
            if (isRegion(pixel)
                    && !passedBy[pixel]
                    && grown[pixel] < growth
                    && bottom[pixel] - top[pixel] >= smallest - 1
                    && Math.max(bottom[pixel] - top[pixel], right[pixel] - left[pixel]) < largest)
                regions.add(region(pixel));
        return regions;
    }

    private double growth(int pixel, int rise) {
        int above = pixel;
        while (parents[above] != above && levels[parents[above]] <= levels[pixel] + rise) above = parents[above];
        if (parents[above] == above) return Double.POSITIVE_INFINITY; // the ground itself
        return (double) (areas[above] - areas[pixel]) / areas[pixel];
    }

    private Region region(int seed) {
        int[] pixels = Arrays.copyOfRange(nested, places[seed], places[seed] + areas[seed]);
        return new Region(left[seed], top[seed], right[seed], bottom[seed], pixels);
    }
}

package org.multimodalneurons.visualize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.multimodalneurons.UserException;

/** Points of a map in the cells of a square grid. */
final class AtlasGrid {

    /** The share of points on either side that may lie beyond the grid: they are drawn in to its border. */
    private static final double OUTLIERS = .01;

    private final double[][] points;
    private final int size;

    /**
     * Points that may lie together.
     *
     * @param column from the left
     * @param row from the top
     * @param x mean place across, 0 at the left edge of the grid to 1
     * @param y mean place down, 0 at the top to 1
     * @param members indices of the points
     */
    record Cell(int column, int row, double x, double y, List<Integer> members) {}

    /**
     * Lays a grid over points.
     *
     * @param map [n][x, y]
     * @param size columns and rows
     */
    AtlasGrid(double[][] map, int size) {
        this.size = size;
        points = new double[map.length][2];
        for (int axis = 0; axis < 2; axis++) {
            int which = axis;
            double[] sorted = Arrays.stream(map)
                    .mapToDouble(point -> point[which])
                    .sorted()
                    .toArray();
            int cut = (int) (OUTLIERS * sorted.length);
            double low = sorted[cut];
            double range = sorted[sorted.length - 1 - cut] - low;
            for (int i = 0; i < map.length; i++)
                points[i][axis] = range == 0 ? .5 : Math.max(0, Math.min(1, (map[i][axis] - low) / range));
        }
    }

    /**
     * Cells with at least so many points, row by row.
     *
     * @throws UserException when there is none
     */
    List<Cell> cells(int fewest) {
        List<List<Integer>> all = new ArrayList<>();
        for (int i = 0; i < size * size; i++) all.add(new ArrayList<>());
        for (int i = 0; i < points.length; i++)
            all.get(index(points[i][1]) * size + index(points[i][0])).add(i);
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < all.size(); i++)
            if (all.get(i).size() >= fewest)
                cells.add(new Cell(i % size, i / size, mean(all.get(i), 0), mean(all.get(i), 1), all.get(i)));
        if (cells.isEmpty())
            throw new UserException("Of " + points.length + " activations none of the " + size + " x " + size
                    + " cells has " + fewest
                    + ". Give more images or places of each, a coarser grid, or draw cells with"
                    + " fewer.");
        return cells;
    }

    private int index(double place) {
        return Math.min(size - 1, (int) (place * size));
    }

    private double mean(List<Integer> members, int axis) {
        return members.stream().mapToDouble(i -> points[i][axis]).average().orElse(.5);
    }
}

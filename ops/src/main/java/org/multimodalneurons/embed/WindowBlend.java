package org.multimodalneurons.embed;

import java.util.Arrays;
import java.util.List;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Puts overlapping windows together to maps: each adds its cells, enlarged bilinearly to the window's size and weighted as
 * {@link WindowSide} says. The weights are products of one factor a row and one a column, so only the maps themselves are
 * of the map's size.
 */
final class WindowBlend {

    private final MapGrid grid;
    private final float[][] maps;

    /** Maps without windows yet. */
    WindowBlend(MapGrid grid, int maps) {
        this.grid = grid;
        this.maps = new float[maps][grid.columns() * grid.rows()];
    }

    /**
     * Adds what was found in a window.
     *
     * @param cells for each map row by row, evenly spread over the window
     */
    void add(long window, float[][] cells, int cellRows, int cellColumns) {
        WindowSide.Band[] across = grid.columnsOf(window, cellColumns);
        WindowSide.Band[] down = grid.rowsOf(window, cellRows);
        double[] row = new double[cellColumns];
        int end = WindowSide.Band.end(down);
        for (int y = WindowSide.Band.first(down); y < end; y++)
            for (int map = 0; map < maps.length; map++) {
                Arrays.fill(row, 0);
                for (int r = 0; r < cellRows; r++) {
                    double share = down[r].share(y);
                    for (int c = 0; c < cellColumns; c++) row[c] += share * cells[map][r * cellColumns + c];
                }
                for (int c = 0; c < cellColumns; c++) across[c].add(row[c], maps[map], y * grid.columns());
            }
    }

    /** The maps, [x, y] each; this blend is used up by it. */
    List<Img<FloatType>> maps() {
        return Arrays.stream(maps)
                .<Img<FloatType>>map(values -> ArrayImgs.floats(values, grid.columns(), grid.rows()))
                .toList();
    }
}

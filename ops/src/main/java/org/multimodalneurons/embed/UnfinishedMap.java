package org.multimodalneurons.embed;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

import ai.djl.ndarray.NDArray;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;

/** The maps of the image whose windows come in, of one image after the other; they are given away with its last window. */
final class UnfinishedMap {

    private final MapGrid grid;
    private final int maps;
    private final BiConsumer<Integer, List<Img<FloatType>>> finished;
    private WindowBlend blend;

    /** @param finished receives the place of an image and its maps */
    UnfinishedMap(MapGrid grid, int maps, BiConsumer<Integer, List<Img<FloatType>>> finished) {
        this.grid = grid;
        this.maps = maps;
        this.finished = finished;
    }

    /**
     * Adds the next windows.
     *
     * @param windows their places, counted through all images
     * @param scores for each map [windows, rows, columns]
     */
    void add(List<Integer> windows, List<NDArray> scores) {
        int rows = (int) scores.get(0).getShape().get(1);
        int columns = (int) scores.get(0).getShape().get(2);
        List<float[]> values = scores.stream().map(NDArray::toFloatArray).toList();
        for (int i = 0; i < windows.size(); i++) {
            int from = i * rows * columns;
            float[][] cells = values.stream()
                    .map(each -> Arrays.copyOfRange(each, from, from + rows * columns))
                    .toArray(float[][]::new);
            add(windows.get(i), cells, rows, columns);
        }
    }

    private void add(int window, float[][] cells, int rows, int columns) {
        if (blend == null) blend = new WindowBlend(grid, maps);
        blend.add(window % grid.windowCount(), cells, rows, columns);
        if ((window + 1) % grid.windowCount() != 0) return;
        List<Img<FloatType>> done = blend.maps();
        blend = null;
        finished.accept((int) (window / grid.windowCount()), done);
    }
}

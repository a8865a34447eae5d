package org.multimodalneurons.embed;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import org.multimodalneurons.UserException;

/** The maps of the image whose windows come in, of one image after the other; they are given away with its last window. */
final class UnfinishedMap {

    private final MapGrid grid;
    private final int maps;
    private final SimilarityMaps.Sink sink;
    private final Set<Integer> givenUp = new HashSet<>();
    private WindowBlend blend;
    private int place = -1;

    /** @param sink receives the maps of each image, or its first fault */
    UnfinishedMap(MapGrid grid, int maps, SimilarityMaps.Sink sink) {
        this.grid = grid;
        this.maps = maps;
        this.sink = sink;
    }

    /**
     * Makes no map of the image of a window that cannot be read, before or after others of its windows came in.
     *
     * @param window its place, counted through all images
     */
    void unreadable(int window, UserException fault) {
        if (givenUp.add(image(window))) sink.unreadable(image(window), fault);
    }

    private int image(int window) {
        return (int) (window / grid.windowCount());
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
        int image = image(window);
        if (givenUp.contains(image)) return;
        if (blend == null || image != place) blend = new WindowBlend(grid, maps);
        place = image;
        blend.add(window % grid.windowCount(), cells, rows, columns);
        if ((window + 1) % grid.windowCount() != 0) return;
        List<Img<FloatType>> done = blend.maps();
        blend = null;
        sink.finished(image, done);
    }
}

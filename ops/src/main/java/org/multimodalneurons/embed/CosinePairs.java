package org.multimodalneurons.embed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.Progress;
import org.multimodalneurons.model.PyTorch;

/** The cosine of every two vectors of a set, block by block: the whole matrix never lies in memory. */
final class CosinePairs {

    private static final int BLOCK = 1024;

    private final List<float[]> units;

    /** Of vectors of length 1, all with as many components, at least one. */
    CosinePairs(List<float[]> units) {
        this.units = units;
    }

    /** Sees cosines. */
    @FunctionalInterface
    interface Visitor {

        /**
         * Called for each two vectors once, in single precision, by one thread.
         *
         * @param a place of one
         * @param b place of the other, behind that of the first
         */
        void see(int a, int b, float cosine);
    }

    /**
     * Goes through all pairs.
     *
     * @param message what is being done
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    void forEach(String message, Progress progress, Visitor visitor) {
        try (NDManager manager = PyTorch.newManager()) {
            List<NDArray> blocks = blocks(manager, progress);
            long total = (long) blocks.size() * (blocks.size() + 1) / 2;
            long done = 0;
            for (int row = 0; row < blocks.size(); row++)
                for (int column = row; column < blocks.size(); column++) {
                    progress.throwIfCancelled();
                    progress.report(done++, total, message);
                    see(product(blocks.get(row), blocks.get(column)), row, column, visitor);
                }
        }
    }

    private List<NDArray> blocks(NDManager manager, Progress progress) {
        int length = units.get(0).length;
        List<NDArray> blocks = new ArrayList<>();
        for (int start = 0; start < units.size(); start += BLOCK) {
            progress.throwIfCancelled();
            int rows = Math.min(BLOCK, units.size() - start);
            float[] values = new float[rows * length];
            for (int i = 0; i < rows; i++) System.arraycopy(units.get(start + i), 0, values, i * length, length);
            blocks.add(manager.create(values, new Shape(rows, length)));
        }
        return blocks;
    }

    private static float[] product(NDArray rows, NDArray columns) {
        try (NDArray across = columns.transpose();
                NDArray product = rows.matMul(across)) {
            return product.toFloatArray();
        }
    }

    private void see(float[] cosines, int row, int column, Visitor visitor) {
        int columns = Math.min(BLOCK, units.size() - column * BLOCK);
        int rows = cosines.length / columns;
        for (int i = 0; i < rows; i++)
            for (int j = row == column ? i + 1 : 0; j < columns; j++)
                visitor.see(row * BLOCK + i, column * BLOCK + j, cosines[i * columns + j]);
    }

    /** The vectors of a set at length 1. */
    static List<float[]> units(float[][] vectors) {
        Vectors.requireFinite(List.of(vectors));
        return Arrays.stream(vectors).map(Vectors::unit).toList();
    }
}

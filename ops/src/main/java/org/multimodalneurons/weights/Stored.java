package org.multimodalneurons.weights;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Objects;

import ai.djl.ndarray.types.Shape;

/**
 * Where a file keeps one tensor of ours.
 *
 * @param names the file's tensors that make it up, stacked along the first axis
 * @param isTransposed whether the file holds the matrix transposed
 */
record Stored(List<String> names, boolean isTransposed) {

    static Stored as(String name) {
        return new Stored(List.of(name), false);
    }

    static Stored transposed(String name) {
        return new Stored(List.of(name), true);
    }

    static Stored stacked(List<String> names) {
        return new Stored(names, false);
    }

    /** The shape that each of the file's tensors must have for ours to have the shape given. */
    Shape inFile(Shape ours) {
        if (isTransposed) return new Shape(ours.get(1), ours.get(0));
        return names.size() == 1 ? ours : withFirst(ours, ours.get(0) / names.size());
    }

    /** Our shape, when each of the file's tensors has the shape given. */
    Shape fromFile(Shape theirs) {
        if (isTransposed && theirs.dimension() == 2) return new Shape(theirs.get(1), theirs.get(0));
        if (names.size() == 1 || theirs.dimension() == 0) return theirs;
        return withFirst(theirs, theirs.get(0) * names.size());
    }

    /** All our elements in row-major order. */
    float[] floats(WeightFile file) {
        int count = 0;
        for (String name : names) count = Math.addExact(count, info(file, name).arrayLength(file.source()));
        float[] values = new float[count];
        read(file, 0, FloatBuffer.wrap(values));
        return values;
    }

    /**
     * Reads a part of our elements.
     *
     * @param from index of the first, in row-major order
     * @param into filled from its position to its limit
     */
    void read(WeightFile file, long from, FloatBuffer into) {
        if (isTransposed) readTransposed(file, from, into);
        else readStacked(file, from, into);
    }

    private void readStacked(WeightFile file, long from, FloatBuffer into) {
        int limit = into.limit();
        long at = from;
        for (String name : names) {
            long count = info(file, name).count();
            if (at < count && into.position() < limit) {
                into.limit((int) Math.min(limit, into.position() + (count - at)));
                file.read(name, at, into);
                into.limit(limit);
                at = 0;
            } else at -= count;
        }
        if (into.hasRemaining())
            throw new IndexOutOfBoundsException(names + " end before element " + from + " + " + limit);
    }

    private void readTransposed(WeightFile file, long from, FloatBuffer into) {
        String name = names.get(0);
        Shape shape = info(file, name).shape();
        int rows = (int) shape.get(0);
        int columns = (int) shape.get(1);
        Objects.checkFromIndexSize(from, into.remaining(), shape.size());
        float[] matrix = file.floats(name);
        for (int at = (int) from; into.hasRemaining(); at++) into.put(matrix[at % rows * columns + at / rows]);
    }

    private static TensorInfo info(WeightFile file, String name) {
        return file.tensors().get(name);
    }

    private static Shape withFirst(Shape shape, long first) {
        long[] sizes = shape.getShape().clone();
        sizes[0] = first;
        return new Shape(sizes);
    }
}

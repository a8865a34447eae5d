package org.multimodalneurons.weights;

import java.util.List;

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

    /** Our elements in row-major order. */
    float[] read(WeightFile file) {
        if (isTransposed)
            return transpose(
                    file.floats(names.get(0)), file.tensors().get(names.get(0)).shape());
        if (names.size() == 1) return file.floats(names.get(0));
        List<float[]> parts = names.stream().map(file::floats).toList();
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static float[] transpose(float[] matrix, Shape shape) {
        int rows = (int) shape.get(0);
        int columns = (int) shape.get(1);
        float[] turned = new float[matrix.length];
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                turned[column * rows + row] = matrix[row * columns + column];
        return turned;
    }

    private static Shape withFirst(Shape shape, long first) {
        long[] sizes = shape.getShape().clone();
        sizes[0] = first;
        return new Shape(sizes);
    }
}

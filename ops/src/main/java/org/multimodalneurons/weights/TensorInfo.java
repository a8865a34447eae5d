package org.multimodalneurons.weights;

import java.util.Arrays;

import ai.djl.ndarray.types.Shape;

/**
 * What a file says of one of its tensors.
 *
 * @param name as written in the file
 * @param dtype how the elements are stored
 * @param shape the sizes of its axes; no axes for a scalar
 */
public record TensorInfo(String name, DType dtype, Shape shape) {

    /** How many elements it has. */
    public long count() {
        return shape.size();
    }

    /** A shape as people write it: {@code [24, 24, 3, 3]}. */
    static String text(Shape shape) {
        return Arrays.toString(shape.getShape());
    }
}

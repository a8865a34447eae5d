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

    /** The same, where an array is to hold them; throws {@link InvalidModelException} when none can. */
    int arrayLength(String source) {
        if (count() <= Integer.MAX_VALUE - 8) return (int) count();
        throw new InvalidModelException(
                source, "tensor " + name + " has " + count() + " elements, more than an array holds");
    }

    /** A shape as people write it: {@code [24, 24, 3, 3]}. */
    static String text(Shape shape) {
        return Arrays.toString(shape.getShape());
    }
}

package org.multimodalneurons.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** CLIP's image tower. Its input is pixels: float32 [images, 3, size, size], normalised per channel. */
public interface ImageEncoder extends Encoder {

    /** Rows and columns of the pixels. */
    int size();

    /** Throws when a tensor is not pixels of this encoder's size. */
    default void checkPixels(NDArray pixels) {
        Shape shape = pixels.getShape();
        if (pixels.getDataType() != DataType.FLOAT32
                || shape.dimension() != 4
                || shape.get(0) < 1
                || !shape.slice(1).equals(new Shape(3, size(), size())))
            throw new IllegalArgumentException("Pixels: expected float32 [images, 3, " + size() + ", " + size()
                    + "], found " + pixels.getDataType() + " " + shape);
    }
}

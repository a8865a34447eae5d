package org.multimodalneurons.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.model.Layer;

/**
 * The activations of an image encoder's layer, place by place over the square that the model sees, row by row. Every kind
 * of layer has its own reading:
 *
 * <ul>
 *   <li>maps of a ResNet: rows and columns as they are;
 *   <li>tokens of a transformer: the patches on their grid, the class token left out;
 *   <li>attention: how much the class token looks at each patch, one unit a head;
 *   <li>vectors: a single place.
 * </ul>
 */
final class Places {

    private Places() {}

    /**
     * Brings activations into one form; differentiable.
     *
     * @param activations with the axes of the layer's kind
     * @return [images, units, places]
     */
    static NDArray of(NDArray activations, Layer layer) {
        Shape shape = activations.getShape();
        return switch (layer.kind()) {
            case MAP -> activations.reshape(shape.get(0), shape.get(1), -1);
            case VECTOR -> activations.reshape(shape.get(0), shape.get(1), 1);
            case TOKENS -> patches(activations.transpose(0, 2, 1));
            case ATTENTION -> patches(activations.get(new NDIndex(":, :, 0, :")));
        };
    }

    /** [images, units, places] as [images, units, rows, columns]; the model's square has as many rows as columns. */
    static NDArray onGrid(NDArray places) {
        Shape shape = places.getShape();
        long side = side(shape.get(2));
        return places.reshape(shape.get(0), shape.get(1), side, side);
    }

    /** Without the class token, which is there when the tokens are one more than a square. */
    private static NDArray patches(NDArray tokens) {
        long count = tokens.getShape().get(2);
        return side(count) * side(count) == count ? tokens : tokens.get(new NDIndex(":, :, 1:"));
    }

    private static long side(long count) {
        return (long) Math.sqrt((double) count);
    }
}

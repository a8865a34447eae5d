package org.multimodalneurons.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.Layer;

/** One number for each image and unit: the mean over places. */
final class UnitResponses {

    private UnitResponses() {}

    /**
     * The mean of maps, or of the tokens of patches.
     *
     * @param activations of the layer, with the axes of its kind
     * @return [images, units]
     */
    static NDArray of(NDArray activations, Layer layer) {
        Shape shape = activations.getShape();
        return switch (layer.kind()) {
            case VECTOR -> activations;
            case MAP -> activations.reshape(shape.get(0), shape.get(1), -1).mean(new int[] {2});
            case TOKENS -> {
                long side = (long) Math.sqrt((double) shape.get(1));
                NDArray patches = side * side == shape.get(1) ? activations : activations.get(new NDIndex(":, 1:"));
                yield patches.mean(new int[] {1});
            }
            case ATTENTION ->
                throw new UserException("The units of layer " + layer
                        + " are attention heads, which look and do not answer. Choose another.");
        };
    }
}

package org.multimodalneurons.model;

import java.util.Collection;
import java.util.Optional;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** CLIP's image tower. Its input is pixels: float32 [images, 3, size, size], normalised per channel. */
public interface ImageEncoder extends Encoder {

    /** Rows and columns of the pixels. */
    int size();

    /**
     * Embeds every cell of the last layer's grid by itself: what {@link #embed} would give if the last attention looked at
     * that cell alone. The cells lie evenly over the picture, row by row.
     *
     * @param pixels as for {@link #embed}
     * @return raw embeddings [images, embedding, rows, columns], attached to the manager of the pixels
     * @see <a href="https://arxiv.org/abs/2112.01071">Zhou et al. 2022, Extract Free Dense Labels from CLIP</a>
     */
    default NDArray embedCells(NDArray pixels) {
        try (NDManager scratch = pixels.getManager().newSubManager()) {
            return Tensors.alias(forwardCells(Tensors.alias(pixels, scratch)), pixels.getManager());
        }
    }

    /** The pass of {@link #embedCells}, in the manager of its input: intermediate tensors are the caller's to free. */
    NDArray forwardCells(NDArray pixels);

    /**
     * A pass as far as the first of some layers, computed at once, where this encoder can.
     *
     * @param pixels as for {@link #embed}
     * @param layers names of layers
     * @return empty when it must be computed layer by layer, by {@link #forward}
     */
    default Optional<Passage> passage(NDArray pixels, Collection<String> layers) {
        return Optional.empty();
    }

    /**
     * The last layer of neurons, after their activation function: what the embedding is read off. In a ResNet the last
     * maps, in a transformer the hidden units of the last MLP.
     */
    Layer neurons();

    /**
     * Where each of the {@link #neurons()} pushes the embedding: what an activation of 1 adds to it. In a ResNet at all
     * places alike, which then holds whatever the attention; in a transformer at the class token, before the last norm
     * divides by its deviation, so that the length is known but for a factor common to all.
     *
     * @param manager owns the result
     * @return [units, embedding]
     */
    NDArray directions(NDManager manager);

    /**
     * Takes apart what the embeddings of images have in a direction.
     *
     * @param pixels as for {@link #embed}
     * @param direction [embedding]
     * @return tensors in the manager of the pixels, as are those computed on the way: call it in a sub-manager
     */
    Readout readout(NDArray pixels, NDArray direction);

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

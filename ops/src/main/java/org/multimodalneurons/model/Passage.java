package org.multimodalneurons.model;

import ai.djl.ndarray.NDArray;

/**
 * A pass through the first part of an image tower, computed at once and faster than layer by layer, that can be
 * differentiated all the same. All its tensors belong to the manager of the pixels.
 */
public interface Passage {

    /** What the layer where it ends gives, with the axes of its kind; a constant, not to be written to. */
    NDArray activation();

    /**
     * The way back; to be gone once, for the maps that it needs are given back to the system as it goes.
     *
     * @param gradient derivative of some number by {@link #activation()}, of its shape
     * @param leak how much of a gradient passes beside each ReLU: 0 for the true derivative
     * @return derivative of that number by the pixels
     */
    NDArray back(NDArray gradient, double leak);

    /**
     * The rest of the tower, layer by layer, as {@link Encoder#forward}.
     *
     * @param activation what the tower goes on with: the values of {@link #activation()}
     * @param tap sees the layer where the passage ends and every later one
     * @return raw embeddings [images, embedding]
     */
    NDArray onwards(NDArray activation, Tap tap);
}

package org.multimodalneurons.visualize;

import ai.djl.ndarray.NDManager;

/**
 * How free variables span the values of a picture's channels, before colours are mixed and values brought to 0..1. All
 * bases span the same pictures; they differ in which of them gradient ascent finds.
 */
public interface Basis {

    /**
     * Prepares for one size.
     *
     * @param manager owns what is prepared
     * @param channels of the picture, at least 1
     * @param height in pixels, at least 1
     * @param width in pixels, at least 1
     */
    Field open(NDManager manager, int channels, int height, int width);

    /** A word or two for logs and tables, such as {@code Fourier}. */
    String describe();
}

package org.multimodalneurons.visualize;

import java.util.Optional;

import ai.djl.ndarray.NDArray;

/**
 * Variables and the pictures that they stand for.
 *
 * @param variables a leaf
 * @param picture [n, channels, height, width] in 0..1
 * @param alpha opacity, [n, 1, height, width] in 0..1
 */
record Drawn(NDArray variables, NDArray picture, Optional<NDArray> alpha) {}

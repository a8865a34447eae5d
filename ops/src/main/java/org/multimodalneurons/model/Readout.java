package org.multimodalneurons.model;

import ai.djl.ndarray.NDArray;

/**
 * How much the neurons of the last layer add to the component of an image's raw embedding along a direction. The
 * embedding is a linear function of those neurons once what weighs and scales them is held as the image sets it: the
 * attention of a ResNet's pool, the deviation that a transformer's last norm divides by. So the activations times these
 * weights, added up, and the rest are that component, without a remainder.
 *
 * @param activations of the {@link ImageEncoder#neurons()} that are read, after their activation function: [n, units,
 *     rows, columns] of a ResNet; [n, units] of a transformer, whose class token alone is read
 * @param weights of the same shape: what one unit of activation adds
 * @param rest [n]: what does not come from these neurons: biases and positions, and in a transformer all that earlier
 *     blocks and the last attention wrote
 */
public record Readout(NDArray activations, NDArray weights, NDArray rest) {}

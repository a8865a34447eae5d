package org.multimodalneurons.model;

import ai.djl.ndarray.NDArray;

/**
 * A bottleneck of CLIP's ResNet: 1×1, 3×3, 1×1 convolutions beside a shortcut. Where it halves the map it does so by
 * average pooling, in both branches.
 *
 * @param name {@code layerS.B}
 * @param stride 2 where it halves the map, else 1
 * @param isFirst whether it is the first of its stage, whose shortcut has a convolution of its own
 * @param weights below {@code layerS.B.}
 */
record Bottleneck(String name, int stride, boolean isFirst, Weights weights) {

    NDArray forward(NDArray x, Tap tap) {
        NDArray out = Tensors.relu(convolve(x, "conv1", 0), tap);
        out = Tensors.relu(convolve(out, "conv2", 1), tap);
        out = convolve(Tensors.averagePool(out, stride), "conv3", 0);
        NDArray shortcut = isFirst ? convolve(Tensors.averagePool(x, stride), "downsample.0", 0) : x;
        return activated(tap.at(name + ".add", out.add(shortcut)), tap);
    }

    /** What it gives, from the sum before its last ReLU. */
    NDArray activated(NDArray sum, Tap tap) {
        return tap.at(name, Tensors.relu(sum, tap));
    }

    private NDArray convolve(NDArray x, String convolution, int padding) {
        return Tensors.convolve(x, weights, convolution, 1, padding);
    }
}

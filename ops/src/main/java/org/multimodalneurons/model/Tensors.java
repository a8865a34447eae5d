package org.multimodalneurons.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import org.multimodalneurons.weights.Gelu;

/**
 * The few operations that towers are made of. A result belongs to the manager of the first operand: that is always the
 * activation, never a weight, or every call would leave tensors in the model's manager.
 */
final class Tensors {

    private static final float EPSILON = 1e-5f;

    private Tensors() {}

    /** The same tensor under another owner; differentiable. */
    static NDArray alias(NDArray tensor, NDManager owner) {
        NDArray alias = tensor.reshape(tensor.getShape());
        alias.attach(owner);
        return alias;
    }

    /** A convolution with the tensors {@code name.weight} and {@code name.bias}. */
    static NDArray convolve(NDArray x, Weights weights, String name, int stride, int padding) {
        NDArray weight = weights.get(name + ".weight");
        NDArray bias = weights.get(name + ".bias");
        return Conv2d.conv2d(x, weight, bias, new Shape(stride, stride), new Shape(padding, padding))
                .singletonOrThrow();
    }

    /** The mean of squares that many places wide. */
    static NDArray averagePool(NDArray x, int size) {
        var square = new Shape(size, size);
        return size == 1 ? x : Pool.avgPool2d(x, square, square, new Shape(0, 0), false, false);
    }

    /** x · weightᵀ + bias, with the tensors {@code name.weight} and {@code name.bias}. */
    static NDArray linear(NDArray x, Weights weights, String name) {
        return Linear.linear(x, weights.get(name + ".weight"), weights.get(name + ".bias"))
                .singletonOrThrow();
    }

    /** Normalisation of each token, with the tensors {@code name.weight} and {@code name.bias}. */
    static NDArray layerNorm(NDArray x, Weights weights, String name) {
        NDArray weight = weights.get(name + ".weight");
        return LayerNorm.layerNorm(x, weight.getShape(), weight, weights.get(name + ".bias"), EPSILON)
                .singletonOrThrow();
    }

    /** What {@link #layerNorm} divides each row by: [n, width] to [n, 1]. */
    static NDArray deviation(NDArray x) {
        NDArray centred = x.sub(x.mean(new int[] {1}, true));
        return centred.square().mean(new int[] {1}, true).add(EPSILON).sqrt();
    }

    /** The activation of a ResNet, as a tap sees it. */
    static NDArray relu(NDArray x, Tap tap) {
        return tap.activated(x, Activation.relu(x));
    }

    /** The activation of a transformer's MLP, as a tap sees it. */
    static NDArray gelu(NDArray x, Gelu kind, Tap tap) {
        NDArray activated =
                kind == Gelu.EXACT ? Activation.gelu(x) : x.mul(Activation.sigmoid(x.mul(Constant.beside(x, 1.702))));
        return tap.activated(x, activated);
    }

    /** Cuts the last axis into heads: [n, tokens, width] to [n, heads, tokens, width / heads]. */
    static NDArray splitHeads(NDArray x, int heads) {
        Shape shape = x.getShape();
        return x.reshape(shape.get(0), shape.get(1), heads, shape.get(2) / heads)
                .transpose(0, 2, 1, 3);
    }

    /** Attention probabilities [n, heads, tokens, tokens] where each token looks at itself only. */
    static NDArray eachAlone(NDArray probabilities) {
        return probabilities.zerosLike().add(probabilities.getManager().eye((int)
                probabilities.getShape().get(3)));
    }

    /** The reverse of {@link #splitHeads}. */
    static NDArray joinHeads(NDArray x) {
        Shape shape = x.getShape();
        return x.transpose(0, 2, 1, 3).reshape(shape.get(0), shape.get(2), shape.get(1) * shape.get(3));
    }
}

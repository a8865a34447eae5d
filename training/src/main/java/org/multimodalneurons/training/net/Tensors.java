package org.multimodalneurons.training.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Tensors in the memory order that convolutions on a CPU prefer. */
public final class Tensors {

    private Tensors() {}

    /**
     * A tensor in channels-last memory when it has four axes: the values lie in memory as [o, h, w, i] and are seen as
     * [o, i, h, w]. Tensors of other ranks are laid out as usual.
     *
     * @param values in row-major order of {@code shape}
     * @param shape what the tensor is seen as
     */
    public static NDArray of(NDManager manager, float[] values, Shape shape) {
        if (shape.dimension() != 4) return manager.create(values, shape);
        int outer = (int) shape.get(0);
        int channels = (int) shape.get(1);
        int area = (int) (shape.get(2) * shape.get(3));
        float[] last = new float[values.length];
        for (int o = 0; o < outer; o++)
            for (int c = 0; c < channels; c++)
                for (int p = 0; p < area; p++)
                    last[(o * area + p) * channels + c] = values[(o * channels + c) * area + p];
        NDArray stored = manager.create(last, new Shape(outer, shape.get(2), shape.get(3), channels));
        return stored.transpose(0, 3, 1, 2);
    }
}

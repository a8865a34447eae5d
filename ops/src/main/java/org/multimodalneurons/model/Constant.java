package org.multimodalneurons.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Numbers to multiply and divide tensors by where a gradient is wanted. DJL's own {@code x.mul(2)} puts the number into
 * memory of the JVM that is given back as soon as the product is known, but PyTorch reads it again for the gradient: after
 * a garbage collection in between, the gradient is that of any number. The same holds for every tensor made from an array
 * and closed before the gradient is taken. These scalars lie in memory of PyTorch, which lasts as long as it is needed.
 *
 * <pre>{@code
 * Gradient.of(x, v -> v.mul(Constant.beside(v, 1.702)).sum());  // right
 * Gradient.of(x, v -> v.mul(1.702).sum());                      // now and then wrong
 * }</pre>
 */
public final class Constant {

    private Constant() {}

    /**
     * A float32 scalar beside {@code x}, attached to the same manager.
     *
     * @param x what is to be multiplied, divided, raised to it or compared with it
     */
    public static NDArray beside(NDArray x, double value) {
        return x.getManager().full(new Shape(), (float) value);
    }
}

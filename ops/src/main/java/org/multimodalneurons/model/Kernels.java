package org.multimodalneurons.model;

import java.util.Locale;
import java.util.Map;

import ai.djl.ndarray.NDManager;

/**
 * How the two costly operations of inference are computed. The results agree up to rounding; which is fastest depends on
 * the processor.
 *
 * @param convolution of the ResNets
 * @param product the matrix products of the transformers, at full precision
 * @param precision of these products
 */
record Kernels(Convolution convolution, Product product, Precision precision) {

    /** What every build of PyTorch can do. */
    static final Kernels PLAIN = new Kernels(Convolution.PLAIN, Product.GEMM, Precision.FULL);

    /** Ways to convolve, the usual one first. */
    enum Convolution {
        /** As {@link #FUSED}, with weights in the order that oneDNN wants, from the second pass on. */
        PACKED,
        /** oneDNN, with bias, shortcut and ReLU in one go. */
        FUSED,
        /** PyTorch's convolution, then the rest. */
        PLAIN
    }

    /** Ways to multiply matrices, the usual one first. */
    enum Product {
        /** oneDNN's inner product, with weights in the order that it wants, from the second pass on. */
        PACKED,
        /** The linear algebra library that PyTorch was built with. */
        GEMM,
        /** A convolution by 1 x 1. */
        CONVOLUTION
    }

    /** The same with other convolutions. */
    Kernels with(Convolution other) {
        return new Kernels(other, product, precision);
    }

    /** The same with other matrix products. */
    Kernels with(Product other) {
        return new Kernels(convolution, other, precision);
    }

    /** The same with matrix products of another precision. */
    Kernels at(Precision other) {
        return new Kernels(convolution, product, other);
    }

    /** The nearest way whose weights are as they are. */
    Kernels unpacked() {
        return new Kernels(
                convolution == Convolution.PACKED ? Convolution.FUSED : convolution,
                product == Product.PACKED ? Product.GEMM : product,
                precision);
    }

    /**
     * The towers, computed this way.
     *
     * @param manager owns them
     * @throws ai.djl.engine.EngineException when this build of PyTorch lacks an operation
     */
    TorchScript towers(NDManager manager) {
        Enum<?> products = precision == Precision.FULL ? product : precision;
        return TorchScript.load(
                manager,
                "Towers",
                Map.of(
                        "", TorchScript.source("towers"),
                        "convolution", convolutions(),
                        "product", TorchScript.source("product-" + lower(products))));
    }

    /** The ResNets' maps and their derivative, computed this way; convolutions must be {@linkplain Convolution#PACKED packed}. */
    TorchScript slopes(NDManager manager) {
        return TorchScript.load(
                manager, "Slopes", Map.of("", TorchScript.source("slopes"), "convolution", convolutions()));
    }

    private String convolutions() {
        return TorchScript.source("convolution-" + lower(convolution));
    }

    private static String lower(Enum<?> way) {
        return way.name().toLowerCase(Locale.ROOT);
    }
}

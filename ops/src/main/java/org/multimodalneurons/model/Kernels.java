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

    /** Ways to convolve. */
    enum Convolution {
        /** oneDNN, with bias, shortcut and ReLU in one go. */
        FUSED,
        /** PyTorch's convolution, then the rest. */
        PLAIN
    }

    /** Ways to multiply matrices. */
    enum Product {
        /** The linear algebra library that PyTorch was built with. */
        GEMM,
        /** oneDNN's inner product. */
        ONEDNN,
        /** A convolution by 1 x 1. */
        CONVOLUTION
    }

    /** The same with matrix products of another precision. */
    Kernels at(Precision other) {
        return new Kernels(convolution, product, other);
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
                        "convolution", TorchScript.source("convolution-" + lower(convolution)),
                        "product", TorchScript.source("product-" + lower(products))));
    }

    private static String lower(Enum<?> way) {
        return way.name().toLowerCase(Locale.ROOT);
    }
}

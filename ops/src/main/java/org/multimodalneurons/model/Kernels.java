package org.multimodalneurons.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

import ai.djl.ndarray.NDManager;

/**
 * How the two costly operations of inference are computed. The results agree up to rounding; which is fastest depends on
 * the processor.
 *
 * @param convolution of the ResNets
 * @param product the matrix products of the transformers
 */
record Kernels(Convolution convolution, Product product) {

    /** What every build of PyTorch can do. */
    static final Kernels PLAIN = new Kernels(Convolution.PLAIN, Product.GEMM);

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

    /**
     * The towers, computed this way.
     *
     * @param manager owns them
     * @throws ai.djl.engine.EngineException when this build of PyTorch lacks an operation
     */
    TorchScript towers(NDManager manager) {
        return TorchScript.load(
                manager,
                "Towers",
                Map.of(
                        "", source("towers"),
                        "convolution",
                                source("convolution-" + convolution.name().toLowerCase(Locale.ROOT)),
                        "product", source("product-" + product.name().toLowerCase(Locale.ROOT))));
    }

    private static String source(String name) {
        try (InputStream in = Kernels.class.getResourceAsStream("inference/" + name + ".py")) {
            if (in == null) throw new IllegalStateException("inference/" + name + ".py is missing from the jar");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

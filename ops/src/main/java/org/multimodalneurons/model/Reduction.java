package org.multimodalneurons.model;

import java.util.Map;
import java.util.function.Supplier;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;
import org.multimodalneurons.UserException;

/** Rounds a transformer's weights to 8 bits, for {@link Precision#REDUCED}. */
final class Reduction {

    private Reduction() {}

    /**
     * A tower's tensors with the rounded weights beside them.
     *
     * @param tower tensors by open_clip's names without {@code visual.}; it shares them
     * @param layers of the transformer
     * @param manager owns the result
     * @throws EngineException when this build of PyTorch has no matrix products of 8 bits
     */
    static IValue of(IValue tower, int layers, NDManager manager) {
        try (NDManager scratch = manager.newSubManager();
                IValue count = IValue.from((long) layers)) {
            return TorchScript.load(scratch, "Reduction", Map.of("", TorchScript.source("reduction")))
                    .call(manager, "reduce", tower, count);
        }
    }

    /**
     * Runs what needs matrix products of 8 bits.
     *
     * @throws UserException when this build of PyTorch has none, as on Apple's processors
     */
    static <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (EngineException e) {
            if (!e.getMessage().contains("onednn::qlinear")) throw e; // such as too little memory
            throw new UserException(
                    "This build of PyTorch cannot multiply matrices of 8 bits ("
                            + e.getMessage().lines().findFirst().orElse("")
                            + "). Open the model at full precision.",
                    e);
        }
    }
}

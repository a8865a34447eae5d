package org.multimodalneurons.model;

import java.lang.management.ManagementFactory;
import java.util.Map;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;
import com.sun.management.OperatingSystemMXBean;
import org.multimodalneurons.weights.Architecture.ResNet;

/**
 * Brings weights into the order in which oneDNN reads them fastest, which it would else do in every pass: a third of the time
 * of a single picture, a tenth of that of a batch. Packed weights lie beside the plain ones, which layers and gradients need.
 */
final class Packing {

    /** Rows of a product that weights are packed for. oneDNN's order is nearly the same for all; this one serves all well. */
    private static final long ROWS = 197;

    /** At most this part of the machine's memory is taken. */
    private static final int SHARE_OF_MEMORY = 8;

    private final TorchScript script;
    private final NDManager owner;

    /**
     * Compiles.
     *
     * @param script owner of the script
     * @param weights owner of what is packed
     * @throws ai.djl.engine.EngineException when this build of PyTorch has no oneDNN
     */
    Packing(NDManager script, NDManager weights) {
        this.script = TorchScript.load(script, "Packing", Map.of("", TorchScript.source("packing")));
        this.owner = weights;
    }

    /** Whether there is memory for as much again as all weights of a model take. */
    static boolean fits(long bytes) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return fits(bytes, system.getTotalMemorySize());
    }

    /** The same where the machine has so much. */
    static boolean fits(long bytes, long total) {
        return bytes <= total / SHARE_OF_MEMORY;
    }

    /** A ResNet's weights, by open_clip's names without {@code visual.}. */
    IValue resNet(IValue weights, ResNet sizes) {
        try (IValue blocks = IValue.listFrom(
                        sizes.blocks().stream().mapToLong(Integer::longValue).toArray());
                IValue size = IValue.from((long) sizes.imageSize())) {
            return script.call(owner, "resnet", weights, blocks, size);
        }
    }

    /** The same ResNet's weights for the way back, by the same names. */
    IValue resNetBack(IValue weights, ResNet sizes) {
        try (IValue blocks = IValue.listFrom(
                        sizes.blocks().stream().mapToLong(Integer::longValue).toArray());
                IValue size = IValue.from((long) sizes.imageSize())) {
            return script.call(owner, "resnet_back", weights, blocks, size);
        }
    }

    /** A transformer's weights, by open_clip's names within its tower. */
    IValue transformer(IValue weights, int layers, boolean quick) {
        try (IValue count = IValue.from((long) layers);
                IValue rows = IValue.from(ROWS);
                IValue isQuick = IValue.from(quick)) {
            return script.call(owner, "transformer", weights, count, rows, isQuick);
        }
    }

    /** The weights of one bottleneck of a ResNet, the first of its stage, over maps of so many pixels a side. */
    IValue bottleneck(IValue weights, String name, long side) {
        try (IValue of = IValue.from(name);
                IValue size = IValue.from(side);
                IValue first = IValue.from(true)) {
            return script.call(owner, "block", weights, of, size, first);
        }
    }

    /** The weights of one MLP of a transformer. */
    IValue mlp(IValue weights, String name, boolean quick) {
        try (IValue of = IValue.from(name);
                IValue rows = IValue.from(ROWS);
                IValue isQuick = IValue.from(quick)) {
            return script.call(owner, "mlp", weights, of, rows, isQuick);
        }
    }
}

package org.multimodalneurons.model;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import org.multimodalneurons.model.Kernels.Convolution;
import org.multimodalneurons.model.Kernels.Product;

/**
 * Times each way to compute on blocks of the size that published models have: a bottleneck of a ResNet's second stage and
 * the MLP of a transformer of width 768.
 */
final class KernelTimes {

    private static final int ROUNDS = 5;
    private static final int SIDE = 28;
    private static final float TOLERANCE = 1e-4f;

    private final NDManager manager;
    private final Random random = new Random(1);

    private KernelTimes(NDManager manager) {
        this.manager = manager;
    }

    /** The shortest of several times in milliseconds, of each way that runs here and agrees with PyTorch's usual one. */
    static Map<Enum<?>, Double> measure() {
        Map<Enum<?>, Double> all = new LinkedHashMap<>();
        try (NDManager manager = PyTorch.newManager()) {
            var times = new KernelTimes(manager);
            all.putAll(times.convolutions());
            all.putAll(times.products());
        }
        return all;
    }

    private Map<Convolution, Double> convolutions() {
        Map<String, PtNDArray> weights = new HashMap<>();
        weights.put("conv1.weight", maps(128, 512, 1));
        weights.put("conv1.bias", random(128));
        weights.put("conv2.weight", maps(128, 128, 3));
        weights.put("conv2.bias", random(128));
        weights.put("conv3.weight", maps(512, 128, 1));
        weights.put("conv3.bias", random(512));
        weights.put("downsample.0.weight", maps(512, 512, 1));
        weights.put("downsample.0.bias", random(512));
        Map<Convolution, Program> ways = new LinkedHashMap<>();
        IValue plain = owned(IValue.stringMapFrom(weights));
        add(ways, Convolution.PLAIN, Kernels.PLAIN, plain);
        addIfItRuns(ways, Convolution.FUSED, Kernels.PLAIN.with(Convolution.FUSED), () -> plain);
        addIfItRuns(ways, Convolution.PACKED, Kernels.PLAIN.with(Convolution.PACKED), () -> packing()
                .bottleneck(plain, "", SIDE));
        try (IValue x = IValue.from(maps(4, 512, SIDE));
                IValue name = IValue.from("");
                IValue halves = IValue.from(false);
                IValue first = IValue.from(true)) {
            return shortest(ways, program -> program.run(manager, "bottleneck", x, name, halves, first));
        }
    }

    private Map<Product, Double> products() {
        Map<String, PtNDArray> weights = new HashMap<>();
        weights.put("ln_2.weight", random(768));
        weights.put("ln_2.bias", random(768));
        weights.put("mlp.c_fc.weight", random(3072, 768));
        weights.put("mlp.c_fc.bias", random(3072));
        weights.put("mlp.c_proj.weight", random(768, 3072));
        weights.put("mlp.c_proj.bias", random(768));
        Map<Product, Program> ways = new LinkedHashMap<>();
        IValue plain = owned(IValue.stringMapFrom(weights));
        add(ways, Product.GEMM, Kernels.PLAIN, plain);
        addIfItRuns(ways, Product.CONVOLUTION, Kernels.PLAIN.with(Product.CONVOLUTION), () -> plain);
        addIfItRuns(ways, Product.PACKED, Kernels.PLAIN.with(Product.PACKED), () -> packing()
                .mlp(plain, "", true));
        try (IValue x = IValue.from(random(8, 50, 768));
                IValue name = IValue.from("");
                IValue quick = IValue.from(true)) {
            return shortest(ways, program -> program.run(manager, "mlp", x, name, quick));
        }
    }

    private Packing packing() {
        return new Packing(manager, manager);
    }

    private IValue owned(IValue dictionary) {
        ((PtNDManager) manager).attachInternal(dictionary.getUid(), dictionary);
        return dictionary;
    }

    private <T extends Enum<T>> void add(Map<T, Program> ways, T way, Kernels kernels, IValue weights) {
        ways.put(way, new Program(kernels.towers(manager), weights));
    }

    /** Leaves out what this build of PyTorch was made without, as oneDNN on Apple's processors. */
    private <T extends Enum<T>> void addIfItRuns(
            Map<T, Program> ways, T way, Kernels kernels, Supplier<IValue> weights) {
        try {
            add(ways, way, kernels, weights.get());
        } catch (EngineException e) {
            leftOut(way, e.getMessage());
        }
    }

    /** The first way is what the others must agree with. They take turns, so that a slow moment hits all. */
    private static <T extends Enum<T>> Map<T, Double> shortest(Map<T, Program> ways, Function<Program, NDArray> task) {
        float[] expected = values(task, ways.values().iterator().next());
        ways.entrySet().removeIf(way -> !agrees(expected, way.getKey(), way.getValue(), task));
        Map<T, Double> best = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++)
            ways.forEach((way, program) -> {
                long begin = System.nanoTime();
                task.apply(program).close();
                best.merge(way, (System.nanoTime() - begin) / 1e6, Math::min);
            });
        return best;
    }

    private static boolean agrees(float[] expected, Enum<?> way, Program program, Function<Program, NDArray> task) {
        float largest = 0;
        float apart = 0;
        try {
            float[] found = values(task, program);
            for (int i = 0; i < expected.length; i++) {
                largest = Math.max(largest, Math.abs(expected[i]));
                apart = Math.max(apart, Math.abs(expected[i] - found[i]));
            }
        } catch (EngineException e) {
            leftOut(way, e.getMessage());
            return false;
        }
        if (apart <= TOLERANCE * largest) return true;
        leftOut(way, "it is " + apart + " apart where " + largest + " is the largest value");
        return false;
    }

    private static void leftOut(Enum<?> way, String reason) {
        System.getLogger(KernelTimes.class.getName())
                .log(System.Logger.Level.DEBUG, way + " does not run here: " + reason);
    }

    private static float[] values(Function<Program, NDArray> task, Program program) {
        try (NDArray result = task.apply(program)) {
            return result.toFloatArray();
        }
    }

    /** [n, c, side, side], channels last in memory. */
    private PtNDArray maps(int n, int c, int side) {
        return random(n, side, side, c).transpose(0, 3, 1, 2);
    }

    private PtNDArray random(long... sizes) {
        var shape = new Shape(sizes);
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) values[i] = .1f * (float) random.nextGaussian();
        try (NDArray borrowed = manager.create(values, shape)) {
            return (PtNDArray) borrowed.duplicate();
        }
    }
}

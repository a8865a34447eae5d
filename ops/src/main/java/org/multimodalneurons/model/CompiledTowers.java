package org.multimodalneurons.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import org.multimodalneurons.model.Kernels.Convolution;
import org.multimodalneurons.model.Kernels.Product;
import org.multimodalneurons.weights.Architecture;
import org.multimodalneurons.weights.Architecture.ResNet;
import org.multimodalneurons.weights.Architecture.ViT;
import org.multimodalneurons.weights.Gelu;

/**
 * A model's two towers for inference alone: one call a batch, faster than layer by layer and with little memory, but
 * no gradients, and nothing to look into but single layers. It shares the towers' weights. Thread-safe.
 *
 * <p>Beside fusing operations it leaves out what does not reach the embedding: in a transformer's last block all tokens but
 * the one that is read, and the keys and values of tokens where only one token asks.
 */
final class CompiledTowers {

    private static final String VISUAL = "visual.";

    /**
     * Tensors of more are had from the system and given back in every operation, and all their pages are cleared anew: the
     * heap of glibc keeps none above 32 MiB. Pictures are passed in smaller groups rather.
     */
    private static final long MOST_BYTES = 24L << 20;

    private static final String ATTENTION_POOL = "attnpool";
    private static final Pattern BLOCK = Pattern.compile("resblocks\\.(\\d+)(\\.mlp(\\.act)?)?");

    private final Architecture architecture;
    private final NDManager manager;
    private final Kernels kernels;
    private final IValue plain;
    private final PackedLater visual;
    private final PackedLater textual;
    private Optional<Slopes> slopes = Optional.empty(); // made when first asked for

    /**
     * Compiles.
     *
     * @param architecture of both towers
     * @param weights of both towers, by their full names; convolutions with their channels last
     * @param manager the weights'; what is compiled is freed with it
     * @param kernels how to compute
     * @throws ai.djl.engine.EngineException when this build of PyTorch lacks an operation
     */
    CompiledTowers(Architecture architecture, Weights weights, NDManager manager, Kernels kernels) {
        this.architecture = architecture;
        this.manager = manager;
        this.kernels = kernels;
        TorchScript script = kernels.unpacked().towers(manager);
        plain = dictionary(weights, VISUAL, name -> name.startsWith(VISUAL));
        visual = visual(new Program(script, plain));
        textual = textual(new Program(script, dictionary(weights, "", name -> !name.startsWith(VISUAL))));
    }

    private PackedLater visual(Program plain) {
        if (architecture.image() instanceof ResNet resNet)
            return packed(
                    plain,
                    kernels.convolution() == Convolution.PACKED,
                    packing -> packing.resNet(plain.weights(), resNet));
        ViT viT = (ViT) architecture.image();
        return transformer(plain, viT.layers(), viT.activation());
    }

    private PackedLater textual(Program plain) {
        Architecture.Text text = architecture.text();
        return transformer(plain, text.layers(), text.activation());
    }

    private PackedLater transformer(Program plain, int layers, Gelu activation) {
        if (kernels.precision() == Precision.REDUCED)
            return PackedLater.never(new Program(plain.script(), Reduction.of(plain.weights(), layers, manager)));
        return packed(
                plain,
                kernels.product() == Product.PACKED,
                packing -> packing.transformer(plain.weights(), layers, activation == Gelu.QUICK));
    }

    private PackedLater packed(Program plain, boolean wanted, Function<Packing, IValue> work) {
        if (!wanted || !fits(1)) return PackedLater.never(plain);
        return PackedLater.of(plain, () -> packed(work), bytes());
    }

    private boolean fits(int times) {
        return Packing.fits(times * bytes());
    }

    private long bytes() {
        return architecture.parameterCount() * Float.BYTES;
    }

    private Program packed(Function<Packing, IValue> work) {
        try (NDManager scratch = manager.newSubManager()) {
            return new Program(kernels.towers(manager), work.apply(new Packing(scratch, manager)));
        }
    }

    private IValue dictionary(Weights weights, String prefix, Predicate<String> included) {
        Map<String, PtNDArray> tensors = new HashMap<>();
        weights.tensors().forEach((name, tensor) -> {
            if (included.test(name)) tensors.put(name.substring(prefix.length()), (PtNDArray) tensor);
        });
        IValue dictionary = IValue.stringMapFrom(tensors);
        ((PtNDManager) manager)
                .attachInternal(dictionary.getUid(), dictionary); // or the tensors would outlive the model
        return dictionary;
    }

    /** Pixels [n, 3, size, size] to raw embeddings [n, e], owned by the manager of the pixels. */
    NDArray image(NDArray pixels) {
        return inGroups(pixels, this::pass);
    }

    private NDArray inGroups(NDArray pixels, UnaryOperator<NDArray> pass) {
        long images = pixels.getShape().get(0);
        long most = Math.max(1, MOST_BYTES / largestTensor());
        if (images <= most) return pass.apply(pixels);
        long turns = (images + most - 1) / most;
        long each = (images + turns - 1) / turns;
        try (NDManager scratch = pixels.getManager().newSubManager()) {
            NDList parts = new NDList();
            for (long first = 0; first < images; first += each) {
                NDArray part = pixels.get(new NDIndex(first + ":" + Math.min(first + each, images)));
                part.attach(scratch);
                parts.add(pass.apply(part));
            }
            return Tensors.alias(NDArrays.concat(parts), pixels.getManager());
        }
    }

    /** Bytes of the largest tensor that an image becomes on its way: a ResNet's first maps, a transformer's neurons. */
    private long largestTensor() {
        long side = architecture.image().imageSize();
        return Float.BYTES
                * (architecture.image() instanceof ResNet resNet
                        ? resNet.width() * side * side / 4
                        : (long) ((ViT) architecture.image()).tokens() * ((ViT) architecture.image()).mlpWidth());
    }

    private NDArray pass(NDArray pixels) {
        return architecture.image() instanceof ResNet resNet
                ? resNet(pixels, resNet)
                : viT(pixels, (ViT) architecture.image());
    }

    private NDArray resNet(NDArray pixels, ResNet sizes) {
        long[] bottlenecks =
                sizes.blocks().stream().mapToLong(Integer::longValue).toArray();
        try (IValue x = IValue.from((PtNDArray) pixels);
                IValue blocks = IValue.listFrom(bottlenecks);
                IValue heads = IValue.from((long) sizes.heads())) {
            return visual.next().run(pixels.getManager(), "resnet", x, blocks, heads);
        }
    }

    private NDArray viT(NDArray pixels, ViT sizes) {
        try (IValue x = IValue.from((PtNDArray) pixels);
                IValue layers = IValue.from((long) sizes.layers());
                IValue heads = IValue.from((long) sizes.heads());
                IValue quick = IValue.from(sizes.activation() == Gelu.QUICK)) {
            return visual.next().run(pixels.getManager(), "vit", x, layers, heads, quick);
        }
    }

    /**
     * Whether {@link #activate} computes this layer: a ResNet's maps behind its stem and its embedding, a transformer's tokens and
     * neurons; but no layer of a tower that embeds with fewer bits.
     */
    boolean computes(String layer) {
        if (architecture.image() instanceof ResNet)
            return layer.equals(ATTENTION_POOL) || BottleneckName.of(layer).isPresent();
        return kernels.precision() == Precision.FULL && BLOCK.matcher(layer).matches();
    }

    /**
     * Pixels [n, 3, size, size] to the activations of one layer, with the axes of its kind; owned by the manager of the pixels.
     *
     * @param layer one that {@link #computes} says yes to
     */
    NDArray activate(NDArray pixels, String layer) {
        if (layer.equals(ATTENTION_POOL)) return image(pixels);
        return inGroups(
                pixels,
                architecture.image() instanceof ResNet sizes
                        ? part -> maps(part, sizes, BottleneckName.of(layer).orElseThrow(() -> notCompiled(layer)))
                        : part -> tokens(part, (ViT) architecture.image(), block(layer)));
    }

    private static Matcher block(String layer) {
        Matcher name = BLOCK.matcher(layer);
        if (!name.matches()) throw notCompiled(layer);
        return name;
    }

    private static IllegalArgumentException notCompiled(String layer) {
        return new IllegalArgumentException("Layer " + layer + " is not compiled.");
    }

    /**
     * The maps and their derivative; empty where they are not compiled: for transformers, for processors that are faster
     * without packed weights, and for models whose weights do not fit into the memory three times.
     */
    synchronized Optional<Slopes> slopes() {
        if (slopes.isEmpty()
                && architecture.image() instanceof ResNet sizes
                && kernels.convolution() == Convolution.PACKED
                && fits(2)) slopes = Optional.of(slopes(sizes));
        return slopes;
    }

    private Slopes slopes(ResNet sizes) {
        try (NDManager scratch = manager.newSubManager()) {
            IValue back = new Packing(scratch, manager).resNetBack(plain, sizes);
            return new Slopes(
                    new Program(kernels.slopes(manager), visual.packed().weights()), back, sizes);
        }
    }

    private NDArray maps(NDArray pixels, ResNet sizes, BottleneckName name) {
        long[] bottlenecks =
                sizes.blocks().stream().mapToLong(Integer::longValue).toArray();
        try (IValue x = IValue.from((PtNDArray) pixels);
                IValue blocks = IValue.listFrom(bottlenecks);
                IValue stages = IValue.from((long) name.stage());
                IValue last = IValue.from((long) name.block());
                IValue signed = IValue.from(name.isSigned())) {
            return visual.next().run(pixels.getManager(), "resnet_maps", x, blocks, stages, last, signed);
        }
    }

    private NDArray tokens(NDArray pixels, ViT sizes, Matcher name) {
        try (IValue x = IValue.from((PtNDArray) pixels);
                IValue block = IValue.from(Long.parseLong(name.group(1)));
                IValue heads = IValue.from((long) sizes.heads());
                IValue quick = IValue.from(sizes.activation() == Gelu.QUICK);
                IValue neurons = IValue.from(name.group(2) != null);
                IValue activated = IValue.from(name.group(3) != null)) {
            return visual.next().run(pixels.getManager(), "vit_tokens", x, block, heads, quick, neurons, activated);
        }
    }

    /**
     * Texts to raw embeddings.
     *
     * @param ids [n, t], int64
     * @param ends [n], int64: the index of each text's end token
     * @return [n, e], owned by the manager of the ids
     */
    NDArray text(NDArray ids, NDArray ends) {
        Architecture.Text sizes = architecture.text();
        try (IValue x = IValue.from((PtNDArray) ids);
                IValue read = IValue.from((PtNDArray) ends);
                IValue layers = IValue.from((long) sizes.layers());
                IValue heads = IValue.from((long) sizes.heads());
                IValue quick = IValue.from(sizes.activation() == Gelu.QUICK)) {
            return textual.next().run(ids.getManager(), "text", x, read, layers, heads, quick);
        }
    }
}

package org.multimodalneurons.model;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.multimodalneurons.weights.Architecture.ResNet;

/**
 * CLIP's ResNet: a stem of three convolutions, average pooling wherever maps shrink, attention pooling at the end. Each
 * convolution holds its batch normalisation folded in ({@link BatchNormFolding}), so that its name has a weight and a
 * bias.
 *
 * @see <a href="https://arxiv.org/abs/2103.00020">Radford et al. 2021, section 2.4</a>
 */
public final class ModifiedResNet implements ImageEncoder {

    private final ResNet sizes;
    private final Weights weights;
    private final List<Bottleneck> bottlenecks = new ArrayList<>();
    private final AttentionPool attentionPool;
    private final List<Layer> layers;
    private final int embeddingSize;

    /**
     * A tower over given tensors.
     *
     * @param sizes its architecture
     * @param weights tensors by open_clip's names without {@code visual.}, batch normalisation folded in
     */
    public ModifiedResNet(ResNet sizes, Weights weights) {
        this.sizes = sizes;
        this.weights = weights;
        embeddingSize = (int) weights.get("attnpool.c_proj.bias").size();
        for (int stage = 1; stage <= sizes.blocks().size(); stage++)
            for (int block = 0; block < sizes.blocks().get(stage - 1); block++) {
                String name = "layer" + stage + "." + block;
                int stride = stage > 1 && block == 0 ? 2 : 1;
                bottlenecks.add(new Bottleneck(name, stride, block == 0, weights.below(name + ".")));
            }
        attentionPool = new AttentionPool(sizes.heads(), weights.below("attnpool."));
        layers = layers(sizes, embeddingSize);
    }

    /** What a tower of these sizes shows, in forward order. */
    public static List<Layer> layers(ResNet sizes, int embeddingSize) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer("stem.relu3", Layer.Kind.MAP, sizes.width()));
        layers.add(new Layer("stem", Layer.Kind.MAP, sizes.width()));
        for (int stage = 1; stage <= sizes.blocks().size(); stage++)
            for (int block = 0; block < sizes.blocks().get(stage - 1); block++) {
                String name = "layer" + stage + "." + block;
                int channels = (4 * sizes.width()) << (stage - 1);
                layers.add(new Layer(name + ".add", Layer.Kind.MAP, channels));
                layers.add(new Layer(name, Layer.Kind.MAP, channels));
            }
        layers.add(new Layer("attnpool", Layer.Kind.VECTOR, embeddingSize));
        return List.copyOf(layers);
    }

    @Override
    public NDArray forward(NDArray pixels, Tap tap) {
        return tap.at("attnpool", attentionPool.forward(maps(pixels, tap)));
    }

    /**
     * The pass from a bottleneck's layer on.
     *
     * @param layer where it begins: {@code layerS.B} or {@code layerS.B.add}
     * @param activation of that layer
     * @param tap sees that layer and every later one
     */
    NDArray onwards(String layer, NDArray activation, Tap tap) {
        NDArray x = tap.at(layer, activation);
        boolean passed = false;
        for (Bottleneck bottleneck : bottlenecks) {
            if (passed) x = bottleneck.forward(x, tap);
            if (layer.equals(bottleneck.name() + ".add")) x = bottleneck.activated(x, tap);
            passed |= layer.startsWith(bottleneck.name() + ".") || layer.equals(bottleneck.name());
        }
        return tap.at("attnpool", attentionPool.forward(x));
    }

    @Override
    public NDArray forwardCells(NDArray pixels) {
        return attentionPool.cells(maps(pixels, Tap.NONE));
    }

    @Override
    public Layer neurons() {
        return layers.get(layers.size() - 2);
    }

    @Override
    public NDArray directions(NDManager manager) {
        return attentionPool.directions(manager);
    }

    @Override
    public Readout readout(NDArray pixels, NDArray direction) {
        return attentionPool.readout(maps(pixels, Tap.NONE), direction);
    }

    private NDArray maps(NDArray pixels, Tap tap) {
        checkPixels(pixels);
        NDArray x = stem(pixels, tap);
        for (Bottleneck bottleneck : bottlenecks) x = bottleneck.forward(x, tap);
        return x;
    }

    private NDArray stem(NDArray pixels, Tap tap) {
        NDArray x = Tensors.relu(Tensors.convolve(pixels, weights, "conv1", 2, 1), tap);
        x = Tensors.relu(Tensors.convolve(x, weights, "conv2", 1, 1), tap);
        x = tap.at("stem.relu3", Tensors.relu(Tensors.convolve(x, weights, "conv3", 1, 1), tap));
        return tap.at("stem", Tensors.averagePool(x, 2));
    }

    @Override
    public List<Layer> layers() {
        return layers;
    }

    @Override
    public int size() {
        return sizes.imageSize();
    }

    @Override
    public int embeddingSize() {
        return embeddingSize;
    }
}

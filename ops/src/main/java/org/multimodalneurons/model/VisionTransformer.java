package org.multimodalneurons.model;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import org.multimodalneurons.weights.Architecture.ViT;

/**
 * CLIP's vision transformer: the picture is cut into patches, each becomes a token, a class token is put before them, and
 * what has become of that one after the last block is the embedding.
 *
 * @see <a href="https://arxiv.org/abs/2010.11929">Dosovitskiy et al. 2020</a>
 */
public final class VisionTransformer implements ImageEncoder {

    private final ViT sizes;
    private final int embeddingSize;
    private final Weights weights;
    private final List<ResidualAttentionBlock> blocks;
    private final List<Layer> layers;

    /**
     * A tower over given tensors.
     *
     * @param sizes its architecture
     * @param weights tensors by open_clip's names without {@code visual.}
     */
    public VisionTransformer(ViT sizes, Weights weights) {
        this.sizes = sizes;
        this.weights = weights;
        embeddingSize = (int) weights.get("proj").getShape().get(1);
        blocks = ResidualAttentionBlock.stack(sizes.layers(), sizes.heads(), sizes.activation(), weights);
        layers = layers(sizes);
    }

    /** What a tower of these sizes shows, in forward order. */
    public static List<Layer> layers(ViT sizes) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer("conv1", Layer.Kind.TOKENS, sizes.width()));
        layers.add(new Layer("ln_pre", Layer.Kind.TOKENS, sizes.width()));
        layers.addAll(ResidualAttentionBlock.layers(sizes.layers(), sizes.width(), sizes.heads(), sizes.mlpWidth()));
        layers.add(new Layer("ln_post", Layer.Kind.VECTOR, sizes.width()));
        return List.copyOf(layers);
    }

    @Override
    public NDArray forward(NDArray pixels, Tap tap) {
        NDArray x = tokens(pixels, tap);
        x = tap.at("ln_post", Tensors.layerNorm(x.get(":, 0"), weights, "ln_post"));
        return x.matMul(weights.get("proj"));
    }

    @Override
    public NDArray forwardCells(NDArray pixels) {
        String lastAttention = lastBlock() + ".attention";
        NDArray x = tokens(
                pixels,
                (layer, activation) -> layer.equals(lastAttention) ? Tensors.eachAlone(activation) : activation);
        NDArray answers = Tensors.layerNorm(x.get(":, 1:"), weights, "ln_post").matMul(weights.get("proj"));
        return answers.transpose(0, 2, 1).reshape(pixels.getShape().get(0), embeddingSize, sizes.grid(), sizes.grid());
    }

    @Override
    public Layer neurons() {
        return layer(lastBlock() + ".mlp.act");
    }

    /** The last MLP's output weights, centred and scaled by the last norm, projected. */
    @Override
    public NDArray directions(NDManager manager) {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray written =
                    Tensors.alias(weights.get(lastMlp() + ".weight"), scratch).transpose();
            NDArray centred = written.sub(written.mean(new int[] {1}, true));
            return Tensors.alias(centred.mul(weights.get("ln_post.weight")).matMul(weights.get("proj")), manager);
        }
    }

    @Override
    public Readout readout(NDArray pixels, NDArray direction) {
        NDList seen = new NDList();
        NDArray tokens = tokens(pixels, (layer, activation) -> {
            if (layer.equals(neurons().name())) seen.add(activation.get(":, 0"));
            return activation;
        });
        NDArray activations = seen.singletonOrThrow();
        NDArray stream = tokens.get(":, 0"); // [n, width]
        NDManager manager = pixels.getManager();
        NDArray projection = Tensors.alias(weights.get("proj"), manager);
        NDArray asked = direction.reshape(1, -1).matMul(projection.transpose()); // [1, width]
        NDArray deviation = Tensors.deviation(stream); // [n, 1]
        NDArray scaled = asked.mul(weights.get("ln_post.weight"));
        NDArray centred = scaled.sub(scaled.mean(new int[] {1}, true)).div(deviation); // [n, width]
        NDArray written = Tensors.alias(weights.get(lastMlp() + ".weight"), manager); // [width, units]
        NDArray earlier = stream.sub(activations.matMul(written.transpose()));
        NDArray rest = centred.mul(earlier)
                .sum(new int[] {1})
                .add(asked.mul(weights.get("ln_post.bias")).sum());
        return new Readout(activations, centred.matMul(written), rest);
    }

    private String lastBlock() {
        return "resblocks." + (blocks.size() - 1);
    }

    private String lastMlp() {
        return "transformer." + lastBlock() + ".mlp.c_proj";
    }

    /** What has become of class token and patches after the last block: [n, 1 + patches, width]. */
    private NDArray tokens(NDArray pixels, Tap tap) {
        checkPixels(pixels);
        NDArray x = tap.at("conv1", patches(pixels));
        x = withClassToken(x).add(weights.get("positional_embedding"));
        x = tap.at("ln_pre", Tensors.layerNorm(x, weights, "ln_pre"));
        for (ResidualAttentionBlock block : blocks) x = block.forward(x, new NDList(), tap);
        return x;
    }

    /** [n, patches, width], row by row. */
    private NDArray patches(NDArray pixels) {
        Shape stride = new Shape(sizes.patchSize(), sizes.patchSize());
        NDArray maps =
                Conv2d.conv2d(pixels, weights.get("conv1.weight"), null, stride).singletonOrThrow();
        return maps.reshape(maps.getShape().get(0), sizes.width(), -1).transpose(0, 2, 1);
    }

    private NDArray withClassToken(NDArray patches) {
        Shape one = new Shape(patches.getShape().get(0), 1, sizes.width());
        NDArray token = patches.getManager().zeros(one).add(weights.get("class_embedding"));
        return token.concat(patches, 1);
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

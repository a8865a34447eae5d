package org.multimodalneurons.model;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.core.Linear;
import org.multimodalneurons.weights.Gelu;

/**
 * A block of CLIP's transformers: attention and an MLP, each normalised before and added to the residual stream.
 *
 * @param name {@code resblocks.B}
 * @param heads attention heads
 * @param activation of the MLP
 * @param weights below {@code transformer.resblocks.B.}
 */
record ResidualAttentionBlock(String name, int heads, Gelu activation, Weights weights) {

    /** The blocks of a transformer. */
    static List<ResidualAttentionBlock> stack(int layers, int heads, Gelu activation, Weights tower) {
        List<ResidualAttentionBlock> blocks = new ArrayList<>();
        for (int block = 0; block < layers; block++) {
            Weights weights = tower.below("transformer.resblocks." + block + ".");
            blocks.add(new ResidualAttentionBlock("resblocks." + block, heads, activation, weights));
        }
        return blocks;
    }

    /** What such a stack shows, in forward order. */
    static List<Layer> layers(int blocks, int width, int heads, int mlpWidth) {
        List<Layer> layers = new ArrayList<>();
        for (int block = 0; block < blocks; block++) {
            String name = "resblocks." + block;
            layers.add(new Layer(name + ".attention", Layer.Kind.ATTENTION, heads));
            layers.add(new Layer(name + ".mlp", Layer.Kind.TOKENS, mlpWidth));
            layers.add(new Layer(name + ".mlp.act", Layer.Kind.TOKENS, mlpWidth));
            layers.add(new Layer(name, Layer.Kind.TOKENS, width));
        }
        return layers;
    }

    /** Tokens [n, tokens, width] to the same. The mask, if there is one, is added to the attention's logits. */
    NDArray forward(NDArray x, NDList mask, Tap tap) {
        x = x.add(attention(Tensors.layerNorm(x, weights, "ln_1"), mask, tap));
        x = x.add(mlp(Tensors.layerNorm(x, weights, "ln_2"), tap));
        return tap.at(name, x);
    }

    private NDArray attention(NDArray x, NDList mask, Tap tap) {
        Weights attn = weights.below("attn.");
        NDArray projected = Linear.linear(x, attn.get("in_proj_weight"), attn.get("in_proj_bias"))
                .singletonOrThrow();
        NDList qkv = projected.split(3, 2);
        NDArray queries = Tensors.splitHeads(qkv.get(0), heads);
        NDArray keys = Tensors.splitHeads(qkv.get(1), heads);
        NDArray values = Tensors.splitHeads(qkv.get(2), heads);
        double headWidth = queries.getShape().get(3);
        NDArray logits =
                queries.mul(Constant.beside(queries, 1 / Math.sqrt(headWidth))).matMul(keys.transpose(0, 1, 3, 2));
        for (NDArray added : mask) logits = logits.add(added);
        NDArray probabilities = tap.at(name + ".attention", logits.softmax(-1));
        return Tensors.linear(Tensors.joinHeads(probabilities.matMul(values)), attn, "out_proj");
    }

    private NDArray mlp(NDArray x, Tap tap) {
        NDArray neurons = tap.at(name + ".mlp", Tensors.linear(x, weights, "mlp.c_fc"));
        NDArray activated = tap.at(name + ".mlp.act", Tensors.gelu(neurons, activation, tap));
        return Tensors.linear(activated, weights, "mlp.c_proj");
    }
}

package org.multimodalneurons.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import org.multimodalneurons.weights.Architecture.Text;

/**
 * CLIP's text tower: a transformer whose tokens see only those before them, read at the end token.
 *
 * @see <a href="https://arxiv.org/abs/2103.00020">Radford et al. 2021, section 2.4</a>
 */
public final class TextTransformer implements TextEncoder {

    private final Text sizes;
    private final Weights weights;
    private final List<ResidualAttentionBlock> blocks;
    private final List<Layer> layers;

    /**
     * A tower over given tensors, trained or frozen.
     *
     * @param sizes its architecture
     * @param weights tensors by open_clip's names
     */
    public TextTransformer(Text sizes, Weights weights) {
        this.sizes = sizes;
        this.weights = weights;
        blocks = ResidualAttentionBlock.stack(sizes.layers(), sizes.heads(), sizes.activation(), weights);
        layers = layers(sizes);
    }

    /** What a tower of these sizes shows, in forward order. */
    public static List<Layer> layers(Text sizes) {
        List<Layer> layers = new ArrayList<>(
                ResidualAttentionBlock.layers(sizes.layers(), sizes.width(), sizes.heads(), sizes.mlpWidth()));
        layers.add(new Layer("ln_final", Layer.Kind.VECTOR, sizes.width()));
        return List.copyOf(layers);
    }

    @Override
    public NDArray forward(NDArray ids, Tap tap) {
        checkIds(ids);
        NDArray tokens = Embedding.embedding(ids, weights.get("token_embedding.weight"), SparseFormat.DENSE)
                .singletonOrThrow();
        return forward(tokens, ids.argMax(1), tap);
    }

    /**
     * The forward pass from the tokens' vectors on.
     *
     * @param tokens float32 [texts, tokens, width], tokens at most the context length
     * @param ends int64 [texts]: index of each text's end token
     * @param tap sees every layer
     * @return raw embeddings [texts, embedding]
     */
    public NDArray forward(NDArray tokens, NDArray ends, Tap tap) {
        long length = tokens.getShape().get(1);
        NDArray x = tokens.add(positions(tokens, length));
        NDList mask = new NDList(causalMask(tokens, (int) length));
        for (ResidualAttentionBlock block : blocks) x = block.forward(x, mask, tap);
        x = tap.at("ln_final", Tensors.layerNorm(at(x, ends), weights, "ln_final"));
        return x.matMul(weights.get("text_projection"));
    }

    /** Embeds; only as many columns are computed as the longest text fills, since no token sees those after it. */
    @Override
    public NDArray embed(NDArray ids, Tap tap) {
        try (NDArray filled = filled(ids)) {
            return TextEncoder.super.embed(filled, tap);
        }
    }

    /** The columns of token ids up to the last end token of all rows; they are checked. */
    NDArray filled(NDArray ids) {
        checkIds(ids);
        try (NDArray ends = ids.argMax(1)) {
            long used = Arrays.stream(ends.toLongArray()).max().orElseThrow() + 1;
            return ids.get(":, :{}", used);
        }
    }

    private NDArray positions(NDArray like, long length) {
        NDArray all = weights.get("positional_embedding");
        return length == sizes.contextLength() ? all : all.get(like.getManager(), new NDIndex(":{}", length));
    }

    /** 0 where a row's token may see a column's, −∞ where that one comes later. */
    private static NDArray causalMask(NDArray like, int length) {
        float[] mask = new float[length * length];
        for (int row = 0; row < length; row++)
            Arrays.fill(mask, row * length + row + 1, (row + 1) * length, Float.NEGATIVE_INFINITY);
        return like.getManager().create(mask, new Shape(length, length));
    }

    /** Row {@code ends[i]} of text i: [n, tokens, width] to [n, width]. */
    private static NDArray at(NDArray x, NDArray ends) {
        Shape shape = x.getShape();
        NDArray index = ends.reshape(-1, 1, 1).broadcast(new Shape(shape.get(0), 1, shape.get(2)));
        return x.gather(index, 1).squeeze(1);
    }

    private void checkIds(NDArray ids) {
        Shape shape = ids.getShape();
        if (ids.getDataType() != DataType.INT64
                || shape.dimension() != 2
                || shape.get(0) < 1
                || shape.get(1) < 1
                || shape.get(1) > sizes.contextLength())
            throw new IllegalArgumentException("Token ids: expected int64 [texts, at most " + sizes.contextLength()
                    + "], found " + ids.getDataType() + " " + shape);
        long[] all = ids.toLongArray();
        for (long id : all)
            if (id < 0 || id >= sizes.vocabularySize())
                throw new IllegalArgumentException(
                        "Token id " + id + " is outside the vocabulary of " + sizes.vocabularySize());
    }

    @Override
    public List<Layer> layers() {
        return layers;
    }

    @Override
    public int contextLength() {
        return sizes.contextLength();
    }

    @Override
    public int vocabularySize() {
        return sizes.vocabularySize();
    }

    @Override
    public int embeddingSize() {
        return (int) weights.get("text_projection").getShape().get(1);
    }
}

package org.multimodalneurons.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * The end of CLIP's ResNet: the mean of all places asks every place what it has, by multi-head attention.
 *
 * @param heads attention heads
 * @param weights below {@code attnpool.}
 */
record AttentionPool(int heads, Weights weights) {

    /** Maps [n, c, rows, columns] to embeddings [n, e]. */
    NDArray forward(NDArray maps) {
        NDArray tokens = tokens(maps);
        NDArray values = Tensors.splitHeads(Tensors.linear(tokens, weights, "v_proj"), heads);
        NDArray answer = Tensors.joinHeads(attention(tokens).matMul(values)).squeeze(1);
        return Tensors.linear(answer, weights, "c_proj");
    }

    /** How much each head looks at the mean and at each place: [n, heads, 1, 1 + places]. */
    private NDArray attention(NDArray tokens) {
        NDArray query = Tensors.splitHeads(Tensors.linear(tokens.get(":, 0:1"), weights, "q_proj"), heads);
        NDArray keys = Tensors.splitHeads(Tensors.linear(tokens, weights, "k_proj"), heads);
        double headWidth = query.getShape().get(3);
        return query.mul(Constant.beside(query, 1 / Math.sqrt(headWidth)))
                .matMul(keys.transpose(0, 1, 3, 2))
                .softmax(-1);
    }

    /** What a map that is 1 everywhere adds to the embedding, whatever the attention: [c, e]. */
    NDArray directions(NDManager manager) {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray values = weight("v_proj", scratch).transpose(); // [c, width]
            return Tensors.alias(values.matMul(weight("c_proj", scratch).transpose()), manager);
        }
    }

    /** What the maps [n, c, rows, columns] add to the embedding's component along a vector [e], the attention held. */
    Readout readout(NDArray maps, NDArray direction) {
        Shape shape = maps.getShape();
        long places = shape.get(2) * shape.get(3);
        NDArray attention = attention(tokens(maps)).squeeze(2); // [n, heads, 1 + places]
        NDArray row = direction.reshape(1, -1);
        NDArray asked = row.matMul(weights.get("c_proj.weight")); // [1, width]
        NDArray values = weight("v_proj", maps.getManager()).reshape(heads, -1, shape.get(1));
        NDArray perHead = values.mul(asked.reshape(heads, -1, 1)).sum(new int[] {1}); // [heads, c]
        NDArray looks = attention
                .get(":, :, 1:")
                .add(attention.get(":, :, 0:1").div(places)) // the mean is made of all places
                .reshape(shape.get(0), heads, places);
        NDArray channels = perHead.transpose().expandDims(0); // [1, c, heads]
        NDArray positions = attention
                .matMul(weights.get("positional_embedding")) // [n, heads, c]
                .mul(perHead)
                .sum(new int[] {1, 2});
        NDArray biases = asked.mul(weights.get("v_proj.bias"))
                .sum()
                .add(row.mul(weights.get("c_proj.bias")).sum());
        return new Readout(maps, channels.matMul(looks).reshape(shape), positions.add(biases));
    }

    /** Maps [n, c, rows, columns] to embeddings [n, e, rows, columns]: what each place alone would answer. */
    NDArray cells(NDArray maps) {
        NDArray values = Tensors.linear(tokens(maps).get(":, 1:"), weights, "v_proj");
        NDArray answers = Tensors.linear(values, weights, "c_proj").transpose(0, 2, 1);
        Shape shape = maps.getShape();
        return answers.reshape(shape.get(0), -1, shape.get(2), shape.get(3));
    }

    /** A matrix of this pool, owned by the manager, so that views of it do not gather in the model's. */
    private NDArray weight(String name, NDManager owner) {
        return Tensors.alias(weights.get(name + ".weight"), owner);
    }

    /** The mean of all places, then each place, with their positions: [n, 1 + places, c]. */
    private NDArray tokens(NDArray maps) {
        NDArray places =
                maps.reshape(maps.getShape().get(0), maps.getShape().get(1), -1).transpose(0, 2, 1);
        NDArray mean = places.mean(new int[] {1}, true);
        return mean.concat(places, 1).add(weights.get("positional_embedding"));
    }
}

package org.multimodalneurons.model;

import ai.djl.ndarray.NDArray;
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
        NDArray query = Tensors.splitHeads(Tensors.linear(tokens.get(":, 0:1"), weights, "q_proj"), heads);
        NDArray keys = Tensors.splitHeads(Tensors.linear(tokens, weights, "k_proj"), heads);
        NDArray values = Tensors.splitHeads(Tensors.linear(tokens, weights, "v_proj"), heads);
        double headWidth = query.getShape().get(3);
        NDArray probabilities = query.mul(Constant.beside(query, 1 / Math.sqrt(headWidth)))
                .matMul(keys.transpose(0, 1, 3, 2))
                .softmax(-1);
        NDArray answer = Tensors.joinHeads(probabilities.matMul(values)).squeeze(1);
        return Tensors.linear(answer, weights, "c_proj");
    }

    /** Maps [n, c, rows, columns] to embeddings [n, e, rows, columns]: what each place alone would answer. */
    NDArray cells(NDArray maps) {
        NDArray values = Tensors.linear(tokens(maps).get(":, 1:"), weights, "v_proj");
        NDArray answers = Tensors.linear(values, weights, "c_proj").transpose(0, 2, 1);
        Shape shape = maps.getShape();
        return answers.reshape(shape.get(0), -1, shape.get(2), shape.get(3));
    }

    /** The mean of all places, then each place, with their positions: [n, 1 + places, c]. */
    private NDArray tokens(NDArray maps) {
        NDArray places =
                maps.reshape(maps.getShape().get(0), maps.getShape().get(1), -1).transpose(0, 2, 1);
        NDArray mean = places.mean(new int[] {1}, true);
        return mean.concat(places, 1).add(weights.get("positional_embedding"));
    }
}

package org.multimodalneurons.training.look;

import java.util.List;
import java.util.function.UnaryOperator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.text.Prompts;

/** What each picture of a batch is drawn for: functions of normalised pixels [n, 3, s, s] to one number, the sum. */
final class Goals {

    private Goals() {}

    /** The cosine of picture i to label i, in several wordings. */
    static UnaryOperator<NDArray> texts(ClipModel clip, NDManager manager, List<String> labels, Prompts prompts) {
        NDArray directions = manager.create(
                new Embedder(clip).labels(labels, prompts, Progress.NONE).vectors());
        return pixels -> {
            NDArray embeddings = clip.image().embed(pixels);
            return embeddings
                    .div(embeddings.norm(new int[] {1}, true))
                    .mul(directions)
                    .sum();
        };
    }

    /**
     * The response of unit i in the middle of its map, one cell or, of an even number, the two by two around the middle:
     * one thing is drawn, where the mean of a large map repeats a pattern.
     */
    static UnaryOperator<NDArray> centres(ClipModel clip, NDManager manager, Layer layer, List<Integer> units) {
        float[] chosen = new float[units.size() * layer.units()];
        for (int i = 0; i < units.size(); i++) chosen[i * layer.units() + units.get(i)] = 1;
        NDArray mask = manager.create(chosen, new Shape(units.size(), layer.units()));
        return pixels -> {
            NDArray map = clip.image().activate(pixels, layer);
            long side = map.getShape().get(3);
            long first = (side - 1) / 2;
            long last = side / 2 + 1;
            NDArray middle = map.get(":, :, {}:{}, {}:{}", first, last, first, last);
            return middle.reshape(middle.getShape().get(0), middle.getShape().get(1), -1)
                    .mean(new int[] {2})
                    .mul(mask)
                    .sum();
        };
    }
}

package org.multimodalneurons.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;

/** What the neurons of the last layer say: the directions in which they push the image's embedding. */
public final class NeuronDirections {

    private NeuronDirections() {}

    /**
     * A vector of the shared space for each unit, labelled with the unit, of length 1.
     *
     * @see org.multimodalneurons.model.ImageEncoder#directions
     */
    public static Embeddings of(ClipModel clip) {
        Layer layer = clip.image().neurons();
        try (NDManager manager = clip.newManager()) {
            NDArray directions = clip.image().directions(manager);
            int width = (int) directions.getShape().get(1);
            float[] values = directions.toFloatArray();
            List<String> labels = new ArrayList<>();
            float[][] vectors = new float[layer.units()][];
            for (int unit = 0; unit < vectors.length; unit++) {
                labels.add(new Unit(layer.name(), unit).toString());
                vectors[unit] = Arrays.copyOfRange(values, unit * width, (unit + 1) * width);
            }
            return new Embeddings(clip.identity(), labels, vectors).unit();
        }
    }
}

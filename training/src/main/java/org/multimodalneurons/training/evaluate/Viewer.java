package org.multimodalneurons.training.evaluate;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.training.augment.Canvas;

/** Shows stimuli to a model at its own size, and notes its embedding and the responses of one layer. */
final class Viewer {

    private static final int BATCH = 64;

    private final ClipModel clip;
    private final Layer layer;

    /** A viewer of a layer of maps. */
    Viewer(ClipModel clip, Layer layer) {
        this.clip = clip;
        this.layer = layer;
    }

    /**
     * What the model made of stimuli, one row each.
     *
     * @param embeddings [stimuli][embedding], of length 1
     * @param units [stimuli][units], the means over the layer's maps
     */
    @SuppressWarnings("ArrayRecordComponent") // a plain carrier of numbers, never compared
    record Seen(float[][] embeddings, float[][] units) {}

    /** Shows stimuli, in batches. */
    Seen see(List<Stimulus> stimuli) {
        List<float[]> embeddings = new ArrayList<>();
        List<float[]> units = new ArrayList<>();
        for (int from = 0; from < stimuli.size(); from += BATCH) {
            List<RgbImage> images = stimuli.subList(from, Math.min(stimuli.size(), from + BATCH)).stream()
                    .map(this::draw)
                    .toList();
            try (NDManager manager = clip.newManager()) {
                NDArray pixels = clip.preprocessing().pixels(manager, images);
                NDArray embedded = clip.image().embed(pixels, (name, activation) -> {
                    if (name.equals(layer.name()))
                        addRows(activation.mean(new int[] {3}).mean(new int[] {2}), units);
                    return activation;
                });
                addRows(embedded, embeddings);
            }
        }
        embeddings.forEach(Viewer::normalise);
        return new Seen(embeddings.toArray(float[][]::new), units.toArray(float[][]::new));
    }

    private RgbImage draw(Stimulus stimulus) {
        int size = clip.image().size();
        float[] values = new float[size * size * 3];
        stimulus.drawing().accept(new Canvas(size, values, 0));
        byte[] rgb = new byte[values.length];
        for (int i = 0; i < rgb.length; i++) rgb[i] = (byte) Math.round(values[i] * 255);
        return RgbImage.of(size, size, rgb);
    }

    private static void addRows(NDArray matrix, List<float[]> rows) {
        float[] values = matrix.toFloatArray();
        int columns = (int) matrix.getShape().get(1);
        for (int i = 0; i < values.length; i += columns) {
            float[] row = new float[columns];
            System.arraycopy(values, i, row, 0, columns);
            rows.add(row);
        }
    }

    private static void normalise(float[] vector) {
        double sum = 1e-24;
        for (float value : vector) sum += (double) value * value;
        for (int i = 0; i < vector.length; i++) vector[i] /= (float) Math.sqrt(sum);
    }
}

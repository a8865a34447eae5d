package org.multimodalneurons.embed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;

/**
 * A classifier made of labelled images: a {@link LinearProbe} on their unit embeddings. Immutable.
 *
 * @param model the identity of the model whose embeddings it was trained on
 * @param labels the classes, one for each direction of the probe
 * @param probe tells them apart
 */
public record ExampleClasses(String model, List<String> labels, LinearProbe probe) implements Classifier {

    /** Of the directions' length: with unit embeddings a weak one, as classes differ little. */
    private static final double PRICE = 1e-4;

    /** Checks and copies the labels. */
    public ExampleClasses {
        labels = List.copyOf(labels);
    }

    /**
     * Embeds examples and trains a probe on them.
     *
     * @param examples pictures of each class; at least two classes
     * @throws UserException when there is one class only, or one without a picture
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static ExampleClasses train(
            ClipModel clip, Map<String, ? extends List<? extends PixelRows>> examples, Progress progress) {
        Map<String, float[][]> vectors = new LinkedHashMap<>();
        examples.forEach((label, pictures) -> vectors.put(
                label,
                new Embedder(clip)
                        .images(pictures, Collections.nCopies(pictures.size(), label), progress)
                        .vectors()));
        LinearProbe probe = LinearProbe.train(List.copyOf(vectors.values()), PRICE, progress);
        return new ExampleClasses(clip.identity(), List.copyOf(vectors.keySet()), probe);
    }

    @Override
    public double[][] probabilities(Embeddings images) {
        if (!images.model().equals(model))
            throw new UserException("The classes were learned from embeddings of " + model
                    + ", the images were embedded by " + images.model() + ". Use the same model for both.");
        List<double[]> rows = new ArrayList<>();
        for (float[] image : images.unit().vectors()) rows.add(Vectors.softmax(probe.scores(image)));
        return rows.toArray(double[][]::new);
    }
}

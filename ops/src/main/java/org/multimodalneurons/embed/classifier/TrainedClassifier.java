package org.multimodalneurons.embed.classifier;

import java.util.ArrayList;
import java.util.List;

import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Classifier;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.embed.Scored;
import org.multimodalneurons.embed.Vectors;

/**
 * A classifier made of labelled images. Immutable; {@link ClassifierFile} keeps it.
 *
 * @param model the identity of the model whose embeddings it was trained on
 * @param prompts the texts that it started from, separated by |; empty where it started from nothing
 * @param labels the classes
 * @param examples how many of each class it was trained on
 * @param classes a direction and a bias for each
 * @param temperature that its logits are divided by
 * @param display how the values of the images were seen that it was trained on, as a user writes it; empty: as shown, or
 *     not known
 * @param summary how it was trained, and what it is worth
 */
public record TrainedClassifier(
        String model,
        String prompts,
        List<String> labels,
        List<Integer> examples,
        LinearClasses classes,
        double temperature,
        String display,
        TrainingSummary summary)
        implements Classifier {

    /** Copies the lists. */
    public TrainedClassifier {
        labels = List.copyOf(labels);
        examples = List.copyOf(examples);
    }

    /** How many components the embeddings have. */
    public int dimension() {
        return classes.weights()[0].length;
    }

    /**
     * {@inheritDoc}
     *
     * <p>They are calibrated for classes that are equally frequent, see {@link #classify}.
     */
    @Override
    public double[][] probabilities(Embeddings images) {
        requireFitting(images);
        List<double[]> rows = new ArrayList<>();
        for (float[] image : images.unit().vectors()) rows.add(Temperature.shares(classes.logits(image), temperature));
        return rows.toArray(double[][]::new);
    }

    private void requireFitting(Embeddings images) {
        if (!images.model().equals(model))
            throw new UserException("The classifier was trained on embeddings of " + model
                    + ", the images were embedded by " + images.model()
                    + ". Choose the classifier's model, or train a classifier with this one.");
        if (images.size() > 0 && images.dimension() != dimension())
            throw new UserException("The classifier was trained on embeddings of " + dimension()
                    + " components, the images' have " + images.dimension() + ". Embed them with the same model.");
        images.requireFinite();
    }

    /**
     * How well every class fits every image. The probabilities are calibrated for classes that are equally frequent, however
     * many examples of each there were: among images of which few belong to a class, answers that name it are right less
     * often than their probability says.
     *
     * @param images by the same model, raw or unit
     * @return for each image, in the order of the labels, the calibrated probabilities, and the cosines with the classes'
     *     directions, which leave the biases out
     * @throws UserException when they come from another model, or a component is no finite number
     */
    public List<List<Scored<String>>> classify(Embeddings images) {
        double[][] shares = probabilities(images);
        float[][] vectors = images.unit().vectors();
        List<List<Scored<String>>> scores = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            List<Scored<String>> row = new ArrayList<>();
            for (int k = 0; k < labels.size(); k++)
                row.add(new Scored<>(labels.get(k), Vectors.cosine(classes.weights()[k], vectors[i]), shares[i][k]));
            scores.add(row);
        }
        return scores;
    }
}

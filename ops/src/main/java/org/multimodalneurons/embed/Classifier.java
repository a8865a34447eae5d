package org.multimodalneurons.embed;

import java.util.List;

/**
 * Tells which of several classes an embedded image belongs to: by words ({@link ZeroShot}) or by examples ({@link
 * ExampleClasses}).
 */
public interface Classifier {

    /** The classes. */
    List<String> labels();

    /**
     * How probable each class is for each image.
     *
     * @param images by the model that the classifier belongs to, raw or unit
     * @return [image][class], in the order of the labels; each row sums to 1
     * @throws org.multimodalneurons.UserException when they come from another model
     */
    double[][] probabilities(Embeddings images);
}

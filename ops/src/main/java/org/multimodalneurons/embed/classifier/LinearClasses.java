package org.multimodalneurons.embed.classifier;

/**
 * One direction and one bias for each class: the softmax of their sums with an image's unit embedding are the classes'
 * probabilities.
 *
 * @param weights [classes][e]
 * @param biases [classes]
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of numbers, never compared
public record LinearClasses(float[][] weights, float[] biases) {

    /** What the softmax over the classes is taken of, [classes]. */
    public double[] logits(float[] image) {
        double[] logits = new double[biases.length];
        for (int k = 0; k < logits.length; k++) {
            logits[k] = biases[k];
            for (int i = 0; i < image.length; i++) logits[k] += (double) weights[k][i] * image[i];
        }
        return logits;
    }
}

package org.multimodalneurons.embed;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.multimodalneurons.UserException;

/** The little linear algebra that embeddings and activations need, summed in double precision. */
public final class Vectors {

    /** What PyTorch's {@code normalize} divides a vector of length 0 by, so that it stays 0. */
    private static final double SMALLEST_LENGTH = 1e-12;

    private Vectors() {}

    /** The dot product. */
    public static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += (double) a[i] * b[i];
        return sum;
    }

    /** The dot product. */
    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }

    /** The cosine of the angle between two vectors; 0 where one of them is. */
    public static double cosine(float[] a, float[] b) {
        return dot(a, b) / Math.max(Math.sqrt(dot(a, a) * dot(b, b)), SMALLEST_LENGTH);
    }

    /** The vector of length 1 in the same direction. */
    public static float[] unit(float[] vector) {
        return scaled(vector, 1 / Math.max(Math.sqrt(dot(vector, vector)), SMALLEST_LENGTH));
    }

    /** The mean of at least one vector. */
    public static float[] mean(Collection<float[]> vectors) {
        double[] sum = new double[vectors.iterator().next().length];
        for (float[] vector : vectors) for (int i = 0; i < sum.length; i++) sum[i] += vector[i];
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) mean[i] = (float) (sum[i] / vectors.size());
        return mean;
    }

    /** What is added to b to give a. */
    public static float[] difference(float[] a, float[] b) {
        float[] difference = new float[a.length];
        for (int i = 0; i < a.length; i++) difference[i] = a[i] - b[i];
        return difference;
    }

    /**
     * Refuses vectors with components that are no numbers.
     *
     * @throws UserException naming the first
     */
    static void requireFinite(List<float[]> vectors) {
        for (int i = 0; i < vectors.size(); i++)
            for (float value : vectors.get(i))
                if (!Float.isFinite(value))
                    throw new UserException("Vector " + (i + 1) + " holds " + value
                            + ", which is no number; embed its image again, or leave it out.");
    }

    /** Shares that sum to 1 and whose logarithms differ as the logits do. */
    public static double[] softmax(double[] logits) {
        double largest = Arrays.stream(logits).max().orElse(0);
        double[] shares =
                Arrays.stream(logits).map(logit -> Math.exp(logit - largest)).toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }

    private static float[] scaled(float[] vector, double factor) {
        float[] scaled = new float[vector.length];
        for (int i = 0; i < scaled.length; i++) scaled[i] = (float) (vector[i] * factor);
        return scaled;
    }
}

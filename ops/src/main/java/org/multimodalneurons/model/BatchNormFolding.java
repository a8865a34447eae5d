package org.multimodalneurons.model;

import java.util.function.Function;

import org.multimodalneurons.weights.InvalidModelException;

/**
 * A convolution and the batch normalisation after it, as one convolution with a bias: a frozen normalisation is a factor
 * and a summand per channel. Computed in double precision; saves a fifth of a ResNet's time.
 */
final class BatchNormFolding {

    private static final double EPSILON = 1e-5;

    private final float[] weight;
    private final float[] bias;

    private BatchNormFolding(float[] weight, float[] bias) {
        this.weight = weight;
        this.bias = bias;
    }

    /** [out, rows, columns, in]: channels last, the order in which convolutions run fastest. */
    float[] weight() {
        return weight;
    }

    /** [out]. */
    float[] bias() {
        return bias;
    }

    /** The normalisation that follows a convolution: {@code bn1} after {@code conv1}, {@code downsample.1} after {@code .0}. */
    static String normAfter(String convolution) {
        return convolution.endsWith("downsample.0")
                ? convolution.substring(0, convolution.length() - 1) + "1"
                : convolution.substring(0, convolution.lastIndexOf("conv")) + "bn"
                        + convolution.charAt(convolution.length() - 1);
    }

    /**
     * Folds.
     *
     * @param source the file, for messages
     * @param convolution its name, {@code visual.layer1.0.conv1}
     * @param in input channels
     * @param tensors reads a tensor of the file
     * @throws InvalidModelException when a variance is negative or the result is not finite
     */
    static BatchNormFolding of(String source, String convolution, int in, Function<String, float[]> tensors) {
        String norm = normAfter(convolution);
        float[] weight = tensors.apply(convolution + ".weight");
        float[] gain = tensors.apply(norm + ".weight");
        float[] shift = tensors.apply(norm + ".bias");
        float[] mean = tensors.apply(norm + ".running_mean");
        float[] variance = tensors.apply(norm + ".running_var");
        int out = gain.length;
        int places = weight.length / (out * in);
        float[] folded = new float[weight.length];
        float[] bias = new float[out];
        for (int o = 0; o < out; o++) {
            double factor = gain[o] / Math.sqrt(variance[o] + EPSILON);
            bias[o] = (float) (shift[o] - mean[o] * factor);
            if (!Float.isFinite(bias[o]))
                throw new InvalidModelException(
                        source,
                        "tensor " + norm + ".running_var: channel " + o + " has the variance " + variance[o]
                                + ", which gives no finite factor; the weights are damaged");
            for (int i = 0; i < in; i++)
                for (int place = 0; place < places; place++)
                    folded[(o * places + place) * in + i] = (float) (weight[(o * in + i) * places + place] * factor);
        }
        return new BatchNormFolding(folded, bias);
    }
}

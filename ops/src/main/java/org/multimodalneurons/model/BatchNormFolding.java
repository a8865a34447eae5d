package org.multimodalneurons.model;

import java.nio.FloatBuffer;

import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.weights.Checkpoint;
import org.multimodalneurons.weights.InvalidModelException;

/**
 * A convolution and the batch normalisation after it, as one convolution with a bias: a frozen normalisation is a factor
 * and a summand per channel. Computed in double precision; saves a fifth of a ResNet's time.
 */
final class BatchNormFolding {

    private static final double EPSILON = 1e-5;

    /** Elements that are read at once, in whole output channels. */
    private static final int PIECE = 1 << 18;

    private final Checkpoint checkpoint;
    private final String convolution;
    private final String norm;
    private final double[] factor;
    private final float[] bias;

    /**
     * Reads the normalisation.
     *
     * @param checkpoint the model's file
     * @param convolution its name, {@code visual.layer1.0.conv1}
     * @throws InvalidModelException when a variance is negative or the result is not finite
     */
    BatchNormFolding(Checkpoint checkpoint, String convolution) {
        this.checkpoint = checkpoint;
        this.convolution = convolution;
        norm = normAfter(convolution);
        float[] gain = checkpoint.floats(norm + ".weight");
        float[] shift = checkpoint.floats(norm + ".bias");
        float[] mean = checkpoint.floats(norm + ".running_mean");
        float[] variance = checkpoint.floats(norm + ".running_var");
        factor = new double[gain.length];
        bias = new float[gain.length];
        for (int out = 0; out < gain.length; out++) {
            factor[out] = gain[out] / Math.sqrt(variance[out] + EPSILON);
            bias[out] = (float) (shift[out] - mean[out] * factor[out]);
            if (!Float.isFinite(bias[out])) throw notFinite(out, variance[out]);
        }
    }

    /** The normalisation that follows a convolution: {@code bn1} after {@code conv1}, {@code downsample.1} after {@code .0}. */
    static String normAfter(String convolution) {
        return convolution.endsWith("downsample.0")
                ? convolution.substring(0, convolution.length() - 1) + "1"
                : convolution.substring(0, convolution.lastIndexOf("conv")) + "bn"
                        + convolution.charAt(convolution.length() - 1);
    }

    /** [out]. */
    float[] bias() {
        return bias;
    }

    /**
     * Reads and folds the weight.
     *
     * @param shape [out, in, rows, columns], as in the file
     * @param into gets [out, rows, columns, in]: channels last, the order in which convolutions run fastest
     * @throws InvalidModelException when the file's weight holds NaN or infinity
     */
    void weight(Shape shape, FloatBuffer into) {
        int in = (int) shape.get(1);
        int places = (int) (shape.get(2) * shape.get(3));
        int size = in * places;
        float[] channels = new float[size * Math.max(1, Math.min(factor.length, PIECE / size))];
        float[] folded = new float[size];
        for (int out = 0; out < factor.length; out++) {
            int at = out * size % channels.length;
            if (at == 0) read(channels, out, size);
            for (int place = 0; place < places; place++)
                for (int i = 0; i < in; i++)
                    folded[place * in + i] = (float) (channels[at + i * places + place] * factor[out]);
            into.put(folded);
        }
    }

    private void read(float[] channels, int firstOut, int size) {
        String name = convolution + ".weight";
        int count = Math.min(channels.length, (factor.length - firstOut) * size);
        checkpoint.read(name, (long) firstOut * size, FloatBuffer.wrap(channels, 0, count));
        checkpoint.requireFinite(name, FloatBuffer.wrap(channels, 0, count));
    }

    private InvalidModelException notFinite(int channel, float variance) {
        return new InvalidModelException(
                checkpoint.source(),
                "tensor " + norm + ".running_var: channel " + channel + " has the variance " + variance
                        + ", which gives no finite factor; the weights are damaged");
    }
}

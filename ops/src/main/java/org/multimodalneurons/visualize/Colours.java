package org.multimodalneurons.visualize;

import java.util.Arrays;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.multimodalneurons.UserException;

/**
 * How the channels of pictures vary together: the axes along which the values of real images do so, as a matrix from
 * independent variables to channels. Ascent along these axes draws in colours that occur.
 *
 * @param name for logs
 * @param matrix from independent values to channels, row by row: channels x channels; empty to leave channels independent
 */
public record Colours(String name, List<Double> matrix) {

    /** Each channel for itself. */
    public static final Colours INDEPENDENT = new Colours("independent channels", List.of());

    /**
     * Red, green and blue of natural images: lucid's square root of their covariance, divided by its longest column.
     *
     * @see <a href="https://distill.pub/2017/feature-visualization">Olah et al., Feature Visualization, 2017</a>
     */
    public static final Colours NATURAL =
            of("natural colours", new double[][] {{.26, .09, .02}, {.27, 0, -.05}, {.27, -.09, .03}});

    /** Copies the matrix. */
    public Colours {
        matrix = List.copyOf(matrix);
    }

    /**
     * Axes of given lengths.
     *
     * @param axes [channels][axes], one column an axis; divided by its longest column
     */
    public static Colours of(String name, double[][] axes) {
        double longest = 0;
        for (int axis = 0; axis < axes.length; axis++) {
            double square = 0;
            for (double[] row : axes) square += row[axis] * row[axis];
            longest = Math.max(longest, Math.sqrt(square));
        }
        if (longest == 0)
            throw new UserException("The channels do not vary, so that there are no axes along which they do. Fit"
                    + " colours to images that are not plain.");
        double length = longest;
        return new Colours(
                name,
                Arrays.stream(axes)
                        .flatMapToDouble(Arrays::stream)
                        .map(value -> value / length)
                        .boxed()
                        .toList());
    }

    /**
     * The axes along which the channels of a user's own images vary: the square root of their covariance (Karhunen-Loève).
     *
     * @param images at least one, all with as many channels; of any size
     */
    public static Colours fitted(List<Drawing> images) {
        int channels = Samples.channels(images);
        double[][] covariance = new double[channels][channels];
        double[] mean = new double[channels];
        long places = 0;
        for (Drawing image : images) {
            float[] values = image.toFloats();
            int each = image.width() * image.height();
            places += each;
            for (int at = 0; at < each; at++)
                for (int i = 0; i < channels; i++) {
                    mean[i] += values[i * each + at];
                    for (int j = 0; j < channels; j++)
                        covariance[i][j] += (double) values[i * each + at] * values[j * each + at];
                }
        }
        for (int i = 0; i < channels; i++) mean[i] /= places;
        for (int i = 0; i < channels; i++)
            for (int j = 0; j < channels; j++) covariance[i][j] = covariance[i][j] / places - mean[i] * mean[j];
        return of("colours of " + images.size() + " images", root(covariance));
    }

    /** Axes times the square root of the variance along each, in columns: its product with its transpose is the matrix. */
    private static double[][] root(double[][] covariance) {
        var decomposition = new EigenDecomposition(new Array2DRowRealMatrix(covariance));
        double[] variances = decomposition.getRealEigenvalues();
        double[][] axes = decomposition.getV().getData();
        for (double[] row : axes)
            for (int axis = 0; axis < row.length; axis++) row[axis] *= Math.sqrt(Math.max(0, variances[axis]));
        return axes;
    }

    /** Whether they mix nothing. */
    public boolean isIndependent() {
        return matrix.isEmpty();
    }

    /** How many channels they mix; 0 for any. */
    public int channels() {
        return (int) Math.round(Math.sqrt(matrix.size()));
    }

    /** Channels [n, channels, height, width] mixed from independent values; differentiable. */
    public NDArray mixed(NDArray values) {
        return isIndependent() ? values : times(values, matrix(values.getManager()));
    }

    /** The reverse of {@link #mixed}. */
    NDArray apart(NDArray channelled) {
        return isIndependent()
                ? channelled
                : times(channelled, matrix(channelled.getManager()).inverse());
    }

    /** To multiply a pixel's row from the right. */
    private NDArray matrix(NDManager manager) {
        int side = channels();
        float[] transposed = new float[side * side];
        for (int i = 0; i < transposed.length; i++)
            transposed[i % side * side + i / side] = matrix.get(i).floatValue();
        return manager.create(transposed, new Shape(side, side));
    }

    /** Each pixel's row of channels times a matrix. */
    static NDArray times(NDArray channelled, NDArray matrix) {
        return channelled.transpose(0, 2, 3, 1).matMul(matrix).transpose(0, 3, 1, 2);
    }
}

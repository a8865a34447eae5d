package org.multimodalneurons.visualize;

import java.util.Arrays;
import java.util.List;

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
        double length = longest;
        return new Colours(
                name,
                Arrays.stream(axes)
                        .flatMapToDouble(Arrays::stream)
                        .map(value -> value / length)
                        .boxed()
                        .toList());
    }

    /** Whether they mix nothing. */
    public boolean isIndependent() {
        return matrix.isEmpty();
    }

    /** How many channels they mix; 0 for any. */
    public int channels() {
        return (int) Math.round(Math.sqrt(matrix.size()));
    }
}

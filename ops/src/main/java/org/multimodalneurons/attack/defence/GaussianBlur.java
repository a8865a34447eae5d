package org.multimodalneurons.attack.defence;

/** Means weighed by a Gaussian, of what is finite inside the picture. */
final class GaussianBlur {

    private static final double REACH = 3; // standard deviations

    private GaussianBlur() {}

    /**
     * A new plane; NaN where nothing finite is near.
     *
     * @param sigma standard deviation in pixels
     */
    static float[] of(float[] plane, int width, double sigma) {
        int height = plane.length / width;
        double[] weights = weights(sigma);
        double[] sums = new double[plane.length];
        double[] shares = new double[plane.length];
        for (int i = 0; i < plane.length; i++) {
            shares[i] = Float.isFinite(plane[i]) ? 1 : 0;
            sums[i] = shares[i] > 0 ? plane[i] : 0;
        }
        sums = along(along(sums, width, 1, width, weights), height, width, width, weights);
        shares = along(along(shares, width, 1, width, weights), height, width, width, weights);
        float[] blurred = new float[plane.length];
        for (int i = 0; i < plane.length; i++) blurred[i] = (float) (sums[i] / shares[i]);
        return blurred;
    }

    private static double[] weights(double sigma) {
        double[] weights = new double[(int) Math.ceil(REACH * sigma) + 1];
        for (int i = 0; i < weights.length; i++) weights[i] = Math.exp(-.5 * i * i / (sigma * sigma));
        return weights;
    }

    /** Along rows (step 1) or columns (step width), each so long. */
    private static double[] along(double[] values, int length, int step, int width, double[] weights) {
        double[] sums = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int place = step == 1 ? i % width : i / width;
            int reach = weights.length - 1;
            for (int d = -Math.min(reach, place); d <= Math.min(reach, length - 1 - place); d++)
                sums[i] += weights[Math.abs(d)] * values[i + d * step];
        }
        return sums;
    }
}

package org.multimodalneurons.embed.classifier;

import java.util.List;

/**
 * What classifiers said of images that they were not trained on, each by the one that its fold was kept from.
 *
 * @param labels the classes
 * @param answers the true class of each image, as a place among the labels
 * @param probabilities [n][classes]
 * @param folds of each image, from 0
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of numbers, never compared
public record HeldOut(List<String> labels, int[] answers, double[][] probabilities, List<Integer> folds) {

    private static final double SMALLEST = 1e-15;

    /** How many images there are. */
    public int size() {
        return answers.length;
    }

    /** The most probable class of an image, as a place among the labels. */
    public int said(int image) {
        return largest(probabilities[image]);
    }

    static int largest(double[] values) {
        int best = 0;
        for (int k = 1; k < values.length; k++) if (values[k] > values[best]) best = k;
        return best;
    }

    /** The true classes against the answers. */
    public ConfusionMatrix confusion() {
        int[][] counts = new int[labels.size()][labels.size()];
        for (int i = 0; i < size(); i++) counts[answers[i]][said(i)]++;
        return new ConfusionMatrix(labels, counts);
    }

    /** The mean over images of minus the logarithm of the true class's probability (not below 1e-15); natural. */
    public double logLoss() {
        double sum = 0;
        for (int i = 0; i < size(); i++) sum += loss(i);
        return sum / size();
    }

    /** The same as the mean over classes. */
    public double balancedLogLoss() {
        double[] sums = new double[labels.size()];
        int[] counts = new int[labels.size()];
        for (int i = 0; i < size(); i++) {
            sums[answers[i]] += loss(i);
            counts[answers[i]]++;
        }
        double sum = 0;
        int present = 0;
        for (int k = 0; k < sums.length; k++) {
            if (counts[k] == 0) continue;
            sum += sums[k] / counts[k];
            present++;
        }
        return sum / present;
    }

    private double loss(int image) {
        return -Math.log(Math.max(SMALLEST, probabilities[image][answers[image]]));
    }

    /**
     * The mean over images of the squared distance between probabilities and truth, summed over classes: 0 to 2.
     *
     * @see <a href="https://doi.org/10.1175/1520-0493(1950)078%3C0001:VOFEIT%3E2.0.CO;2">Brier 1950</a>
     */
    public double brierScore() {
        double sum = 0;
        for (int i = 0; i < size(); i++)
            for (int k = 0; k < labels.size(); k++) sum += Math.pow(probabilities[i][k] - (k == answers[i] ? 1 : 0), 2);
        return sum / size();
    }

    /**
     * How sure the answers are against how often they are right.
     *
     * @param ranges of probability, equally wide
     */
    public List<Reliability> reliability(int ranges) {
        return Reliability.of(probabilities, answers, ranges);
    }

    /** The expected calibration error, 0 to 1, with as many ranges as given. */
    public double calibrationError(int ranges) {
        return Reliability.error(reliability(ranges));
    }
}

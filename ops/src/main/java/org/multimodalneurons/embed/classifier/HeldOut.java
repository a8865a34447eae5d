package org.multimodalneurons.embed.classifier;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What classifiers said of images that they were not trained on, each by the one that its fold was kept from. Log loss, Brier
 * score and reliability are means in which every class that has images counts the same, as in training: they judge the
 * probabilities as those of classes that are equally frequent. The confusion matrix counts images as they are.
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

    /**
     * The mean over classes of their images' mean of minus the logarithm of the true class's probability (not below 1e-15);
     * natural.
     */
    public double logLoss() {
        return mean(this::loss);
    }

    private double mean(IntToDoubleFunction ofImage) {
        double[] weights = ClassWeights.of(answers);
        return IntStream.range(0, size())
                .mapToDouble(i -> weights[i] * ofImage.applyAsDouble(i))
                .sum();
    }

    private double loss(int image) {
        return -Math.log(Math.max(SMALLEST, probabilities[image][answers[image]]));
    }

    /**
     * The mean over classes of their images' mean squared distance between probabilities and truth, summed over the
     * probabilities: 0 to 2.
     *
     * @see <a href="https://doi.org/10.1175/1520-0493(1950)078%3C0001:VOFEIT%3E2.0.CO;2">Brier 1950</a>
     */
    public double brierScore() {
        return mean(this::squaredDistance);
    }

    private double squaredDistance(int image) {
        double sum = 0;
        for (int k = 0; k < labels.size(); k++)
            sum += Math.pow(probabilities[image][k] - (k == answers[image] ? 1 : 0), 2);
        return sum;
    }

    /**
     * How sure the answers are against how often they are right, were all classes equally frequent.
     *
     * @param ranges of probability, equally wide
     */
    public List<Reliability> reliability(int ranges) {
        return Reliability.of(probabilities, answers, ranges);
    }

    /** The expected calibration error, 0 to 1, with as many ranges as given, were all classes equally frequent. */
    public double calibrationError(int ranges) {
        return Reliability.error(reliability(ranges));
    }
}

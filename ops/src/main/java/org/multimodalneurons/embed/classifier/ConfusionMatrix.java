package org.multimodalneurons.embed.classifier;

import java.util.List;
import java.util.stream.IntStream;

import org.multimodalneurons.Interval;

/**
 * How often images of each class were given each answer.
 *
 * @param labels the classes
 * @param counts [true class][answer]
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of numbers, never compared
public record ConfusionMatrix(List<String> labels, int[][] counts) {

    /** How many images there are. */
    public int size() {
        return IntStream.range(0, counts.length).map(this::examples).sum();
    }

    /** How many images belong to a class. */
    public int examples(int label) {
        return IntStream.of(counts[label]).sum();
    }

    /** How many images were said to belong to a class. */
    public int answers(int label) {
        return IntStream.range(0, counts.length).map(k -> counts[k][label]).sum();
    }

    /** The share of the images that were answered rightly. */
    public double accuracy() {
        return IntStream.range(0, counts.length).map(k -> counts[k][k]).sum() / (double) size();
    }

    /** The mean recall of the classes that have images. */
    public double balancedAccuracy() {
        return present().mapToDouble(this::recall).average().orElseThrow();
    }

    /**
     * What the balanced accuracy is known to: Wilson's intervals of the recalls, put together as those of independent
     * numbers (MOVER). It is not of length 0 when all answers are right.
     *
     * @see <a href="https://doi.org/10.1002/sim.3095">Zou and Donner 2008</a>
     */
    public Interval balancedAccuracyInterval() {
        double below = 0;
        double above = 0;
        for (int k : present().toArray()) {
            Interval interval = Interval.wilson(counts[k][k], examples(k));
            below += Math.pow(recall(k) - interval.low(), 2);
            above += Math.pow(interval.high() - recall(k), 2);
        }
        double classes = present().count();
        double mean = balancedAccuracy();
        return new Interval(
                Math.max(0, mean - Math.sqrt(below) / classes), Math.min(1, mean + Math.sqrt(above) / classes));
    }

    private IntStream present() {
        return IntStream.range(0, labels.size()).filter(k -> examples(k) > 0);
    }

    private double recall(int label) {
        return counts[label][label] / (double) examples(label);
    }

    /** How well each class is told from the others, in the order of the labels. */
    public List<ClassQuality> classes() {
        return IntStream.range(0, labels.size()).mapToObj(this::quality).toList();
    }

    private ClassQuality quality(int label) {
        int right = counts[label][label];
        int examples = examples(label);
        int answers = answers(label);
        return new ClassQuality(
                labels.get(label),
                examples,
                answers,
                right,
                Share.of(right, answers),
                Share.of(right, examples),
                Share.ofBoth(right, examples + answers - right));
    }

    /**
     * A share of images with what it is known to; not a number where there is no image.
     *
     * @param value 0 to 1
     * @param interval that holds it with 95 % confidence
     */
    public record Share(double value, Interval interval) {

        private static Share of(int right, int all) {
            return all == 0
                    ? new Share(Double.NaN, new Interval(Double.NaN, Double.NaN))
                    : new Share(right / (double) all, Interval.wilson(right, all));
        }

        /** F1 is 2 J / (1 + J), where J is the share of the right ones among those that are or were said to be of a class. */
        private static Share ofBoth(int right, int either) {
            Share jaccard = of(right, either);
            return new Share(
                    f1(jaccard.value()),
                    new Interval(
                            f1(jaccard.interval().low()), f1(jaccard.interval().high())));
        }

        private static double f1(double jaccard) {
            return 2 * jaccard / (1 + jaccard);
        }
    }

    /**
     * How well a class is told from the others.
     *
     * @param label the class
     * @param examples images of the class
     * @param answers images that were said to be of the class
     * @param right images of the class that were said to be
     * @param precision right ones among the answers, with Wilson's interval
     * @param recall right ones among the examples, with Wilson's interval
     * @param f1 the harmonic mean of both, with the interval that follows from Wilson's of the right ones among examples
     *     and answers
     */
    public record ClassQuality(
            String label, int examples, int answers, int right, Share precision, Share recall, Share f1) {}
}

package org.multimodalneurons.embed.classifier;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.multimodalneurons.Interval;

/**
 * Whether answers are as often right as they are sure: those whose probability lies in a range, and the share of them that
 * is right. Every class counts the same, however many images it has, so the shares are those that would be found if all
 * classes were equally frequent.
 *
 * @param from the range's lower end, which belongs to it in the lowest range only
 * @param to the range's upper end, which belongs to it
 * @param count how many answers there are
 * @param weight what they are of all answers, 0 to 1
 * @param confidence the mean of their probabilities; not a number where there is none
 * @param accuracy the share of them that is right; not a number where there is none
 * @param interval of the accuracy, 95 %, Wilson's for as many answers as would tell as much if all counted the same
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al. 2017, section 2</a>
 */
public record Reliability(
        double from, double to, int count, double weight, double confidence, double accuracy, Interval interval) {

    /** As many ranges as Guo et al. use less five: with tens or hundreds of examples fifteen would be mostly empty. */
    public static final int USUAL_RANGES = 10;

    /** The ranges, from 0 to 1, equally wide. */
    static List<Reliability> of(double[][] probabilities, int[] answers, int ranges) {
        double[] weights = ClassWeights.of(answers);
        Sums[] sums = new Sums[ranges];
        Arrays.setAll(sums, i -> new Sums());
        for (int i = 0; i < answers.length; i++) {
            int answer = HeldOut.largest(probabilities[i]);
            double confidence = probabilities[i][answer];
            int range = Math.max(0, Math.min(ranges - 1, (int) Math.ceil(confidence * ranges) - 1));
            sums[range].add(weights[i], confidence, answer == answers[i]);
        }
        return IntStream.range(0, ranges)
                .mapToObj(i -> sums[i].between(i / (double) ranges, (i + 1) / (double) ranges))
                .toList();
    }

    private static final class Sums {

        private int count;
        private double weight;
        private double squares;
        private double confidence;
        private double right;

        void add(double each, double sure, boolean isRight) {
            count++;
            weight += each;
            squares += each * each;
            confidence += each * sure;
            if (isRight) right += each;
        }

        Reliability between(double from, double to) {
            return new Reliability(from, to, count, weight, confidence / weight, right / weight, interval());
        }

        private Interval interval() {
            return count == 0
                    ? new Interval(Double.NaN, Double.NaN)
                    : Interval.wilsonOfShare(right / weight, ClassWeights.effectiveCount(weight, squares));
        }
    }

    /** The expected calibration error: the mean distance between accuracy and confidence, over all answers. */
    static double error(List<Reliability> ranges) {
        return ranges.stream()
                .filter(range -> range.count() > 0)
                .mapToDouble(range -> range.weight() * Math.abs(range.accuracy() - range.confidence()))
                .sum();
    }
}

package org.multimodalneurons.embed.classifier;

import java.util.ArrayList;
import java.util.List;

import org.multimodalneurons.Interval;

/**
 * Whether answers are as often right as they are sure: those whose probability lies in a range, and the share of them that
 * is right.
 *
 * @param from the range's lower end, which belongs to it in the lowest range only
 * @param to the range's upper end, which belongs to it
 * @param count how many answers there are
 * @param confidence the mean of their probabilities; not a number where there is none
 * @param accuracy the share of them that is right; not a number where there is none
 * @param interval of the accuracy, 95 %, Wilson's
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al. 2017, section 2</a>
 */
public record Reliability(double from, double to, int count, double confidence, double accuracy, Interval interval) {

    /** As many ranges as Guo et al. use less five: with tens or hundreds of examples fifteen would be mostly empty. */
    public static final int USUAL_RANGES = 10;

    /** The ranges, from 0 to 1, equally wide. */
    static List<Reliability> of(double[][] probabilities, int[] answers, int ranges) {
        int[] counts = new int[ranges];
        int[] right = new int[ranges];
        double[] sums = new double[ranges];
        for (int i = 0; i < answers.length; i++) {
            int answer = HeldOut.largest(probabilities[i]);
            double confidence = probabilities[i][answer];
            int range = Math.max(0, Math.min(ranges - 1, (int) Math.ceil(confidence * ranges) - 1));
            counts[range]++;
            sums[range] += confidence;
            if (answer == answers[i]) right[range]++;
        }
        List<Reliability> rows = new ArrayList<>();
        for (int i = 0; i < ranges; i++)
            rows.add(new Reliability(
                    i / (double) ranges,
                    (i + 1) / (double) ranges,
                    counts[i],
                    sums[i] / counts[i],
                    right[i] / (double) counts[i],
                    counts[i] == 0 ? new Interval(Double.NaN, Double.NaN) : Interval.wilson(right[i], counts[i])));
        return rows;
    }

    /** The expected calibration error: the mean distance between accuracy and confidence, over all answers. */
    static double error(List<Reliability> ranges) {
        double sum = 0;
        long all = 0;
        for (Reliability range : ranges) {
            if (range.count() == 0) continue;
            sum += range.count() * Math.abs(range.accuracy() - range.confidence());
            all += range.count();
        }
        return sum / all;
    }
}

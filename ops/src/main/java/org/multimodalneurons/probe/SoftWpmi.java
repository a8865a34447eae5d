package org.multimodalneurons.probe;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

import org.multimodalneurons.Progress;

/**
 * How well words describe units: soft weighted pointwise mutual information. A word gains with every image that excites
 * the unit and that CLIP finds it fitting for, and loses where it would fit all units alike.
 *
 * @param sharpness factor on cosines before the softmax over words, the paper's a: 10
 * @param lambda weight of what the word has in common with all units: 1
 * @see <a href="https://arxiv.org/abs/2204.10965">Oikarinen and Weng 2023, CLIP-Dissect, equation 5</a>
 */
record SoftWpmi(double sharpness, double lambda) {

    /** How sure it is that the image of the first rank belongs to the unit's concept, and that of the last. */
    private static final double SUREST = .998;

    private static final double LEAST_SURE = .97;
    private static final double NEVER_ZERO = 1e-7;

    /**
     * Scores all units and words.
     *
     * @param top the images of each unit
     * @param embeddings unit vectors [e] of those images, by their number
     * @param words unit vectors [words][e]
     * @return [units][words]; comparable within a run alone
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    double[][] scores(TopImages top, Map<Integer, float[]> embeddings, float[][] words, Progress progress) {
        double[][] given = new double[top.units()][words.length];
        int[][] users = users(top);
        int done = 0;
        for (int image : top.kept().stream().toArray()) {
            progress.throwIfCancelled();
            progress.report(
                    done, embeddings.size(), "Comparing with words: image " + ++done + " of " + embeddings.size());
            double[] fit = softmax(embeddings.get(image), words);
            IntStream.range(0, users[image].length).parallel().forEach(i -> {
                int unit = users[image][i];
                int rank = IntStream.range(0, top.images(unit).length)
                        .filter(r -> top.images(unit)[r] == image)
                        .findFirst()
                        .orElseThrow();
                double belongs = SUREST - (SUREST - LEAST_SURE) * rank / top.images(unit).length;
                for (int word = 0; word < words.length; word++)
                    given[unit][word] += Math.log(1 + belongs * (fit[word] - 1) + NEVER_ZERO);
            });
        }
        takeAwayCommon(given);
        return given;
    }

    /** For each image the units that keep it. */
    private static int[][] users(TopImages top) {
        int[] counts = new int[top.kept().length()];
        for (int unit = 0; unit < top.units(); unit++) for (int image : top.images(unit)) counts[image]++;
        int[][] users = new int[counts.length][];
        for (int image = 0; image < users.length; image++) users[image] = new int[counts[image]];
        for (int unit = 0; unit < top.units(); unit++)
            for (int image : top.images(unit)) users[image][--counts[image]] = unit;
        return users;
    }

    private double[] softmax(float[] image, float[][] words) {
        double[] logits = new double[words.length];
        for (int word = 0; word < words.length; word++)
            for (int k = 0; k < image.length; k++) logits[word] += sharpness * image[k] * words[word][k];
        double largest = Arrays.stream(logits).max().orElse(0);
        double[] shares =
                Arrays.stream(logits).map(logit -> Math.exp(logit - largest)).toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }

    /** Less lambda times the logarithm of the word's mean likelihood over all units. */
    private void takeAwayCommon(double[][] given) {
        for (int word = 0; word < given[0].length; word++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (double[] unit : given) largest = Math.max(largest, unit[word]);
            double sum = 0;
            for (double[] unit : given) sum += Math.exp(unit[word] - largest);
            double common = largest + Math.log(sum / given.length);
            for (double[] unit : given) unit[word] -= lambda * common;
        }
    }
}

package org.multimodalneurons.embed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.apache.commons.math3.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer.Formula;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;

/**
 * Tells classes apart by one direction for each, without a bias: the class whose direction has the largest dot product with
 * a sample. Every class counts the same, however many samples it has; long directions cost.
 *
 * @param directions [classes][length]
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of numbers, never compared
public record LinearProbe(double[][] directions) {

    private static final int FOLDS = 5;
    private static final int ITERATIONS = 200;
    private static final double PRECISION = 1e-5;
    private static final double LINE_PRECISION = 1e-3;

    /**
     * Trains one: the minimum of the cross entropy of the softmax and half the price of the directions' squared length, by
     * conjugate gradients. Samples are measured in units of their common root mean square length, so that the price does not
     * depend on their scale.
     *
     * @param classes [class][sample][length]; at least two classes, each of at least one sample
     * @param price above 0
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static LinearProbe train(List<float[][]> classes, double price, Progress progress) {
        requireSeveral(classes, 1);
        double unit = rootMeanSquare(classes);
        List<float[]> samples = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++)
            for (float[] sample : classes.get(label)) {
                samples.add(scaled(sample, 1 / unit));
                labels.add(label);
            }
        int length = samples.get(0).length;
        var loss = new SoftmaxLoss(
                samples.toArray(float[][]::new),
                labels.stream().mapToInt(Integer::intValue).toArray(),
                classes.size(),
                price);
        double[] best = minimum(loss, classes.size() * length, progress);
        double[][] directions = new double[classes.size()][];
        for (int k = 0; k < directions.length; k++)
            directions[k] = Arrays.stream(best, k * length, (k + 1) * length)
                    .map(x -> x / unit)
                    .toArray();
        return new LinearProbe(directions);
    }

    private static float[] scaled(float[] sample, double factor) {
        float[] scaled = new float[sample.length];
        for (int i = 0; i < scaled.length; i++) scaled[i] = (float) (factor * sample[i]);
        return scaled;
    }

    private static double[] minimum(SoftmaxLoss loss, int variables, Progress progress) {
        var checker = new SimpleValueChecker(PRECISION, PRECISION, ITERATIONS);
        var optimizer = new NonLinearConjugateGradientOptimizer(
                Formula.POLAK_RIBIERE,
                (iteration, before, after) -> {
                    progress.throwIfCancelled();
                    return checker.converged(iteration, before, after);
                },
                LINE_PRECISION,
                LINE_PRECISION,
                1);
        return optimizer
                .optimize(
                        MaxEval.unlimited(),
                        loss.value(),
                        loss.gradient(),
                        GoalType.MINIMIZE,
                        new InitialGuess(new double[variables]))
                .getPoint();
    }

    private static void requireSeveral(List<float[][]> classes, int least) {
        if (classes.size() < 2) throw new UserException("There is one class only; what it differs from is missing.");
        for (float[][] samples : classes)
            if (samples.length < least)
                throw new UserException("A class has " + samples.length + " sample(s); at least " + least
                        + " are needed, and some fifty are good.");
    }

    private static double rootMeanSquare(List<float[][]> classes) {
        double squares = 0;
        long count = 0;
        for (float[][] samples : classes)
            for (float[] sample : samples) {
                for (float value : sample) squares += value * value;
                count++;
            }
        return squares > 0 ? Math.sqrt(squares / count) : 1;
    }

    /** What the softmax over the classes is taken of: the dot product of a sample with each direction. */
    public double[] scores(float[] sample) {
        double[] scores = new double[directions.length];
        for (int k = 0; k < scores.length; k++)
            for (int i = 0; i < sample.length; i++) scores[k] += directions[k][i] * sample[i];
        return scores;
    }

    /** The class of a sample. */
    public int answer(float[] sample) {
        double[] scores = scores(sample);
        int best = 0;
        for (int k = 1; k < scores.length; k++) if (scores[k] > scores[best]) best = k;
        return best;
    }

    /**
     * How often a probe that is trained on four fifths of each class is right about the last fifth, in turn, as the mean over
     * classes; chance is one over their number.
     *
     * @param classes as for {@link #train}, each of at least two samples
     * @param seed of the parts
     */
    public static double heldOutAccuracy(List<float[][]> classes, double price, long seed, Progress progress) {
        requireSeveral(classes, 2);
        List<List<float[]>> shuffled = shuffled(classes, seed);
        double[] right = new double[classes.size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            LinearProbe probe = train(
                    shuffled.stream().map(samples -> part(samples, held, false)).toList(), price, progress);
            for (int k = 0; k < right.length; k++)
                for (float[] sample : part(shuffled.get(k), held, true)) if (probe.answer(sample) == k) right[k]++;
        }
        double sum = 0;
        for (int k = 0; k < right.length; k++) sum += right[k] / classes.get(k).length;
        return sum / right.length;
    }

    private static List<List<float[]>> shuffled(List<float[][]> classes, long seed) {
        Random random = new Random(seed);
        List<List<float[]>> shuffled = new ArrayList<>();
        for (float[][] samples : classes) {
            List<float[]> order = new ArrayList<>(Arrays.asList(samples));
            Collections.shuffle(order, random);
            shuffled.add(order);
        }
        return shuffled;
    }

    /** Every fifth sample, or the others. */
    private static float[][] part(List<float[]> samples, int fold, boolean held) {
        return IntStream.range(0, samples.size())
                .filter(i -> (i % FOLDS == fold) == held)
                .mapToObj(samples::get)
                .toArray(float[][]::new);
    }
}

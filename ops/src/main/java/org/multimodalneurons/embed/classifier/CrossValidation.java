package org.multimodalneurons.embed.classifier;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.classifier.ClassifierTraining.Candidate;

/** Trains on all folds but one, in turn, at one price after the other, and asks about the one. */
final class CrossValidation {

    private static final String MESSAGE = "Training";

    /** How many times the least loss is worse, and how many prices in a row may be. */
    private static final double WORSE = 1.05;

    private static final int PATIENCE = 3;

    private final Examples examples;
    private final boolean startsFromNothing;
    private final Folds folds;
    private final float[][] vectors;
    private final int[] classes;
    private final LogisticRegression all;

    /**
     * A cross-validation.
     *
     * @param directions what the classes' are drawn to; none: 0
     */
    CrossValidation(Examples examples, double[][] directions, Folds folds) {
        this.examples = examples;
        startsFromNothing = directions.length == 0;
        this.folds = folds;
        vectors = examples.images().vectors();
        classes = examples.classes();
        all = startsFromNothing
                ? LogisticRegression.free(vectors, classes, examples.labels().size())
                : LogisticRegression.towards(directions, vectors, classes);
    }

    /**
     * What was said of the held-out images at a price.
     *
     * @param logits [n][classes]
     */
    @SuppressWarnings("ArrayRecordComponent") // a plain carrier of numbers, never compared
    record Fit(double price, double[][] logits, HeldOut uncalibrated, HeldOut calibrated) {}

    /**
     * The price of least log loss; the candidates are added to the list.
     *
     * @param prices falling
     */
    Fit best(List<Double> prices, List<Candidate> candidates, Progress progress) {
        double[][] minima = new double[folds.count()][];
        Arrays.fill(minima, all.start());
        Fit best = null;
        double least = Double.POSITIVE_INFINITY;
        int worse = 0;
        for (int i = 0; i < prices.size() && worse < PATIENCE; i++) {
            double[][] logits = new double[classes.length][];
            for (int fold = 0; fold < folds.count(); fold++) {
                progress.report((long) i * folds.count() + fold, (long) prices.size() * folds.count(), MESSAGE);
                LogisticRegression others = all.on(others(fold));
                minima[fold] = others.minimum(prices.get(i), minima[fold], progress);
                ask(others.classes(minima[fold]), fold, logits);
            }
            Fit fit = fit(prices.get(i), logits);
            double loss = fit.calibrated().logLoss();
            candidates.add(new Candidate(
                    fit.price(), loss, fit.calibrated().confusion().balancedAccuracy()));
            if (loss <= least * (1 + tolerance())) best = fit;
            least = Math.min(least, loss);
            worse = loss > least * WORSE ? worse + 1 : 0;
        }
        return best;
    }

    /**
     * Directions that start from nothing only become longer as the price falls, at first, and the temperature takes that
     * back: of prices whose losses are as good as equal the lowest is taken, for at the high ones a class whose examples are
     * alike wins over one whose examples are not.
     */
    private double tolerance() {
        return startsFromNothing ? .01 : 0;
    }

    private void ask(LinearClasses linear, int fold, double[][] logits) {
        for (int i = 0; i < classes.length; i++) if (folds.holds(fold, i)) logits[i] = linear.logits(vectors[i]);
    }

    /** Each fold's logits are calibrated by the temperature that suits all others, if one does, else by that of all. */
    private Fit fit(double price, double[][] logits) {
        double[][] raw = new double[classes.length][];
        double[][] calibrated = new double[classes.length][];
        double usual = Temperature.within(logits, classes).orElse(1);
        for (int fold = 0; fold < folds.count(); fold++) {
            int[] others = others(fold);
            double temperature = Temperature.within(
                            IntStream.of(others).mapToObj(i -> logits[i]).toArray(double[][]::new),
                            IntStream.of(others).map(i -> classes[i]).toArray())
                    .orElse(usual);
            for (int i = 0; i < classes.length; i++) {
                if (!folds.holds(fold, i)) continue;
                raw[i] = Temperature.shares(logits[i], 1);
                calibrated[i] = Temperature.shares(logits[i], temperature);
            }
        }
        return new Fit(price, logits, heldOut(raw), heldOut(calibrated));
    }

    private HeldOut heldOut(double[][] probabilities) {
        return new HeldOut(examples.labels(), classes, probabilities, folds.places());
    }

    private int[] others(int fold) {
        return IntStream.range(0, classes.length)
                .filter(i -> !folds.holds(fold, i))
                .toArray();
    }

    /** The classes as all examples tell them. */
    LinearClasses onAll(double price, Progress progress) {
        return all.classes(all.minimum(price, all.start(), progress));
    }
}

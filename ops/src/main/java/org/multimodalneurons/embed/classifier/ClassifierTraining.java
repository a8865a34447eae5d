package org.multimodalneurons.embed.classifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.text.Prompts;

/**
 * Trains a classifier on labelled embeddings: multinomial logistic regression with an L2 penalty, every class counting the
 * same. The price of the penalty is the one of least log loss (the mean over classes, after temperature scaling) in a
 * stratified cross-validation (of prices within 1 % the lowest, where it starts from nothing), which also tells what the
 * classifier is worth. Images of one source stay in one fold, but for those of classes that would not be left in the others.
 * Where most classes have one example only, nothing is held out: the price is a usual one, the temperature 1, and what the
 * classifier is worth is not known.
 *
 * <p>The price is chosen, out of fifteen, and the classifier measured on the same folds, so the figures are a little too good.
 *
 * <pre>{@code
 * var trained = ClassifierTraining.of(examples).startingFrom(clip, Prompts.parse("a photo of a {}"), progress).run(progress);
 * ClassifierFile.write(trained.classifier(), file);
 * }</pre>
 *
 * @see <a href="https://arxiv.org/abs/2103.00020">Radford et al. 2021, section 3.2: linear probes of CLIP</a>
 */
public final class ClassifierTraining {

    /** Folds, unless others are asked for. */
    public static final int USUAL_FOLDS = 5;

    /** Fifteen, from 10 to 1e-6, two a decade: the dearest first, as each minimum is a good start for the next. */
    private static final List<Double> PRICES =
            IntStream.rangeClosed(-2, 12).mapToObj(i -> Math.pow(10, -i / 2.)).toList();

    /** How many times as many examples one class may have as another before a word is said about what probabilities mean. */
    private static final int UNEQUAL = 3;

    /** For examples that are too few to tell, between what suits words and drawings of the set that ships with the library. */
    private static final double USUAL_PRICE = Math.pow(10, -2.5);

    private static final String UNMEASURED =
            "Most classes have one example only, which cannot be held out and learned from"
                    + " at once. So there is no cross-validation: what the classifier is worth is not known, its probabilities are"
                    + " not calibrated (the temperature is 1), and the price of the penalty is the usual one. At least two examples"
                    + " of a class are needed.";

    private static final String UNCALIBRATED =
            "The held-out answers cannot be calibrated, as where most of them are wrong:"
                    + " the probabilities are left as they are (the temperature is 1), and may be much surer than they are right."
                    + " Look at the confusion matrix; more examples of each class may help.";

    /**
     * What training gives.
     *
     * @param classifier trained on all examples
     * @param heldOut what was said of each example by a classifier that had not seen it, calibrated by what was said of the
     *     other folds; of no example where nothing could be held out
     * @param uncalibrated the same before calibration
     * @param candidates the prices tried; none where nothing could be held out
     * @param warnings what makes the figures mean less than they seem to
     */
    public record Trained(
            TrainedClassifier classifier,
            HeldOut heldOut,
            HeldOut uncalibrated,
            List<Candidate> candidates,
            List<String> warnings) {}

    /**
     * A price that was tried.
     *
     * @param price of the squared length
     * @param logLoss of held-out images, the mean over classes, after temperature scaling
     * @param balancedAccuracy of held-out images
     */
    public record Candidate(double price, double logLoss, double balancedAccuracy) {}

    private final Examples examples;
    private final double[][] directions; // of the texts; none where it starts from nothing
    private final String prompts;
    private final int foldCount;
    private final long seed;

    private ClassifierTraining(Examples examples, double[][] directions, String prompts, int foldCount, long seed) {
        this.examples = examples;
        this.directions = directions;
        this.prompts = prompts;
        this.foldCount = foldCount;
        this.seed = seed;
    }

    /** A training that starts from nothing but examples, with five folds and seed 1. */
    public static ClassifierTraining of(Examples examples) {
        return new ClassifierTraining(examples, new double[0][], "", USUAL_FOLDS, 1);
    }

    /**
     * The same, in so many folds.
     *
     * @param count at least 2
     */
    public ClassifierTraining folds(int count) {
        if (count < 2)
            throw new UserException(
                    "The parameter \"folds\" is " + count + "; at least 2 are needed, 5 or 10 are usual.");
        return new ClassifierTraining(examples, directions, prompts, count, seed);
    }

    /** The same, with folds dealt out by another seed. */
    public ClassifierTraining seed(long another) {
        return new ClassifierTraining(examples, directions, prompts, foldCount, another);
    }

    /**
     * The same, but the directions are drawn to the texts' instead of 0: to the model's logit scale times the text
     * embedding of each label, which is the zero-shot classifier. A class without an example is then known by its text.
     *
     * @param clip the model that embedded the examples
     * @param texts the captions to make of each label
     * @throws UserException when it is another model
     * @see <a href="https://arxiv.org/abs/2211.16594">Xiao et al. 2022, who start from such directions</a>
     */
    public ClassifierTraining startingFrom(ClipModel clip, Prompts texts, Progress progress) {
        Embeddings captions = new Embedder(clip).labels(examples.labels(), texts, progress);
        return startingFrom(captions, clip.logitScale(), String.join(" | ", texts.templates()));
    }

    /** As {@link #startingFrom(ClipModel, Prompts, Progress)}, from texts that are embedded already, one for each label. */
    ClassifierTraining startingFrom(Embeddings captions, double scale, String texts) {
        examples.images().requireComparable(captions);
        double[][] starts = Arrays.stream(captions.unit().vectors())
                .map(unit -> IntStream.range(0, unit.length)
                        .mapToDouble(i -> scale * unit[i])
                        .toArray())
                .toArray(double[][]::new);
        return new ClassifierTraining(examples, starts, texts, foldCount, seed);
    }

    /**
     * Trains and measures.
     *
     * @throws UserException when a class has too few examples
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public Trained run(Progress progress) {
        requireEnough(examples.labels(), examples.counts(), directions.length > 0);
        List<String> warnings = new ArrayList<>(frequencies());
        return areMostSingle() ? unmeasured(warnings, progress) : measured(warnings, progress);
    }

    /** Where an example that is held out is the only one of its class, folds cannot tell what examples are worth. */
    private boolean areMostSingle() {
        long single = examples.counts().stream().filter(count -> count == 1).count();
        long several = examples.counts().stream().filter(count -> count > 1).count();
        return single > several;
    }

    private Trained unmeasured(List<String> warnings, Progress progress) {
        warnings.add(UNMEASURED);
        var all = LogisticRegression.towards(directions, examples.images().vectors(), examples.classes());
        LinearClasses classes = all.classes(all.minimum(USUAL_PRICE, all.start(), progress));
        var nothing = new HeldOut(examples.labels(), new int[0], new double[0][], List.of());
        return new Trained(
                classifier(classes, 1, TrainingSummary.unmeasured(seed, USUAL_PRICE, UNMEASURED)),
                nothing,
                nothing,
                List.of(),
                List.copyOf(warnings));
    }

    private Trained measured(List<String> warnings, Progress progress) {
        Folds folds = folds(warnings);
        var validation = new CrossValidation(examples, directions, folds);
        List<Candidate> candidates = new ArrayList<>();
        CrossValidation.Fit best = validation.best(PRICES, candidates, progress);
        OptionalDouble temperature = Temperature.within(best.logits(), examples.classes());
        if (temperature.isEmpty()) warnings.add(UNCALIBRATED);
        LinearClasses classes = validation.onAll(best.price(), progress);
        return new Trained(
                classifier(classes, temperature.orElse(1), summary(best, folds)),
                best.calibrated(),
                best.uncalibrated(),
                List.copyOf(candidates),
                List.copyOf(warnings));
    }

    private TrainedClassifier classifier(LinearClasses classes, double temperature, TrainingSummary summary) {
        return new TrainedClassifier(
                examples.images().model(),
                prompts,
                examples.labels(),
                examples.counts(),
                classes,
                temperature,
                examples.display(),
                summary);
    }

    private TrainingSummary summary(CrossValidation.Fit best, Folds folds) {
        HeldOut heldOut = best.calibrated();
        ConfusionMatrix confusion = heldOut.confusion();
        var interval = confusion.balancedAccuracyInterval();
        return new TrainingSummary(
                folds.count(),
                seed,
                best.price(),
                confusion.accuracy(),
                confusion.balancedAccuracy(),
                interval.low(),
                interval.high(),
                heldOut.logLoss(),
                heldOut.brierScore(),
                heldOut.calibrationError(Reliability.USUAL_RANGES),
                best.uncalibrated().calibrationError(Reliability.USUAL_RANGES),
                "");
    }

    /**
     * Whether there are examples enough, which can be told before they are embedded.
     *
     * @param counts how many each label has
     * @param startsFromTexts whether the labels' texts tell of classes, too
     * @throws UserException when there are not
     */
    public static void requireEnough(List<String> labels, List<Integer> counts, boolean startsFromTexts) {
        if (counts.stream().mapToInt(Integer::intValue).sum() < 2)
            throw new UserException("There is one example only; give at least two, of different classes.");
        if (startsFromTexts) return;
        for (int k = 0; k < counts.size(); k++)
            if (counts.get(k) < 2)
                throw new UserException("The class \"" + labels.get(k) + "\" has " + counts.get(k)
                        + " example(s); at least two are needed, so that one can be held out. Add examples, or write"
                        + " prompts, such as \"a picture of a {}\", to start from the names of the classes.");
    }

    /** What probabilities mean where classes are not equally frequent. */
    private List<String> frequencies() {
        List<Integer> counts = examples.counts();
        int most = counts.indexOf(Collections.max(counts));
        int fewest = IntStream.range(0, counts.size())
                .filter(k -> counts.get(k) > 0)
                .boxed()
                .min(Comparator.comparing(counts::get))
                .orElseThrow();
        if (counts.get(most) <= UNEQUAL * counts.get(fewest)) return List.of();
        return List.of("The classes differ in size: \"" + examples.labels().get(most) + "\" has " + counts.get(most)
                + " examples, \"" + examples.labels().get(fewest) + "\" " + counts.get(fewest)
                + ". All count the same, so probabilities, and the figures on them, are those of classes that are equally"
                + " frequent; among images where a class is rare, answers that name it are right less often than they"
                + " are sure. How often they are among images like the examples is their precision.");
    }

    private Folds folds(List<String> warnings) {
        SourceFolds dealt =
                SourceFolds.deal(examples.classes(), examples.labels().size(), examples.sources(), foldCount, seed);
        if (!dealt.split().isEmpty())
            warnings.add("There are too few files or images to hold out whole ones of " + named(dealt.split())
                    + ", so examples of one image stand on both sides of the cross-validation: the figures of"
                    + " these classes may be too good for images of other sources.");
        return dealt.folds();
    }

    private String named(Set<Integer> places) {
        return places.stream().map(k -> '"' + examples.labels().get(k) + '"').collect(Collectors.joining(", "));
    }
}

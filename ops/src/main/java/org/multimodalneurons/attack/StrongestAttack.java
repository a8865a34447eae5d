package org.multimodalneurons.attack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Classifier;
import org.multimodalneurons.embed.CosineMatrix;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.text.Prompts;

/**
 * Searches for the label that makes a model take a picture for something else: its word, its place, its size and its
 * colours. Greedy at first (every place, every colour, the most promising words), then hill-climbing with restarts.
 *
 * @param steps each label that was better than all before it, the best last
 * @param course the probability of the target under the best label so far, after each picture that the model saw
 * @param compared the picture by itself, under the naive attack of the same ink, and under the best label, at its own size
 * @param isCancelled whether the user ended it before the budget was used up
 */
public record StrongestAttack(List<Step> steps, List<Double> course, List<Compared> compared, boolean isCancelled) {

    /**
     * What is searched for.
     *
     * @param classes what the model may answer
     * @param target which of them it shall answer
     * @param words to write, the most promising first; see {@link #words}
     * @param ink the largest share of the pixels that a label may cover, above 0, at most 1
     * @param budget how many pictures the model may look at, at least 1
     * @param seed the same seed gives the same label
     */
    public record Question(Classifier classes, String target, List<String> words, double ink, int budget, long seed) {

        /** Checks the values. */
        public Question {
            words = List.copyOf(words);
            if (classes.labels().size() < 2)
                throw new UserException("There is one class only, " + String.join(", ", classes.labels())
                        + ", so that the model can give no other answer; add what the picture shows.");
            if (!classes.labels().contains(target))
                throw new UserException("The target \"" + target + "\" is not among the classes "
                        + String.join(", ", classes.labels()) + "; add it, or choose one of them.");
            if (words.isEmpty()) throw new UserException("There is no word to write; give at least one.");
            if (!(ink > 0 && ink <= 1))
                throw new UserException("A label cannot cover at most " + 100 * ink
                        + " % of the picture; write more than 0, at most 100, such as 12.");
            if (budget < 1)
                throw new UserException("The budget is " + budget + " pictures; at least 1 is needed, and some hundreds"
                        + " are good.");
        }

        /** The same with other words. */
        public Question saying(List<String> others) {
            return new Question(classes, target, others, ink, budget, seed);
        }
    }

    /**
     * A label that was better than all before it.
     *
     * @param evaluation how many pictures the model had seen, this one included
     * @param label the label
     * @param coverage the measured share of the pixels that it covers on the square that the model sees
     * @param probability of the target
     * @param answer the most probable class
     */
    public record Step(int evaluation, AttackCandidate label, double coverage, double probability, String answer) {}

    /**
     * The picture at its own size, as it is or with a label.
     *
     * @param name clean, naive or strongest
     * @param picture what the model saw
     * @param text of the label; empty for none
     * @param coverage the measured share of the pixels that the label covers
     * @param probability of the target
     * @param answer the most probable class
     */
    public record Compared(
            String name, RgbImage picture, String text, double coverage, double probability, String answer) {}

    /**
     * Words for a search: the target's name, then those of a list by how near their captions are to its caption.
     *
     * @param words to choose from, at least one
     * @param target not blank
     * @param prompts the captions to make of each
     * @throws UserException when there is no word
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static List<String> words(
            ClipModel clip, List<String> words, String target, Prompts prompts, Progress progress) {
        if (words.isEmpty()) throw new UserException("There is no word to write; give at least one.");
        Embedder embedder = new Embedder(clip);
        CosineMatrix cosines = CosineMatrix.of(
                embedder.labels(words, prompts, progress), embedder.labels(List.of(target), prompts, progress));
        Set<String> ordered = new LinkedHashSet<>(List.of(target));
        IntStream.range(0, words.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer word) -> -cosines.get(word, 0)))
                .forEach(word -> ordered.add(words.get(word)));
        return List.copyOf(ordered);
    }

    /**
     * Searches until the budget is used up, all labels were seen, or the user ends it, who then gets the best so far.
     *
     * @param picture of any size
     * @throws UserException when no label fits
     * @throws java.util.concurrent.CancellationException when cancelled before any label was seen
     */
    public static StrongestAttack search(ClipModel clip, Question question, PixelRows picture, Progress progress) {
        RgbImage square = clip.preprocessing().resizeAndCrop(picture);
        var view = new TargetView(
                clip, question.classes(), question.classes().labels().indexOf(question.target()));
        var space = new AttackSpace(question.words(), question.ink());
        var climb = new HillClimb(space, view, square, question.budget(), question.seed(), progress);
        boolean isCancelled = climb.run(question.target());
        HillClimb.Trial best = climb.best().orElseThrow(() -> noneFits(question));
        List<Step> steps =
                climb.improvements().stream().map(StrongestAttack::step).toList();
        List<Compared> compared = compare(view, question.target(), RgbImage.copyOf(picture), best);
        return new StrongestAttack(steps, climb.course(), compared, isCancelled);
    }

    private static UserException noneFits(Question question) {
        return new UserException("No label that covers at most " + 100 * question.ink()
                + " % of the picture can be drawn on it; allow more ink, or give shorter words.");
    }

    private static Step step(HillClimb.Trial trial) {
        return new Step(
                trial.evaluation(),
                trial.label(),
                trial.layer().coverage(),
                trial.answer().probability(),
                trial.answer().top());
    }

    /** At the picture's own size; the naive attack is left out where it cannot be drawn with as little ink. */
    private static List<Compared> compare(TargetView view, String target, RgbImage clean, HillClimb.Trial best) {
        TextLayer strongest = best.label().like(best.layer(), clean.width(), clean.height());
        var naive = new AttackCandidate(target, Lettering.paper(), Layout.paper(), strongest.coverage());
        List<Labelled> labelled = new ArrayList<>(List.of(new Labelled("clean", "", clean, 0)));
        naive.layer(clean.width(), clean.height())
                .ifPresent(layer -> labelled.add(new Labelled("naive", target, layer.over(clean), layer.coverage())));
        labelled.add(new Labelled("strongest", best.label().text(), strongest.over(clean), strongest.coverage()));
        List<TargetView.Answer> answers =
                view.of(labelled.stream().map(Labelled::picture).toList(), Progress.NONE);
        return IntStream.range(0, labelled.size())
                .mapToObj(i -> labelled.get(i).answered(answers.get(i)))
                .toList();
    }

    /** A picture that is still to be looked at. */
    private record Labelled(String name, String text, RgbImage picture, double coverage) {

        Compared answered(TargetView.Answer answer) {
            return new Compared(name, picture, text, coverage, answer.probability(), answer.top());
        }
    }

    /** What is left of the search: the picture under the best label. */
    public Compared strongest() {
        return compared.get(compared.size() - 1);
    }
}

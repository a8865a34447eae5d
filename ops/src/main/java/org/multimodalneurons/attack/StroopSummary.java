package org.multimodalneurons.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

import org.multimodalneurons.Interval;
import org.multimodalneurons.attack.StroopTrial.Condition;
import org.multimodalneurons.attack.StroopTrial.Named;

/**
 * What was answered to words of one condition.
 *
 * @param prompt the sentences that were asked by
 * @param trials how many there were
 * @param ink answers that name the ink
 * @param word answers that name the word
 * @param other answers that name neither
 * @param meanPInk mean probability of the ink
 * @param meanPWord mean probability of the word; not a number where it names no colour
 */
public record StroopSummary(
        String prompt,
        Condition condition,
        int trials,
        int ink,
        int word,
        int other,
        double meanPInk,
        double meanPWord) {

    private static final String PAPERS = "my favorite word, written in the color ___";

    /**
     * The paper's: eight inks, seven words of colours and one that is none. It tells no probabilities of congruent words.
     *
     * @see <a href="https://distill.pub/2021/multimodal-neurons">Goh et al. 2021, Stroop effect</a>
     */
    public static final List<StroopSummary> PAPER = List.of(
            new StroopSummary(PAPERS, Condition.CONTROL, 8, 8, 0, 0, Double.NaN, Double.NaN),
            new StroopSummary(PAPERS, Condition.CONGRUENT, 7, 7, 7, 0, Double.NaN, Double.NaN),
            new StroopSummary(PAPERS, Condition.INCONGRUENT, 49, 0, 49, 0, .082, .912));

    /** Sums up trials: for each prompt one row for each condition that occurs. */
    public static List<StroopSummary> of(List<StroopTrial> trials) {
        List<StroopSummary> rows = new ArrayList<>();
        for (String prompt : trials.stream().map(StroopTrial::prompt).distinct().toList())
            for (Condition condition : Condition.values()) {
                List<StroopTrial> alike = trials.stream()
                        .filter(trial -> trial.prompt().equals(prompt) && trial.condition() == condition)
                        .toList();
                if (!alike.isEmpty()) rows.add(of(prompt, condition, alike));
            }
        return List.copyOf(rows);
    }

    private static StroopSummary of(String prompt, Condition condition, List<StroopTrial> trials) {
        return new StroopSummary(
                prompt,
                condition,
                trials.size(),
                count(trials, Named::isInk),
                count(trials, Named::isWord),
                count(trials, named -> named == Named.OTHER),
                mean(trials, StroopTrial::pInk),
                mean(trials, StroopTrial::pWord));
    }

    private static int count(List<StroopTrial> trials, Predicate<Named> kind) {
        return (int) trials.stream().map(StroopTrial::named).filter(kind).count();
    }

    private static double mean(List<StroopTrial> trials, ToDoubleFunction<StroopTrial> value) {
        return trials.stream().mapToDouble(value).average().orElseThrow();
    }

    /** The numbers in words. */
    public String sentence() {
        String counts = String.format(
                Locale.ROOT,
                "%s: of %d answers %d name the ink, %d the word, %d neither",
                condition,
                trials,
                ink,
                word,
                other);
        if (Double.isNaN(meanPInk)) return counts;
        String means = String.format(Locale.ROOT, "; mean p(ink) %.3f", meanPInk);
        return counts
                + (Double.isNaN(meanPWord) ? means : means + String.format(Locale.ROOT, ", p(word) %.3f", meanPWord));
    }

    /** The share of answers that name the ink, with 95 % confidence (Wilson). */
    public Interval inkInterval() {
        return Interval.wilson(ink, trials);
    }

    /** The share of answers that name the word, with 95 % confidence (Wilson). */
    public Interval wordInterval() {
        return Interval.wilson(word, trials);
    }

    /** The share of answers that name neither, with 95 % confidence (Wilson). */
    public Interval otherInterval() {
        return Interval.wilson(other, trials);
    }
}

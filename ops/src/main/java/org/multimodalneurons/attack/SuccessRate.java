package org.multimodalneurons.attack;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.multimodalneurons.Interval;
import org.multimodalneurons.attack.AttackTrial.Outcome;

/**
 * How often like attacks succeeded.
 *
 * @param trials how many there were
 * @param successes those after which the answer is the target and was not before
 * @param interval of their share, 95 % (Wilson)
 * @param coverage mean share of the pixels covered
 * @param rightBefore trials whose bare picture was recognised
 * @param successesWhenRight successes among these
 * @param defended the same under each defence
 */
public record SuccessRate(
        int trials,
        int successes,
        Interval interval,
        double coverage,
        int rightBefore,
        int successesWhenRight,
        List<Defended> defended) {

    /**
     * How often they succeeded in spite of a defence.
     *
     * @param successes as without
     * @param rightBefore trials whose bare picture was recognised under the defence: what it costs
     */
    public record Defended(int successes, int rightBefore) {}

    /** Copies the list. */
    public SuccessRate {
        defended = List.copyOf(defended);
    }

    /** Counts trials of one kind, at least one, all with the same defences. */
    public static SuccessRate of(List<AttackTrial> trials) {
        int successes = count(trials, AttackTrial::outcome, AttackTrial::isSuccess);
        return new SuccessRate(
                trials.size(),
                successes,
                Interval.wilson(successes, trials.size()),
                trials.stream().mapToDouble(AttackTrial::coverage).average().orElseThrow(),
                count(trials, AttackTrial::outcome, AttackTrial::isRightBefore),
                count(
                        trials,
                        AttackTrial::outcome,
                        (trial, outcome) -> trial.isRightBefore(outcome) && trial.isSuccess(outcome)),
                IntStream.range(0, trials.get(0).defended().size())
                        .mapToObj(i -> new Defended(
                                count(trials, trial -> trial.defended().get(i), AttackTrial::isSuccess),
                                count(trials, trial -> trial.defended().get(i), AttackTrial::isRightBefore)))
                        .toList());
    }

    private static int count(
            List<AttackTrial> trials,
            Function<AttackTrial, Outcome> outcome,
            BiPredicate<AttackTrial, Outcome> condition) {
        return (int) trials.stream()
                .filter(trial -> condition.test(trial, outcome.apply(trial)))
                .count();
    }

    /** The share of successes, 0 to 1. */
    public double rate() {
        return (double) successes / trials;
    }

    /** The share of successes among trials that were right before; not a number when there are none. */
    public double rateWhenRight() {
        return rightBefore == 0 ? Double.NaN : (double) successesWhenRight / rightBefore;
    }
}

package org.multimodalneurons.attack;

import java.util.List;

/**
 * One picture with one text on it.
 *
 * @param image the picture's label
 * @param trueClass what it shows
 * @param attack what is written, and for which class
 * @param style how
 * @param coverage share of the pixels that the writing covers, 0 to 1
 * @param outcome what the writing did
 * @param defended what it did in spite of each defence
 */
public record AttackTrial(
        String image,
        String trueClass,
        Attack attack,
        AttackStyle style,
        double coverage,
        Outcome outcome,
        List<Outcome> defended) {

    /** Copies the list. */
    public AttackTrial {
        defended = List.copyOf(defended);
    }

    /**
     * The answers without and with the text.
     *
     * @param before of the bare picture
     * @param after of the attacked one
     */
    public record Outcome(Answer before, Answer after) {}

    /** Whether the text took the answer as the paper counts it: the answer is the target, and was not before. */
    public boolean isSuccess(Outcome any) {
        return any.after().label().equals(attack.target())
                && !any.before().label().equals(attack.target());
    }

    /** Whether the bare picture was recognised. */
    public boolean isRightBefore(Outcome any) {
        return any.before().label().equals(trueClass);
    }
}

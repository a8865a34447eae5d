package org.multimodalneurons.attack;

import java.util.Locale;

/**
 * What a model answered when it was asked for the colour of a word.
 *
 * @param prompt the sentences that it was asked by, separated by |
 * @param ink the colour that the word is written in
 * @param word as it is written
 * @param condition how word and ink go together
 * @param pInk the probability of the ink among all colours asked for, 0 to 1
 * @param pWord that of the colour that the word names; not a number where it names none
 * @param answer the most probable colour
 * @param named what the answer names
 */
public record StroopTrial(
        String prompt,
        String ink,
        String word,
        Condition condition,
        double pInk,
        double pWord,
        String answer,
        Named named) {

    /** How a word and its ink go together. */
    public enum Condition {
        /** The word names no colour. */
        CONTROL,
        /** The word names its ink. */
        CONGRUENT,
        /** The word names another colour. */
        INCONGRUENT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What an answer names. */
    public enum Named {
        /** The ink: the model saw. */
        INK,
        /** The word: the model read. */
        WORD,
        /** Both, as they are one. */
        BOTH,
        /** Neither. */
        OTHER;

        @Override
        public String toString() {
            return this == BOTH ? "ink and word" : name().toLowerCase(Locale.ROOT);
        }

        boolean isInk() {
            return this == INK || this == BOTH;
        }

        boolean isWord() {
            return this == WORD || this == BOTH;
        }
    }

    /** How far the word outweighs the ink: p(word) - p(ink), -1 to 1; of a control word - p(ink). */
    public double balance() {
        return condition == Condition.CONTROL ? -pInk : pWord - pInk;
    }
}

package org.multimodalneurons.op;

import java.util.List;

import org.multimodalneurons.Progress;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.probe.Composition;
import org.multimodalneurons.probe.EmotionAtlas;
import org.multimodalneurons.probe.PhraseArithmetic;
import org.multimodalneurons.probe.Selection;
import org.multimodalneurons.probe.Sign;
import org.multimodalneurons.text.Prompts;

/** Ops that take the meaning of phrases apart. */
public final class ArithmeticOps {

    private ArithmeticOps() {}

    /**
     * Writes a phrase as a signed sum of a few words, chosen by orthogonal matching pursuit.
     *
     * @implNote op names='clip.sumOfWords'
     * @param phrase not blank
     * @param words what the sum may be made of
     * @param count of terms, at most
     * @param clip an open model
     * @return terms with weights and explained variance; as a string it reads like a formula
     */
    public static Composition sumOfWords(String phrase, List<String> words, Integer count, ClipModel clip) {
        return PhraseArithmetic.ofWords(clip, words, Prompts.NONE, Progress.NONE)
                .write(phrase, count, Selection.OMP, Sign.SIGNED);
    }

    /**
     * Writes a phrase as a sum of a few neurons of the last layer, without negative weights, chosen by orthogonal matching
     * pursuit.
     *
     * @implNote op names='clip.sumOfNeurons'
     * @param phrase not blank
     * @param words whose mean is taken away from the phrase
     * @param count of terms, at most
     * @param clip an open model
     * @return terms with weights and explained variance; as a string it reads like a formula
     */
    public static Composition sumOfNeurons(String phrase, List<String> words, Integer count, ClipModel clip) {
        return PhraseArithmetic.ofNeurons(clip, words, Prompts.NONE, Progress.NONE)
                .write(phrase, count, Selection.OMP, Sign.NON_NEGATIVE);
    }

    /**
     * Maps words along groups of neurons, by non-negative matrix factorization.
     *
     * @implNote op names='clip.atlas'
     * @param words more than factors
     * @param factors axes of the map
     * @param clip an open model
     * @return the place of each word, and the words and units of each axis
     */
    public static EmotionAtlas atlas(List<String> words, Integer factors, ClipModel clip) {
        return EmotionAtlas.of(clip, words, Prompts.NONE, factors, Progress.NONE);
    }
}

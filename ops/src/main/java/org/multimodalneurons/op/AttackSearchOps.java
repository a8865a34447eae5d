package org.multimodalneurons.op;

import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import org.multimodalneurons.Progress;
import org.multimodalneurons.attack.StrongestAttack;
import org.multimodalneurons.embed.ZeroShot;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.text.Prompts;

/** An Op that searches for the label that deceives a model most. */
public final class AttackSearchOps {

    private AttackSearchOps() {}

    /**
     * Searches over words, places, sizes and colours for the label under which a model takes an image for something else.
     *
     * @implNote op names='clip.strongestAttack'
     * @param image of any type and size
     * @param labels what the model may answer, at least two
     * @param wanted which of them it shall answer
     * @param prompts {} stands for a label; several are separated by |
     * @param words to write, at least one
     * @param ink the largest share of the pixels that a label may cover, above 0, at most 1; .1 is usual
     * @param budget how many pictures the model may look at; 600 are usual
     * @param seed the same seed gives the same label
     * @param clip an open model
     * @return the steps towards the best label; the image clean, under the naive attack and under the best label
     */
    public static StrongestAttack strongestAttack(
            RandomAccessibleInterval<?> image,
            List<String> labels,
            String wanted,
            String prompts,
            List<String> words,
            Double ink,
            Integer budget,
            Long seed,
            ClipModel clip) {
        Prompts captions = Prompts.parse(prompts);
        var question = new StrongestAttack.Question(
                new ZeroShot(clip, labels, captions),
                wanted,
                StrongestAttack.words(clip, words, wanted, captions, Progress.NONE),
                ink,
                budget,
                seed);
        return StrongestAttack.search(clip, question, Pictures.of(image), Progress.NONE);
    }
}

package org.multimodalneurons.op;

import java.util.Optional;

import net.imglib2.RandomAccessibleInterval;
import org.multimodalneurons.Progress;
import org.multimodalneurons.attack.Attack;
import org.multimodalneurons.attack.Hijack;
import org.multimodalneurons.attack.HijackedUnits;
import org.multimodalneurons.embed.Contrast;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.probe.ConceptSet;
import org.multimodalneurons.probe.ReferenceStatistics;
import org.multimodalneurons.probe.References;
import org.multimodalneurons.probe.Responses;
import org.multimodalneurons.text.Prompts;

/** An Op that looks inside a model while a written word deceives it. */
public final class HijackOps {

    private HijackOps() {}

    /**
     * Finds the units whose response an attack changed most, and tells how many of them are units of its concept: known for
     * it, answering to the written word, or telling the concept in pictures of the set that ships with the library.
     *
     * @implNote op names='clip.hijackedUnits'
     * @param image of any type and size
     * @param attacked the same with the attack, of the same size
     * @param attack what is written, or with the class that it speaks for, such as $$$ = piggy bank
     * @param prompts of the class, which {} stands for; several are separated by |
     * @param layer a name that clip.layers lists; blank for the last with neurons
     * @param count how many units
     * @param clip an open model
     * @return the units, the most changed first; overlaps with the concept's units, against chance; maps of all units
     */
    public static HijackedUnits hijackedUnits(
            RandomAccessibleInterval<?> image,
            RandomAccessibleInterval<?> attacked,
            String attack,
            String prompts,
            String layer,
            Integer count,
            ClipModel clip) {
        Attack written = Attack.parse(attack);
        Layer looked = Responses.layer(clip, layer);
        Optional<ReferenceStatistics> usual = References.shipped(clip, looked);
        var question = new HijackedUnits.Question(
                written,
                Contrast.of(clip, written.target(), Prompts.parse(prompts)),
                looked,
                usual,
                ConceptSet.builtIn(),
                Hijack.Ranking.CHANGE,
                count);
        return HijackedUnits.of(question, Pictures.of(image), Pictures.of(attacked), Progress.NONE);
    }
}

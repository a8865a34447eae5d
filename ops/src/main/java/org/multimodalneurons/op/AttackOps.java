package org.multimodalneurons.op;

import java.util.ArrayList;
import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.attack.Attack;
import org.multimodalneurons.attack.AttackExperiment;
import org.multimodalneurons.attack.AttackPicture;
import org.multimodalneurons.attack.AttackStyle;
import org.multimodalneurons.attack.AttackTrial;
import org.multimodalneurons.attack.Layout;
import org.multimodalneurons.attack.SuccessRate;
import org.multimodalneurons.embed.ZeroShot;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.text.Prompts;

/** Ops that write words on many pictures and count what the model answers then. */
public final class AttackOps {

    private AttackOps() {}

    /**
     * Attacks pictures with words, in the layout and the three sizes that suit the model.
     *
     * @implNote op names='clip.typographicAttack'
     * @param images of any type and size
     * @param trueClasses what each of them shows, of the classes
     * @param attacks such as {@code pizza} or {@code $$$ = piggy bank}
     * @param classes among which the model answers
     * @param clip an open model
     * @return a trial for each image, attack and size
     */
    public static List<AttackTrial> typographicAttack(
            List<? extends RandomAccessibleInterval<?>> images,
            List<String> trueClasses,
            List<String> attacks,
            List<String> classes,
            ClipModel clip) {
        if (images.size() != trueClasses.size())
            throw new UserException("Found " + trueClasses.size() + " true classes for " + images.size()
                    + " images; give one for each.");
        List<AttackPicture> pictures = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            RandomAccessibleInterval<?> image = images.get(i);
            pictures.add(new AttackPicture("image " + (i + 1), trueClasses.get(i), () -> Pictures.of(image)));
        }
        Layout layout = AttackStyle.usualLayout(clip);
        List<AttackStyle> styles = AttackStyle.usualSizes(layout).stream()
                .map(size -> new AttackStyle(AttackStyle.usualLettering(clip), layout, size))
                .toList();
        ZeroShot answers = new ZeroShot(clip, classes, Prompts.parse("a picture of a {}"));
        return AttackExperiment.of(
                        clip, answers, attacks.stream().map(Attack::parse).toList(), styles)
                .run(pictures, Progress.NONE)
                .trials();
    }

    /**
     * Counts trials.
     *
     * @implNote op names='clip.attackSuccess'
     * @param trials at least one
     * @return how often they succeeded, with Wilson's 95 % interval
     */
    public static SuccessRate attackSuccess(List<AttackTrial> trials) {
        if (trials.isEmpty()) throw new UserException("There is no trial to count; give at least one.");
        return SuccessRate.of(trials);
    }
}

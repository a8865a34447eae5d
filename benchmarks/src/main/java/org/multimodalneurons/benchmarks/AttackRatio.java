package org.multimodalneurons.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.multimodalneurons.Progress;
import org.multimodalneurons.attack.Attack;
import org.multimodalneurons.attack.AttackExperiment;
import org.multimodalneurons.attack.AttackPicture;
import org.multimodalneurons.attack.AttackStyle;
import org.multimodalneurons.attack.Layout;
import org.multimodalneurons.attack.Lettering;
import org.multimodalneurons.embed.ZeroShot;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.text.Prompts;

/**
 * How long an experiment of typographic attacks takes, as a ratio to embedding as many pictures of the model's own size:
 * {@code AttackRatio [pictures] [rounds] [model]}, by default 100, 7 and the embedded model. Ten words are written in three
 * sizes on pictures of 300 x 400 pixels. Both take turns in each round; the median over the rounds is printed.
 */
public final class AttackRatio {

    private static final List<String> WORDS =
            List.of("pizza", "phone", "money", "radio", "shark", "guitar", "rocket", "robot", "santa", "piano");
    private static final String TRUE_CLASS = "dog";

    private AttackRatio() {}

    /** Runs the whole of it. */
    public static void main(String[] arguments) {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
        String model = arguments.length > 2 ? arguments[2] : "embedded";
        try (ClipModel clip = ResponsesRatio.open(model)) {
            List<AttackPicture> pictures = IntStream.range(0, count)
                    .mapToObj(i -> new AttackPicture("picture " + i, TRUE_CLASS, () -> Noise.picture(300, 400, i)))
                    .toList();
            List<AttackStyle> styles = new ArrayList<>();
            Layout layout = AttackStyle.usualLayout(clip);
            AttackStyle.usualSizes(layout)
                    .forEach(size -> styles.add(new AttackStyle(Lettering.paper(), layout, size)));
            ZeroShot classes = new ZeroShot(
                    clip, Stream.concat(Stream.of(TRUE_CLASS), WORDS.stream()).toList(), Prompts.NONE);
            AttackExperiment experiment = AttackExperiment.of(
                    clip, classes, WORDS.stream().map(Attack::parse).toList(), styles);
            List<RgbImage> plain = IntStream.range(0, count * (1 + WORDS.size() * styles.size()))
                    .mapToObj(
                            i -> Noise.picture(clip.image().size(), clip.image().size(), i))
                    .toList();
            ResponsesRatio.embed(clip, plain); // warms up
            experiment.run(pictures, Progress.NONE);
            System.out.println("| attacks on " + model + ", " + plain.size()
                    + " stimuli | time of the experiment / time of embedding |\n|---|---|");
            System.out.println("| " + layout.name() + " | "
                    + Turns.ratio(
                            rounds,
                            () -> experiment.run(pictures, Progress.NONE),
                            () -> ResponsesRatio.embed(clip, plain))
                    + " |");
        }
    }
}

package org.multimodalneurons.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.multimodalneurons.Progress;
import org.multimodalneurons.attack.Attack;
import org.multimodalneurons.attack.Defence;
import org.multimodalneurons.attack.Layout;
import org.multimodalneurons.attack.Lettering;
import org.multimodalneurons.attack.TextLayer;
import org.multimodalneurons.attack.TextSize;
import org.multimodalneurons.attack.defence.Filling;
import org.multimodalneurons.attack.defence.NamedText;
import org.multimodalneurons.attack.defence.ReadingDirections;
import org.multimodalneurons.attack.defence.SilencedUnits;
import org.multimodalneurons.attack.defence.TextRemoval;
import org.multimodalneurons.attack.defence.WrittenPairs;
import org.multimodalneurons.embed.Classifier;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.embed.ZeroShot;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.probe.ConceptSet;
import org.multimodalneurons.probe.Stimulus;
import org.multimodalneurons.text.Prompts;

/**
 * How well each defence holds, and what it costs: {@code DefencesMeasure [pictures]}, by default 100 of the drawings that
 * ship with the library, each with eight words on a white plate below, 80 % wide, and the embedded model. Directions and units
 * are learned from other drawings and other words.
 */
public final class DefencesMeasure {

    private static final double WIDTH = .8; // of the square
    private static final List<Integer> DIRECTIONS = List.of(1, 2, 4, 8, 16, 32, 64, 96, 128);
    private static final List<Double> SHARES = List.of(.02, .05, .1, .2, .3, .4);
    private static final List<String> PROMPTS = List.of(
            "a picture of a {} with the word {text}",
            "a {} and the word {text}",
            "a picture of a {} | a picture of a {} with a label that says {text}",
            "a picture of a {} with a label that says {text}");

    private final ClipModel clip;
    private final List<Stimulus> pictures;
    private final List<RgbImage> stimuli = new ArrayList<>();
    private final List<Attack> attacks = Attack.embedded();
    private final Classifier classes;
    private final Embeddings seen;

    private DefencesMeasure(ClipModel clip, List<Stimulus> pictures) {
        this.clip = clip;
        this.pictures = pictures;
        int side = clip.preprocessing().size();
        List<TextLayer> layers = attacks.stream()
                .map(attack -> TextLayer.of(
                        attack.text(), Lettering.sticker(), Layout.below(), TextSize.ofWidth(WIDTH), side, side))
                .toList();
        for (Stimulus picture : pictures) {
            RgbImage bare = clip.preprocessing().resizeAndCrop(picture.picture().get());
            stimuli.add(bare);
            layers.forEach(layer -> stimuli.add(layer.over(bare)));
        }
        List<String> labels = Stream.concat(
                        pictures.stream().map(Stimulus::concept),
                        attacks.stream().map(Attack::target))
                .distinct()
                .toList();
        classes = new ZeroShot(clip, labels, Prompts.parse("a picture of a {}"));
        seen = new Embedder(clip)
                .rawImages(
                        stimuli,
                        IntStream.range(0, stimuli.size())
                                .mapToObj(Integer::toString)
                                .toList(),
                        Progress.NONE);
        System.out.printf(
                "%d pictures, %d classes%n| defence | attacks that succeed | right without text | right with text | seconds |%n|---|---|---|---|---|%n",
                pictures.size(), labels.size());
    }

    /** Runs the whole of it. */
    public static void main(String[] arguments) {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        List<Stimulus> drawings = ConceptSet.builtIn().stimuli().stream()
                .filter(stimulus -> !stimulus.modality().equals("text") && !stimulus.isNegative())
                .toList();
        List<Stimulus> attacked = new ArrayList<>();
        List<Stimulus> learned = new ArrayList<>();
        for (int i = 0; i < drawings.size(); i++) (i % 2 == 0 ? learned : attacked).add(drawings.get(i));
        List<Stimulus> some = IntStream.range(0, Math.min(count, attacked.size()))
                .mapToObj(i -> attacked.get(i * attacked.size() / Math.min(count, attacked.size())))
                .toList();
        try (ClipModel clip = ClipModel.embedded()) {
            new DefencesMeasure(clip, some).measure(learned);
        }
    }

    private void measure(List<Stimulus> learned) {
        row("none", new Nothing());
        for (String prompts : PROMPTS)
            row("prompts: " + prompts.replace("|", "/"), new NamedText(clip, Prompts.parse(prompts)));
        WrittenPairs pairs = WrittenPairs.of(
                clip,
                Stimulus.pictures(learned),
                attacks.stream().map(Attack::text).toList());
        ReadingDirections directions = ReadingDirections.learn(clip, pairs, 128, Progress.NONE);
        for (int many : DIRECTIONS) row(many + " directions", directions.first(many));
        int units = clip.image().neurons().units();
        SilencedUnits silenced = SilencedUnits.find(clip, pairs, units / 2, Progress.NONE);
        for (double share : SHARES) {
            int many = (int) (share * units);
            row(many + " units", silenced.first(many));
        }
        for (Filling filling : Filling.values()) row(new TextRemoval(filling).name(), new TextRemoval(filling));
    }

    private void row(String name, Defence defence) {
        long start = System.nanoTime();
        Embeddings embedded = defence.embed(clip, stimuli, seen, Progress.NONE);
        int trials = 0;
        int successes = 0;
        int right = 0;
        int stillRight = 0;
        for (int a = 0; a < attacks.size(); a++) {
            Classifier asked = defence.classes(classes, attacks.get(a).text());
            double[][] all = asked.probabilities(embedded);
            for (int i = 0; i < pictures.size(); i++) {
                String truth = pictures.get(i).concept();
                String target = attacks.get(a).target();
                if (truth.equals(target)) continue;
                String before = answer(asked, all[i * (1 + attacks.size())]);
                String after = answer(asked, all[i * (1 + attacks.size()) + 1 + a]);
                trials++;
                if (after.equals(target) && !before.equals(target)) successes++;
                if (before.equals(truth)) right++;
                if (after.equals(truth)) stillRight++;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %.3f | %.3f | %.3f | %.1f |%n",
                name,
                (double) successes / trials,
                (double) right / trials,
                (double) stillRight / trials,
                (System.nanoTime() - start) / 1e9);
    }

    private static String answer(Classifier classifier, double[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) if (probabilities[i] > probabilities[best]) best = i;
        return classifier.labels().get(best);
    }

    private record Nothing() implements Defence {

        @Override
        public String name() {
            return "none";
        }

        @Override
        public Embeddings embed(ClipModel clip, List<? extends PixelRows> stimuli, Embeddings seen, Progress progress) {
            return seen;
        }
    }
}

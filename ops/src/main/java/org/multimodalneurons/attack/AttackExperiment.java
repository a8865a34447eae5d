package org.multimodalneurons.attack;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.multimodalneurons.PieceProgress;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.attack.AttackTrial.Outcome;
import org.multimodalneurons.attack.Stimuli.Stimulus;
import org.multimodalneurons.embed.Classifier;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.model.ClipModel;

/**
 * Typographic attacks, many at once: words in several styles on many pictures. Each picture is brought to the square that the
 * model sees, each text laid over it there; the model sees each of them once.
 *
 * @see <a href="https://distill.pub/2021/multimodal-neurons/#typographic-attacks">Goh et al. 2021, typographic attacks</a>
 */
public final class AttackExperiment {

    /** So many are embedded, and answered for, before the next: memory stays bounded however many pictures there are. */
    private static final int STIMULI_AT_ONCE = 4096;

    private final ClipModel clip;
    private final Classifier classes;
    private final List<Attack> attacks;
    private final List<AttackStyle> styles;
    private final List<Defence> defences;

    /** One attack in one style, with its layer. */
    private record Writing(Attack attack, AttackStyle style, TextLayer layer) {}

    /** A picture with one writing, or bare. */
    private record Planned(int picture, Optional<Writing> writing) {}

    /**
     * What came of an experiment.
     *
     * @param trials picture by picture, attack by attack, style by style
     * @param unreadable the places of the pictures that were passed over, from 0, and what is wrong with them
     */
    public record Result(List<AttackTrial> trials, Map<Integer, String> unreadable) {}

    private AttackExperiment(
            ClipModel clip,
            Classifier classes,
            List<Attack> attacks,
            List<AttackStyle> styles,
            List<Defence> defences) {
        this.clip = clip;
        this.classes = classes;
        this.attacks = List.copyOf(attacks);
        this.styles = List.copyOf(styles);
        this.defences = List.copyOf(defences);
    }

    /**
     * An experiment without defences.
     *
     * @param classes among which the model answers
     * @param attacks at least one
     * @param styles at least one
     * @throws UserException when there is one class only, or one of the targets is not among them
     */
    public static AttackExperiment of(
            ClipModel clip, Classifier classes, List<Attack> attacks, List<AttackStyle> styles) {
        if (attacks.isEmpty()) throw new UserException("There is nothing to write: give at least one word.");
        if (styles.isEmpty()) throw new UserException("There is no layout; give at least one, such as below.");
        if (classes.labels().size() < 2)
            throw new UserException("There is one class only, "
                    + classes.labels().get(0) + ": no answer could be another. Give at least two.");
        for (Attack attack : attacks)
            if (!classes.labels().contains(attack.target()))
                throw new UserException("The target \"" + attack.target() + "\" of the attack \"" + attack.text()
                        + "\" is not among the classes (" + shortened(classes.labels())
                        + "); add it to them, or write the attack as \"" + attack.text() + " = CLASS\".");
        return new AttackExperiment(clip, classes, attacks, styles, List.of());
    }

    private static String shortened(List<String> labels) {
        return String.join(", ", labels.subList(0, Math.min(12, labels.size()))) + (labels.size() > 12 ? ", ..." : "");
    }

    /** The same with these defences, each measured on the same pictures. */
    public AttackExperiment against(List<Defence> measured) {
        return new AttackExperiment(clip, classes, attacks, styles, measured);
    }

    /**
     * Runs it. A picture is not attacked with its own class.
     *
     * @param pictures at least one
     * @throws UserException when there is no picture, none can be read, or a text does not fit
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public Result run(List<AttackPicture> pictures, Progress progress) {
        if (pictures.isEmpty()) throw new UserException("There is no picture to attack; open or choose at least one.");
        int side = clip.preprocessing().size();
        List<Writing> writings = new ArrayList<>();
        for (Attack attack : attacks)
            for (AttackStyle style : styles)
                writings.add(new Writing(attack, style, style.layer(attack.text(), side, side)));
        int atOnce = Math.max(1, STIMULI_AT_ONCE / (1 + writings.size()));
        List<AttackTrial> trials = new ArrayList<>();
        SortedMap<Integer, String> unreadable = new TreeMap<>();
        var pieces = new PieceProgress(progress, (pictures.size() + atOnce - 1) / atOnce, InstantSource.system());
        for (int from = 0; from < pictures.size(); from += atOnce) {
            pieces.next("Attacking picture " + (from + 1) + " of " + pictures.size());
            List<AttackPicture> piece = pictures.subList(from, Math.min(from + atOnce, pictures.size()));
            int first = from;
            trials.addAll(trials(piece, writings, (place, why) -> unreadable.put(first + place, why), pieces));
        }
        if (trials.isEmpty()) throw new UserException(nothing(unreadable.values()));
        return new Result(List.copyOf(trials), Collections.unmodifiableMap(unreadable));
    }

    /** What the classifier says of some pictures, bare and with every writing. */
    private List<AttackTrial> trials(
            List<AttackPicture> pictures,
            List<Writing> writings,
            BiConsumer<Integer, String> unreadable,
            Progress progress) {
        List<Planned> planned = plan(pictures, writings);
        Set<Integer> missing = new HashSet<>();
        List<String> places =
                IntStream.range(0, planned.size()).mapToObj(Integer::toString).toList();
        Embeddings seen = new Embedder(clip)
                .rawReadable(
                        stimuli(pictures, planned),
                        places,
                        (place, fault) -> {
                            missing.add(place);
                            if (planned.get(place).writing().isEmpty())
                                unreadable.accept(planned.get(place).picture(), fault.getMessage());
                        },
                        progress);
        List<Planned> read = IntStream.range(0, planned.size())
                .filter(place -> !missing.contains(place))
                .mapToObj(planned::get)
                .toList();
        if (read.isEmpty()) return List.of();
        List<Verdicts> verdicts = new ArrayList<>();
        verdicts.add(new Verdicts(seen, any -> classes));
        for (Defence defence : defences)
            verdicts.add(new Verdicts(
                    defence.embed(clip, stimuli(pictures, read), seen, progress),
                    attack -> defence.classes(classes, attack.text())));
        return trials(pictures, read, verdicts);
    }

    private static List<Planned> plan(List<AttackPicture> pictures, List<Writing> writings) {
        List<Planned> planned = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            planned.add(new Planned(i, Optional.empty()));
            for (Writing writing : writings)
                if (!pictures.get(i).trueClass().equals(writing.attack().target()))
                    planned.add(new Planned(i, Optional.of(writing)));
        }
        return planned;
    }

    private Stimuli stimuli(List<AttackPicture> pictures, List<Planned> planned) {
        List<Stimulus> stimuli = planned.stream()
                .map(each -> new Stimulus(each.picture(), each.writing().map(Writing::layer)))
                .toList();
        return new Stimuli(pictures, clip.preprocessing(), stimuli);
    }

    private static List<AttackTrial> trials(List<AttackPicture> pictures, List<Planned> read, List<Verdicts> verdicts) {
        List<AttackTrial> trials = new ArrayList<>();
        int bare = 0;
        for (int row = 0; row < read.size(); row++) {
            if (read.get(row).writing().isEmpty()) {
                bare = row;
                continue;
            }
            Writing writing = read.get(row).writing().get();
            List<Outcome> outcomes = new ArrayList<>();
            for (Verdicts each : verdicts) outcomes.add(each.outcome(writing.attack(), bare, row));
            AttackPicture picture = pictures.get(read.get(row).picture());
            trials.add(new AttackTrial(
                    picture.label(),
                    picture.trueClass(),
                    writing.attack(),
                    writing.style(),
                    writing.layer().coverage(),
                    outcomes.get(0),
                    outcomes.subList(1, outcomes.size())));
        }
        return trials;
    }

    private static String nothing(Collection<String> unreadable) {
        if (unreadable.isEmpty())
            return "Every picture shows what is to be written on it; a picture is not attacked with its own class.";
        return "None of the pictures can be read: " + unreadable.iterator().next();
    }

    /** What classifiers say of all stimuli of a piece, each classifier asked once. */
    private static final class Verdicts {

        private final Embeddings seen;
        private final Function<Attack, Classifier> classifiers;
        private final IdentityHashMap<Classifier, double[][]> probabilities = new IdentityHashMap<>();
        private final Map<Attack, Classifier> byAttack = new HashMap<>();

        Verdicts(Embeddings seen, Function<Attack, Classifier> classifiers) {
            this.seen = seen;
            this.classifiers = classifiers;
        }

        Outcome outcome(Attack attack, int before, int after) {
            Classifier classifier = byAttack.computeIfAbsent(attack, classifiers);
            double[][] all = probabilities.computeIfAbsent(classifier, each -> each.probabilities(seen));
            return new Outcome(
                    Answer.of(classifier.labels(), all[before], attack.target()),
                    Answer.of(classifier.labels(), all[after], attack.target()));
        }
    }
}

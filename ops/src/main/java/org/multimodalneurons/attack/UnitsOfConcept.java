package org.multimodalneurons.attack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.multimodalneurons.Progress;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.probe.ConceptResponses;
import org.multimodalneurons.probe.ConceptSet;
import org.multimodalneurons.probe.KnownUnit;
import org.multimodalneurons.probe.Pooling;
import org.multimodalneurons.probe.Sample;
import org.multimodalneurons.probe.Selectivity;
import org.multimodalneurons.probe.Stimulus;

/**
 * Which units of a layer belong to an attack's concept, told in up to three ways: they are known for it, they answer to the
 * written word by itself, they tell the concept in its worst modality.
 */
final class UnitsOfConcept {

    private static final int STIMULI_OF_A_MODALITY = 150;
    private static final int PARTS = 20;

    private final Layer layer;
    private final Attack attack;
    private final List<KnownUnit> known;
    private final WrittenAnswers written;
    private final Optional<Sample> shown;
    private final Map<String, String> unreadable;

    private UnitsOfConcept(
            Layer layer,
            Attack attack,
            List<KnownUnit> known,
            WrittenAnswers written,
            Optional<Sample> shown,
            Map<String, String> unreadable) {
        this.layer = layer;
        this.attack = attack;
        this.known = known;
        this.written = written;
        this.shown = shown;
        this.unreadable = unreadable;
    }

    /** Asks the model, as far as the set shows the concept. */
    static UnitsOfConcept of(ClipModel clip, Attack attack, Layer layer, ConceptSet set, Progress progress) {
        List<KnownUnit> known = KnownUnit.of(clip).stream()
                .filter(each -> each.unit().layer().equals(layer.name()))
                .toList();
        WrittenAnswers written = WrittenAnswers.of(clip, layer, attack.text(), progress);
        Optional<String> concept = set.concepts().stream()
                .filter(attack.target()::equalsIgnoreCase)
                .findFirst();
        Optional<ConceptResponses> responses =
                concept.map(shown -> ConceptResponses.of(clip, some(set, shown), layer, Pooling.MEAN, progress));
        return new UnitsOfConcept(
                layer,
                attack,
                known,
                written,
                responses.map(all -> all.sample(concept.get())),
                responses.map(UnitsOfConcept::unreadable).orElse(Map.of()));
    }

    private static Map<String, String> unreadable(ConceptResponses responses) {
        Map<String, String> reasons = new LinkedHashMap<>();
        new TreeMap<>(responses.matrix().unreadable())
                .forEach((item, reason) ->
                        reasons.put(responses.set().stimuli().get(item).label(), reason));
        return reasons;
    }

    /** What is wrong with pictures of the set that could not be read, by their labels. */
    Map<String, String> unreadable() {
        return unreadable;
    }

    /** All pictures of the concept, and of other things some of each modality, which tell as much. */
    private static ConceptSet some(ConceptSet set, String concept) {
        Map<String, List<Stimulus>> byModality = set.stimuli().stream()
                .filter(stimulus -> !stimulus.concept().equals(concept))
                .collect(Collectors.groupingBy(Stimulus::modality, LinkedHashMap::new, Collectors.toList()));
        List<Stimulus> some = new ArrayList<>(set.stimuli().stream()
                .filter(stimulus -> stimulus.concept().equals(concept))
                .toList());
        for (List<Stimulus> others : byModality.values()) {
            int count = Math.min(STIMULI_OF_A_MODALITY, others.size());
            for (int i = 0; i < count; i++) some.add(others.get((int) ((long) i * others.size() / count)));
        }
        return new ConceptSet(set.name(), some);
    }

    /** A unit that was hijacked, and what it has to do with the concept. */
    HijackedUnit described(Hijack.Change change) {
        int unit = change.unit().index();
        return new HijackedUnit(
                change,
                knownAs(change.unit()),
                written.z(unit),
                written.auc(unit),
                shown.map(sample -> Selectivity.worst(sample, unit)).orElse(Double.NaN));
    }

    private String knownAs(Unit unit) {
        return known.stream()
                .filter(each -> each.unit().equals(unit))
                .map(KnownUnit::concept)
                .collect(Collectors.joining(", "));
    }

    /** The units of the concept by each way to tell them; of those that are ranked, the first twentieth of the layer. */
    Map<String, List<Unit>> byKind() {
        Map<String, List<Unit>> units = new LinkedHashMap<>();
        List<Unit> own = known.stream()
                .filter(each -> each.concept().equalsIgnoreCase(attack.target()))
                .map(KnownUnit::unit)
                .toList();
        if (!own.isEmpty()) units.put("known for " + attack.target(), own);
        units.put("that answer most to the written word " + attack.text(), first(written::z));
        shown.ifPresent(sample -> units.put(
                "that best tell " + attack.target() + " however it is shown",
                first(unit -> Selectivity.worst(sample, unit))));
        return units;
    }

    private List<Unit> first(IntToDoubleFunction strength) {
        double[] strengths = IntStream.range(0, layer.units())
                .parallel()
                .mapToDouble(strength)
                .map(value -> Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value)
                .toArray();
        return IntStream.range(0, strengths.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer unit) -> -strengths[unit]))
                .limit(Math.max(1, layer.units() / PARTS))
                .map(unit -> new Unit(layer.name(), unit))
                .toList();
    }
}

package org.multimodalneurons.probe;

import java.util.ArrayList;
import java.util.List;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;

/**
 * A concept of a family, and how well one unit stands for it.
 *
 * @param family what kind of concept it is
 * @param chosenOn what the unit was chosen on, never what it is scored on
 * @param score on the other stimuli
 */
public record FamilyMember(String family, ChosenOn chosenOn, UnitScore score) {

    /** What a unit was chosen on. */
    public enum ChosenOn {
        /** What the model was trained on, or the paper's authors looked at: the list of known units. */
        KNOWN,
        /** One half of the pictures; it is scored on the other half. */
        OTHER_HALF
    }

    /**
     * One unit for each concept of a set: a known one, where there is one in this layer, scored on all pictures; else the
     * best on one half of the pictures, scored on the other.
     *
     * @param responses to the set
     * @param known units of the model
     * @param seed of splits and bootstraps
     * @param skipped receives a sentence on each concept that has neither a known unit nor enough pictures to be split
     * @return the members, by family in the order of the set, the best score first
     */
    public static List<FamilyMember> of(
            ConceptResponses responses, List<KnownUnit> known, long seed, List<String> skipped, Progress progress) {
        List<FamilyMember> members = new ArrayList<>();
        List<String> concepts = responses.set().concepts();
        for (String family : responses.set().families()) {
            List<FamilyMember> some = new ArrayList<>();
            for (String concept : responses.set().concepts(family)) {
                progress.throwIfCancelled();
                progress.report(concepts.indexOf(concept), concepts.size(), "Looking for a unit of " + concept);
                try {
                    some.add(member(responses, family, concept, known, seed));
                } catch (UserException e) {
                    skipped.add(concept + " is left out. " + e.getMessage());
                }
            }
            some.sort((a, b) ->
                    Double.compare(b.score().multimodality(), a.score().multimodality()));
            members.addAll(some);
        }
        return members;
    }

    private static FamilyMember member(
            ConceptResponses responses, String family, String concept, List<KnownUnit> known, long seed) {
        Sample sample = responses.sample(concept);
        return known.stream()
                .filter(one -> one.concept().equalsIgnoreCase(concept))
                .filter(one -> one.unit().layer().equals(responses.layer().name()))
                .findFirst()
                .map(one -> new FamilyMember(
                        family,
                        ChosenOn.KNOWN,
                        Selectivity.of(sample, one.unit().index(), seed)))
                .orElseGet(() -> new FamilyMember(
                        family,
                        ChosenOn.OTHER_HALF,
                        Selectivity.split(sample, seed).top(1, Progress.NONE).get(0)));
    }
}

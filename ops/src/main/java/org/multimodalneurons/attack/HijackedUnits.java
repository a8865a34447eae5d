package org.multimodalneurons.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Contrast;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.probe.ConceptSet;
import org.multimodalneurons.probe.ReferenceStatistics;

/**
 * Which units did an attack hijack, and are they those of its concept?
 *
 * @param hijack what became of all units
 * @param units the first of the ranking that was asked for
 * @param overlaps of the first of each ranking that is known with the units of the concept, for each way to tell which those
 *     are: known for it where a list is known, answering to the written word, and telling the concept in its worst modality
 *     where the set shows it
 * @param unreadable what is wrong with pictures of the set that could not be read, by their labels
 */
public record HijackedUnits(
        Hijack hijack, List<HijackedUnit> units, List<Overlap> overlaps, Map<String, String> unreadable) {

    /**
     * What is asked.
     *
     * @param attack what is written, and the class that it speaks for, which is also the concept
     * @param contrast the class as the model is asked for it
     * @param layer of that model's image encoder
     * @param usual how its units usually respond, where that is known
     * @param set in which the concept is looked up
     * @param ranking by which units are listed
     * @param count how many units, at least 1
     */
    public record Question(
            Attack attack,
            Contrast contrast,
            Layer layer,
            Optional<ReferenceStatistics> usual,
            ConceptSet set,
            Hijack.Ranking ranking,
            int count) {

        /** Checks the number. */
        public Question {
            if (count < 1) throw new UserException(count + " units were asked for; at least 1 is needed.");
        }
    }

    /**
     * Compares a picture with itself under attack.
     *
     * @param clean of any size
     * @param attacked of the same size
     * @throws UserException when it is not, or the layer's units cannot be ranked as asked
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static HijackedUnits of(Question question, PixelRows clean, PixelRows attacked, Progress progress) {
        ClipModel clip = question.contrast().clip();
        Layer layer = question.layer();
        Hijack hijack = Hijack.of(question.contrast(), layer, question.usual(), clean, attacked);
        if (!hijack.isKnown(question.ranking()))
            throw new UserException(
                    "The units of " + layer + " cannot be ranked by what they add to the logit, which is" + " read off "
                            + clip.image().neurons() + " alone; rank them by change or by rise.");
        var concept = UnitsOfConcept.of(clip, question.attack(), layer, question.set(), progress);
        List<HijackedUnit> units = hijack.first(question.ranking(), question.count()).stream()
                .map(concept::described)
                .toList();
        return new HijackedUnits(
                hijack, units, overlaps(hijack, concept.byKind(), question.count()), concept.unreadable());
    }

    private static List<Overlap> overlaps(Hijack hijack, Map<String, List<Unit>> kinds, int count) {
        List<Overlap> overlaps = new ArrayList<>();
        for (Hijack.Ranking ranking : Hijack.Ranking.values()) {
            if (!hijack.isKnown(ranking)) continue;
            List<Unit> first = hijack.first(ranking, count).stream()
                    .map(Hijack.Change::unit)
                    .toList();
            kinds.forEach((kind, units) -> overlaps.add(Overlap.of(
                    ranking.words(), first, kind, units, hijack.changes().size())));
        }
        return List.copyOf(overlaps);
    }

    /** The findings on the units that are listed, in words. */
    public List<String> sentences(Hijack.Ranking ranking) {
        return overlaps.stream()
                .filter(overlap -> overlap.hijacked().equals(ranking.words()))
                .map(Overlap::sentence)
                .toList();
    }
}

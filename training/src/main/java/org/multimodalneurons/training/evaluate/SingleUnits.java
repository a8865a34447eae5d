package org.multimodalneurons.training.evaluate;

import java.util.Comparator;
import java.util.List;

import org.multimodalneurons.training.data.Concept;

import static org.multimodalneurons.training.evaluate.Proportion.decimal;

/** Which single units stand for a concept however it is drawn or written. */
final class SingleUnits {

    private static final int LISTED = 8;
    private static final double GOOD = .9;
    private static final double FAIR = .8;

    private final Subject subject;
    private final Report report;

    SingleUnits(Subject subject, Report report) {
        this.subject = subject;
        this.report = report;
    }

    /** Reports on the units, and gives the best one for each concept. */
    List<BestUnit> units(Viewer.Seen pictures, Viewer.Seen texts) {
        int n = subject.words().size();
        List<Selectivities> training = subject.gallery().training().values().stream()
                .map(stimuli -> Selectivities.of(stimuli, subject.see(stimuli).units(), n))
                .toList();
        List<Stimulus> style = subject.gallery().heldOutPictures().stream()
                .map(picture -> Stimulus.of(picture.concept(), picture))
                .toList();
        List<Stimulus> font = subject.gallery().heldOutFont().stream()
                .map(word -> Stimulus.of(word.concept(), word))
                .toList();
        List<BestUnit> best = BestUnit.choose(
                training, Selectivities.of(style, pictures.units(), n), Selectivities.of(font, texts.units(), n));
        double[] worst = best.stream().mapToDouble(BestUnit::worst).sorted().toArray();
        report.section(
                "Single units",
                "Layer `" + subject.layer().name() + "`, " + subject.layer().units()
                        + " units, mean over the map. For each of "
                        + best.size()
                        + " concepts one unit was chosen by its worst modality (shaded, flat, line, text) on training"
                        + " stimuli and scored once on the held-out style and font. Area under the ROC curve, the worse"
                        + " of the two: median " + decimal(worst[worst.length / 2]) + "; at least .90 for "
                        + best.stream().filter(unit -> unit.worst() >= GOOD).count()
                        + " concepts, at least .80 for "
                        + best.stream().filter(unit -> unit.worst() >= FAIR).count() + ".");
        report.table("family", "units with the best worst modality: concept (picture, text)");
        subject.concepts().list().stream()
                .map(Concept::family)
                .distinct()
                .forEach(family -> report.row(family, list(best, family)));
        return best;
    }

    private String list(List<BestUnit> best, String family) {
        return String.join(
                "; ",
                best.stream()
                        .filter(unit ->
                                subject.concepts().get(unit.concept()).family().equals(family))
                        .sorted(Comparator.comparingDouble(BestUnit::worst).reversed())
                        .limit(LISTED)
                        .map(unit -> "%s `%s` (%s, %s)"
                                .formatted(
                                        subject.words().get(unit.concept()),
                                        unit.in(subject.layer()),
                                        decimal(unit.picture()),
                                        decimal(unit.text())))
                        .toList());
    }
}

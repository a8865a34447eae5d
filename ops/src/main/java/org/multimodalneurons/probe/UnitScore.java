package org.multimodalneurons.probe;

import java.util.Comparator;
import java.util.List;

import org.multimodalneurons.Interval;
import org.multimodalneurons.model.Unit;

/**
 * How well a unit tells a concept from other things, in whatever way it is shown.
 *
 * @param concept the concept
 * @param unit the unit
 * @param chosenBy the multimodality score by which it was chosen, on other stimuli than the rest was worked out from
 * @param multimodality the area under the ROC curve in its worst modality: a unit is multimodal only if every one excites it
 * @param interval of the multimodality score, 95 %, by bootstrap within each modality
 * @param auc of all modalities together; stimuli are only compared within one
 * @param d Cohen's, of all modalities together, likewise
 * @param p of a one-sided Mann-Whitney test stratified by modality: that the unit tells the concept at all
 * @param correctedP p corrected for all units of the layer (Benjamini-Hochberg)
 * @param modalities the same in each modality
 */
public record UnitScore(
        String concept,
        Unit unit,
        double chosenBy,
        double multimodality,
        Interval interval,
        double auc,
        double d,
        double p,
        double correctedP,
        List<ModalityScore> modalities) {

    /**
     * A unit's score in one modality.
     *
     * @param modality its name
     * @param auc area under the ROC curve
     * @param d Cohen's
     * @param positives how many pictures of the concept
     * @param negatives how many of other things
     */
    public record ModalityScore(String modality, double auc, double d, int positives, int negatives) {}

    /** The modality that excites the unit least reliably. */
    public ModalityScore worst() {
        return modalities.stream()
                .min(Comparator.comparingDouble(ModalityScore::auc))
                .orElseThrow();
    }
}

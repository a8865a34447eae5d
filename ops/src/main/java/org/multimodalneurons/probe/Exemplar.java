package org.multimodalneurons.probe;

import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * The picture of a concept that excites a unit most in one modality.
 *
 * @param stimulus the picture
 * @param response the unit's
 * @param deviations how far that lies above the mean of the modality's negatives, in their standard deviations; NaN where
 *     they do not vary
 */
public record Exemplar(Stimulus stimulus, double response, double deviations) {

    /**
     * Looks for it.
     *
     * @param responses to the set
     * @param sample of the concept, from these responses
     * @param modality one of the sample's
     * @param unit its index in the layer
     */
    public static Exemplar of(ConceptResponses responses, Sample sample, String modality, int unit) {
        Sample.Modality items = sample.modalities().get(modality);
        float[] positives = sample.responses(unit, items.positives());
        int best = 0;
        for (int i = 1; i < positives.length; i++) if (positives[i] > positives[best]) best = i;
        var others = new SummaryStatistics();
        for (float response : sample.responses(unit, items.negatives())) others.addValue(response);
        double spread = others.getStandardDeviation();
        return new Exemplar(
                responses.set().stimuli().get(items.positives().get(best)),
                positives[best],
                spread > 0 ? (positives[best] - others.getMean()) / spread : Double.NaN);
    }
}

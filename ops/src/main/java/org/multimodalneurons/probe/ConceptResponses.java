package org.multimodalneurons.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;

/**
 * What the units of one layer answer to every stimulus of a concept set.
 *
 * @param set the stimuli
 * @param layer whose units they are
 * @param matrix the responses; its items are the stimuli
 */
public record ConceptResponses(ConceptSet set, Layer layer, ResponseMatrix matrix) {

    /**
     * Shows a set to a model.
     *
     * @throws UserException when the model has no such layer
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static ConceptResponses of(ClipModel clip, ConceptSet set, Layer layer, Pooling pooling, Progress progress) {
        var matrix = new ResponseMatrix(set.stimuli().size(), pooling);
        Responses.of(clip, List.of(layer)).images(set.pictures(), matrix, progress);
        return new ConceptResponses(set, layer, matrix);
    }

    /**
     * The stimuli of one concept beside what it is told from, modality by modality.
     *
     * @throws UserException when the set does not have the concept, or a modality of it has no readable picture or no
     *     negative
     */
    public Sample sample(String concept) {
        Map<String, Sample.Modality> modalities = new LinkedHashMap<>();
        for (String modality : set.modalities(concept)) {
            List<Integer> positives = new ArrayList<>();
            List<Integer> negatives = new ArrayList<>();
            for (int item : matrix.items()) {
                Stimulus stimulus = set.stimuli().get(item);
                boolean same = stimulus.modality().equals(modality);
                if (stimulus.concept().equals(concept)) {
                    if (same) positives.add(item);
                } else if (same || stimulus.modality().isEmpty()) negatives.add(item);
            }
            require(positives, concept, modality, "readable picture");
            require(negatives, concept, modality, "negative to compare with");
            modalities.put(modality, new Sample.Modality(positives, negatives));
        }
        return new Sample(concept, layer, matrix, modalities);
    }

    private void require(List<Integer> items, String concept, String modality, String what) {
        if (items.isEmpty())
            throw new UserException("Concept set " + set.name() + ", concept " + concept + ", modality " + modality
                    + ": there is no " + what + ". Add one, or remove the modality.");
    }
}

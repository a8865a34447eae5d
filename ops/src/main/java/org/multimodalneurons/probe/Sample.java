package org.multimodalneurons.probe;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.multimodalneurons.UserException;
import org.multimodalneurons.model.Layer;

/**
 * Responses to stimuli of one concept and to negatives, in every modality.
 *
 * @param concept its name
 * @param layer whose units responded
 * @param matrix the responses
 * @param modalities items of the matrix, by modality
 */
public record Sample(String concept, Layer layer, ResponseMatrix matrix, Map<String, Modality> modalities) {

    /**
     * The items of one modality.
     *
     * @param positives that show the concept
     * @param negatives that they are compared with
     */
    public record Modality(List<Integer> positives, List<Integer> negatives) {

        /** Copies the lists. */
        public Modality {
            positives = List.copyOf(positives);
            negatives = List.copyOf(negatives);
        }
    }

    /** Two samples that share no stimulus. */
    public record Halves(Sample first, Sample second) {}

    /** Keeps the order of the modalities. */
    public Sample {
        modalities = Collections.unmodifiableMap(new LinkedHashMap<>(modalities));
    }

    /** One unit's responses to some items. */
    float[] responses(int unit, Collection<Integer> items) {
        float[] responses = new float[items.size()];
        int i = 0;
        for (int item : items) responses[i++] = matrix.row(item)[unit];
        return responses;
    }

    /** Of each unit, how much its responses in a modality are tied; see {@link MannWhitney#ties}. */
    double[] ties(Modality modality) {
        BitSet items = new BitSet();
        modality.positives().forEach(items::set);
        modality.negatives().forEach(items::set);
        return matrix.ties(items, layer.units());
    }

    /**
     * Splits at random so that units chosen on one half can be scored on the other: positives and negatives of every
     * modality by themselves; of an odd number the first half has one more. One single picture of a modality is left to the
     * second half, so that it is scored and nothing is chosen on it; of several such modalities every other one is chosen on, from
     * the first on, and not scored. The other half then lacks the modality.
     *
     * @throws UserException when all modalities have one single picture, or one has a single negative
     */
    public Halves halves(long seed) {
        if (modalities.values().stream()
                .allMatch(modality -> modality.positives().size() < 2))
            throw new UserException("Each modality has one single picture of " + concept
                    + "; a unit is chosen on one half of the pictures"
                    + " and scored on the other, so at least one modality needs two. Add pictures, or give another"
                    + " set to choose on.");
        Random random = new Random(seed);
        Map<Integer, Boolean> inFirst = new HashMap<>(singles());
        modalities.forEach((name, modality) -> {
            if (modality.negatives().size() < 2)
                throw new UserException(
                        "Modality " + name + " has one single negative; units are chosen on one half of"
                                + " the pictures and scored on the other, so at least two are needed. Add pictures of other things.");
            assign(modality.positives(), random, inFirst);
            assign(modality.negatives(), random, inFirst);
        });
        return new Halves(part(inFirst, true), part(inFirst, false));
    }

    /** Whether the only picture of a modality is chosen on. */
    private Map<Integer, Boolean> singles() {
        List<Integer> singles = modalities.values().stream()
                .filter(modality -> modality.positives().size() == 1)
                .map(modality -> modality.positives().get(0))
                .toList();
        Map<Integer, Boolean> inFirst = new HashMap<>();
        for (int i = 0; i < singles.size(); i++) inFirst.put(singles.get(i), singles.size() > 1 && i % 2 == 0);
        return inFirst;
    }

    private static void assign(List<Integer> items, Random random, Map<Integer, Boolean> inFirst) {
        List<Integer> shuffled = new ArrayList<>(items);
        Collections.shuffle(shuffled, random);
        shuffled.removeIf(inFirst::containsKey); // a negative of several modalities has its half already
        for (int i = 0; i < shuffled.size(); i++) inFirst.put(shuffled.get(i), i < (shuffled.size() + 1) / 2);
    }

    private Sample part(Map<Integer, Boolean> inFirst, boolean first) {
        Map<String, Modality> part = new LinkedHashMap<>();
        modalities.forEach((name, modality) -> {
            List<Integer> positives = some(modality.positives(), inFirst, first);
            if (!positives.isEmpty())
                part.put(name, new Modality(positives, some(modality.negatives(), inFirst, first)));
        });
        return new Sample(concept, layer, matrix, part);
    }

    private static List<Integer> some(List<Integer> items, Map<Integer, Boolean> inFirst, boolean first) {
        return items.stream().filter(item -> inFirst.get(item) == first).toList();
    }
}

package org.multimodalneurons.attack;

import java.util.List;

/**
 * What a classifier says of a picture.
 *
 * @param label the most probable class
 * @param probability of it, 0 to 1
 * @param ofTarget probability of the attack's target, 0 to 1
 */
public record Answer(String label, double probability, double ofTarget) {

    /** The answer among probabilities in the order of their labels. */
    static Answer of(List<String> labels, double[] probabilities, String target) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) if (probabilities[i] > probabilities[best]) best = i;
        return new Answer(labels.get(best), probabilities[best], probabilities[labels.indexOf(target)]);
    }
}

package org.multimodalneurons.attack;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import org.apache.commons.math3.distribution.HypergeometricDistribution;
import org.multimodalneurons.model.Unit;

/**
 * How many of the units that an attack hijacked are units of its concept, held against chance.
 *
 * @param hijacked what they did, such as {@code rose most}
 * @param first how many units that did so most were looked at
 * @param concept which units of the concept, such as {@code known for pizza}
 * @param units how many those are
 * @param shared how many are both
 * @param expected how many would be by chance, were the hijacked units drawn blindly from the layer
 * @param p that chance gives as many or more (hypergeometric)
 */
public record Overlap(String hijacked, int first, String concept, int units, int shared, double expected, double p) {

    /**
     * Counts.
     *
     * @param all how many units the layer has
     * @param hijacked units of the layer
     * @param concept units of the layer
     */
    public static Overlap of(
            String hijackedWords, Collection<Unit> hijacked, String conceptWords, Collection<Unit> concept, int all) {
        Set<Unit> shared = new HashSet<>(hijacked);
        shared.retainAll(concept);
        return new Overlap(
                hijackedWords,
                hijacked.size(),
                conceptWords,
                concept.size(),
                shared.size(),
                (double) concept.size() * hijacked.size() / all,
                new HypergeometricDistribution(null, all, concept.size(), hijacked.size())
                        .upperCumulativeProbability(shared.size()));
    }

    /** The finding in words. */
    public String sentence() {
        return String.format(
                Locale.ROOT,
                "Of the %d units that %s, %d %s among the %d %s; by chance it would be %.2f (p = %.2g).",
                first,
                hijacked,
                shared,
                shared == 1 ? "is" : "are",
                units,
                concept,
                expected,
                p);
    }
}

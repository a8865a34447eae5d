package org.multimodalneurons.attack;

/**
 * A unit that an attack hijacked, and what it has to do with the attack's concept.
 *
 * @param change what became of its response
 * @param knownAs what it is known to stand for; empty where that is not known
 * @param wordZ how it answers to the written word alone, against other words; see {@link WrittenAnswers#z}
 * @param wordAuc the chance that it responds more to the written word than to another one
 * @param conceptAuc how well it tells the concept in its worst modality; NaN where the concept set does not show it
 */
public record HijackedUnit(Hijack.Change change, String knownAs, double wordZ, double wordAuc, double conceptAuc) {}

package org.multimodalneurons.probe;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;

/**
 * Labelled stimuli of one or several concepts, each in several modalities, and what they are told from.
 *
 * <p>A stimulus of one modality is compared with negatives of that modality and with those that have none, or the
 * comparison would tell pictures from words and not one concept from others. In a set of several concepts, the stimuli of
 * each are negatives of the others.
 *
 * @param name of the set, in tables
 * @param stimuli concepts and negatives
 */
public record ConceptSet(String name, List<Stimulus> stimuli) {

    /** Checks that there is something to compare. */
    public ConceptSet {
        stimuli = List.copyOf(stimuli);
        if (stimuli.stream().allMatch(Stimulus::isNegative))
            throw new UserException("The concept set " + name + " shows no concept: it holds negatives only.");
    }

    /**
     * Reads a set from a folder of PNG, JPEG, GIF or BMP files, in one of two forms:
     *
     * <ul>
     *   <li>one concept: a subfolder for each modality, of any name, and {@code negative}, which may hold pictures for all
     *       modalities and subfolders with pictures for one;
     *   <li>several: {@code family/concept/modality/}, and perhaps {@code negative/} as above.
     * </ul>
     *
     * @throws UserException when there is no such folder, a modality is empty, or negatives are missing
     */
    public static ConceptSet open(Path folder) {
        return new ConceptFolder(folder).read();
    }

    /**
     * The set that ships with the library: regions, persons, emotions, animals, food and more, as drawings and line art of a
     * style and as words in a font that the embedded model never saw.
     */
    public static ConceptSet builtIn() {
        return BuiltInSet.SET;
    }

    /** The concepts, in the order of the stimuli. */
    public List<String> concepts() {
        return distinct(stimuli.stream().filter(s -> !s.isNegative()).map(Stimulus::concept));
    }

    /** The families, in the order of the stimuli. */
    public List<String> families() {
        return distinct(stimuli.stream().filter(s -> !s.isNegative()).map(Stimulus::family));
    }

    /** The concepts of a family. */
    public List<String> concepts(String family) {
        return distinct(stimuli.stream()
                .filter(s -> !s.isNegative() && s.family().equals(family))
                .map(Stimulus::concept));
    }

    /**
     * The modalities that a concept is shown in.
     *
     * @throws UserException when the set does not have the concept
     */
    public List<String> modalities(String concept) {
        List<String> modalities = distinct(
                stimuli.stream().filter(s -> s.concept().equals(concept)).map(Stimulus::modality));
        if (modalities.isEmpty() || concept.equals(Stimulus.NEGATIVE))
            throw new UserException(
                    "'" + concept + "' is not among the concepts of " + name + ", which are " + listed() + ".");
        return modalities;
    }

    /** Its concepts, a line for each family, where there are several. */
    public String listed() {
        if (families().size() < 2) return String.join(", ", concepts());
        return families().stream()
                .map(family -> "\n" + family + ": " + String.join(", ", concepts(family)))
                .collect(Collectors.joining());
    }

    /** The pictures, each opened when it is asked for. */
    public List<PixelRows> pictures() {
        return Stimulus.pictures(stimuli);
    }

    private static List<String> distinct(Stream<String> names) {
        Set<String> distinct = names.collect(Collectors.toCollection(LinkedHashSet::new));
        return List.copyOf(distinct);
    }
}

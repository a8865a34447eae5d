package org.multimodalneurons.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.weights.Architecture.ResNet;

/**
 * A unit of which it is known what it stands for.
 *
 * @param family what kind of concept that is
 * @param concept what it stands for
 * @param unit the unit
 */
public record KnownUnit(String family, String concept, Unit unit) {

    private static final ResNet RN50X4 = new ResNet(80, List.of(4, 6, 10, 6), 288, 40);

    /**
     * The units that are known of a model: of the embedded one the best for each of its concepts, chosen by their worst
     * modality on training stimuli alone ({@code docs/units.tsv}); of RN50x4 those that the paper names. None of others.
     *
     * @see <a href="https://distill.pub/2021/multimodal-neurons">Goh et al. 2021</a>
     */
    public static List<KnownUnit> of(ClipModel clip) {
        if (clip.source().isEmpty()) return read("embedded.tsv");
        if (clip.architecture().image().equals(RN50X4)) return read("RN50x4.tsv");
        return List.of();
    }

    /** The unit of a concept, where it is known. */
    public static Optional<Unit> of(ClipModel clip, String concept) {
        return of(clip).stream()
                .filter(known -> known.concept().equalsIgnoreCase(concept))
                .map(KnownUnit::unit)
                .findFirst();
    }

    /**
     * Reads a unit as a user writes it: {@code layer4.0.add:89}, or the concept of a unit that is known.
     *
     * @throws UserException when it is neither, or the model has no such unit
     */
    public static Unit parse(ClipModel clip, String text) {
        Optional<Unit> known = of(clip, text.strip());
        Unit unit = known.isPresent() ? known.get() : Unit.parse(text);
        return existing(unit, clip.image().layer(unit.layer()), clip);
    }

    /** The unit, if its layer has it. */
    static Unit existing(Unit unit, Layer layer, ClipModel clip) {
        if (unit.index() >= layer.units())
            throw new UserException("Layer " + layer + " of " + clip.name() + " has no unit " + unit.index()
                    + "; its units are 0 to " + (layer.units() - 1) + ".");
        return unit;
    }

    /** What a unit, as a user writes it, is known to stand for: of several things the one written; empty when that is not known. */
    public static String concept(ClipModel clip, String text) {
        Unit unit = parse(clip, text);
        List<String> concepts = of(clip).stream()
                .filter(known -> known.unit().equals(unit))
                .map(KnownUnit::concept)
                .toList();
        return concepts.stream()
                .filter(concept -> concept.equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElse(concepts.isEmpty() ? "" : concepts.get(0));
    }

    private static List<KnownUnit> read(String file) {
        try (InputStream in = KnownUnit.class.getResourceAsStream("units/" + file)) {
            if (in == null) throw new IllegalStateException("units/" + file + " is missing from the jar");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new KnownUnit(cells[0], cells[1], Unit.parse(cells[2])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

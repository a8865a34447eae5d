package org.multimodalneurons.probe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;

/** Many units in few words: single ones, ranges, whole layers. */
public final class UnitList {

    private static final Pattern RANGE = Pattern.compile("(.+):\\s*(\\d{1,9})\\s*-\\s*(\\d{1,9})");

    private UnitList() {}

    /**
     * The units that are meant, in order, each once.
     *
     * @param names each a unit such as {@code layer4.0.add:89}, a range such as {@code layer4.0.add:0-63}, a layer for all
     *     of its units, or the concept of a unit that is known
     * @throws UserException when there is none, or one of them is nothing that the model has
     */
    public static List<Unit> parse(ClipModel clip, List<String> names) {
        return List.copyOf(named(clip, names).keySet());
    }

    /**
     * The same units, each with its name: the concept where it was meant by one, for it may be known for several.
     *
     * @return names by unit, in order
     */
    public static Map<Unit, String> named(ClipModel clip, List<String> names) {
        Map<Unit, String> named = new LinkedHashMap<>();
        for (String name : names)
            for (Unit unit : units(clip, name))
                named.putIfAbsent(unit, isConcept(clip, name) ? name.strip() : unit.toString());
        if (named.isEmpty())
            throw new UserException(
                    "There is no unit; write some, such as layer4.0.add:89, layer4.0.add:0-63, or a whole layer.");
        return named;
    }

    private static boolean isConcept(ClipModel clip, String name) {
        return KnownUnit.of(clip, name.strip()).isPresent();
    }

    private static List<Unit> units(ClipModel clip, String name) {
        Matcher range = RANGE.matcher(name.strip());
        if (range.matches())
            return range(
                    clip, range.group(1).strip(), Integer.parseInt(range.group(2)), Integer.parseInt(range.group(3)));
        for (Layer layer : clip.image().layers())
            if (layer.name().equals(name.strip())) return range(clip, layer.name(), 0, layer.units() - 1);
        return List.of(KnownUnit.parse(clip, name));
    }

    private static List<Unit> range(ClipModel clip, String name, int first, int last) {
        Layer layer = clip.image().layer(name);
        if (first > last)
            throw new UserException("Units " + name + ":" + first + "-" + last + ": the first lies behind the last.");
        KnownUnit.existing(new Unit(name, last), layer, clip);
        return IntStream.rangeClosed(first, last)
                .mapToObj(index -> new Unit(name, index))
                .toList();
    }
}

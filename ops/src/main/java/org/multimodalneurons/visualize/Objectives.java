package org.multimodalneurons.visualize;

import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import ai.djl.ndarray.NDArray;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;

/** What units, channels and layers answer to a picture. */
public final class Objectives {

    private Objectives() {}

    /**
     * The response of a unit where it looks at the middle of the picture: of the one, two by two or single cell in the
     * middle of its map; one thing is drawn there, where {@link #channel} repeats a pattern.
     */
    public static Objective unit(Unit unit) {
        return reading("unit " + unit, unit, sight -> {
            NDArray places = sight.places(unit.layer()).get(":, {}, :", unit.index());
            long side = (long) Math.sqrt((double) places.getShape().get(1));
            if (side * side != places.getShape().get(1)) return sight.mean(places);
            long first = (side - 1) / 2;
            long last = side / 2 + 1;
            return sight.mean(places.reshape(-1, side, side).get(":, {}:{}, {}:{}", first, last, first, last));
        });
    }

    /**
     * The mean response of a channel over its whole map, or over all tokens, the class token included; before the ReLU
     * where the layer is signed.
     */
    public static Objective channel(Unit unit) {
        return reading(
                "channel " + unit,
                unit,
                sight -> sight.mean(sight.everyPlace(unit.layer()).get(":, {}, :", unit.index())));
    }

    private static Objective reading(String name, Unit unit, Function<Sight, NDArray> value) {
        return Objective.of(name, Set.of(unit.layer()), value).checking(exists(unit));
    }

    private static Consumer<ClipModel> exists(Unit unit) {
        return clip -> {
            Layer layer = clip.image().layer(unit.layer());
            if (unit.index() >= layer.units())
                throw new UserException("Layer " + layer + " of " + clip.name() + " has no unit " + unit.index()
                        + "; its units are 0 to " + (layer.units() - 1) + ".");
        };
    }
}

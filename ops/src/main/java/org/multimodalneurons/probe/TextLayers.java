package org.multimodalneurons.probe;

import java.util.List;

import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;

/**
 * Layers of the text encoder by their names in tables and macros: {@code text.resblocks.3.mlp}, since a vision transformer's
 * image encoder has a {@code resblocks.3.mlp} of its own.
 */
public final class TextLayers {

    private static final String PREFIX = "text.";

    private TextLayers() {}

    /** Whether a layer or unit is named as one of the text encoder. */
    public static boolean isNamed(String layerOrUnit) {
        return layerOrUnit.strip().startsWith(PREFIX);
    }

    /**
     * The text encoder's layer of that name.
     *
     * @param name with or without {@code text.}; blank: the hidden layer of the last MLP, before its activation function
     * @throws UserException when there is no such layer; it lists those that there are
     */
    public static Layer layer(ClipModel clip, String name) {
        List<Layer> layers = clip.text().layers();
        String plain = plain(name);
        if (plain.isEmpty())
            return layers.stream()
                    .filter(layer -> layer.name().endsWith(".mlp"))
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
        return layers.stream()
                .filter(layer -> layer.name().equals(plain))
                .findFirst()
                .orElseThrow(() -> new UserException("Layer '" + name + "' does not exist in the text encoder of "
                        + clip.name() + ". Its layers are: " + PREFIX
                        + String.join(
                                ", " + PREFIX, layers.stream().map(Layer::name).toList())
                        + "."));
    }

    /**
     * A unit of the text encoder, such as {@code text.resblocks.3.mlp:17}; without {@code text.} in what is returned.
     *
     * @throws UserException when it does not parse, or the text encoder has no such unit
     */
    public static Unit unit(ClipModel clip, String text) {
        Unit unit = Unit.parse(plain(text));
        return KnownUnit.existing(unit, layer(clip, unit.layer()), clip);
    }

    /** A layer by the name that tells it from one of the image encoder. */
    public static Layer named(Layer layer) {
        return new Layer(PREFIX + layer.name(), layer.kind(), layer.units());
    }

    /** A unit of the text encoder as {@link #unit} reads it. */
    public static String label(Unit unit) {
        return PREFIX + unit;
    }

    private static String plain(String name) {
        String plain = name == null ? "" : name.strip();
        return plain.startsWith(PREFIX) ? plain.substring(PREFIX.length()) : plain;
    }
}

package org.multimodalneurons.model;

/**
 * A named place in an encoder where activations can be read.
 *
 * @param name such as {@code layer4.2.add} or {@code resblocks.11.mlp}
 * @param kind the axes of its activations
 * @param units how many neurons it has: channels of a map, length of a token or vector, heads of an attention
 */
public record Layer(String name, Kind kind, int units) {

    /** What the axes of a layer's activations mean. */
    public enum Kind {
        /** Activation maps: [images, units, rows, columns]. */
        MAP,
        /** Tokens: [items, tokens, units]. In an image encoder's row the class token, where there is one, comes first. */
        TOKENS,
        /** One vector an item: [items, units]. */
        VECTOR,
        /** Attention probabilities: [items, units (heads), queries, keys]; each row sums to 1. */
        ATTENTION
    }

    @Override
    public String toString() {
        return name;
    }
}

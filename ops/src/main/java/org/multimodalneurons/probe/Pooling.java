package org.multimodalneurons.probe;

/** How a unit's activations over one picture or caption become one number, its response. */
public enum Pooling {
    /** Their mean: of a map all places, of tokens the picture's patches or the caption's own tokens. */
    MEAN,
    /** Their largest. */
    MAX
}

package org.multimodalneurons.image;

/** The antialiased filter that a picture is resized by, as the Python Imaging Library has it. */
public enum Interpolation {
    /** Cubic, a = −0.5: nearly all models. */
    BICUBIC,
    /** Linear. */
    BILINEAR
}

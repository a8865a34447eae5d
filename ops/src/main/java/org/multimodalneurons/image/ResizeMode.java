package org.multimodalneurons.image;

/** How a picture that is not square comes to the model's square. */
public enum ResizeMode {
    /** The short side becomes the square's, and the middle is cut out: nearly all models. */
    SHORTEST,
    /** Both sides become the square's, whatever the proportions; nothing is cut off. */
    SQUASH
}

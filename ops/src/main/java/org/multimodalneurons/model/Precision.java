package org.multimodalneurons.model;

/** How many bits a model computes its embeddings with. */
public enum Precision {

    /** 32, as the model was made. */
    FULL,

    /**
     * 8 in the matrix products of transformers, 32 in everything else. Faster on processors with instructions for it, and
     * not the same: weights are rounded to 255 steps a neuron, activations to 255 steps a token. The image towers of
     * ResNets, which lose too much by it, stay as they are; so do layers that somebody looks at, interventions and
     * gradients. It takes additional memory, since the full weights stay for these.
     */
    REDUCED
}

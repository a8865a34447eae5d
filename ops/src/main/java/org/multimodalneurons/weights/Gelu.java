package org.multimodalneurons.weights;

/**
 * The activation inside a transformer's MLP. A model computes plausible nonsense with the other one, and its tensors do
 * not tell which it was trained with.
 */
public enum Gelu {
    /** x · Φ(x), with the normal distribution's Φ: LAION-2B, DataComp and most later models. */
    EXACT,
    /** x · sigmoid(1.702 x): every model of OpenAI's. */
    QUICK
}

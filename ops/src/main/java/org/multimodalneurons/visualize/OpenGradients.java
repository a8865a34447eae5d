package org.multimodalneurons.visualize;

import ai.djl.ndarray.NDArray;
import org.multimodalneurons.model.Constant;
import org.multimodalneurons.model.Tap;

/**
 * The remedy for a start at which a unit does not fire. Where a ReLU's input is negative its output is 0 whatever one
 * changes a little: it has no gradient, and nothing would ever be drawn. That happens to the unit itself behind a ReLU, and
 * to all units where a whole layer before is silent, as it can be for a grey picture. In the first steps of a run, and
 * again when all is silent, all activation functions therefore keep their values, but a part of the gradient passes beside them. (lucid's redirected
 * ReLU serves the same purpose.)
 *
 * @param inner sees the layers
 */
record OpenGradients(Tap inner) implements Tap {

    /** How much of the gradient passes: more than the steepest fall of a GELU, so that a silent unit always rises. */
    static final double SHARE = .3;

    @Override
    public NDArray at(String layer, NDArray activation) {
        return inner.at(layer, activation);
    }

    @Override
    public NDArray activated(NDArray input, NDArray output) {
        NDArray nothing = input.sub(input.stopGradient());
        return output.add(nothing.mul(Constant.beside(input, SHARE)));
    }
}

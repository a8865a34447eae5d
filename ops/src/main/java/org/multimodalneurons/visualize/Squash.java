package org.multimodalneurons.visualize;

import ai.djl.ndarray.NDArray;

/** How unbounded values are brought to 0..1. */
public enum Squash {
    /** 1 / (1 + e^-x): slower towards the ends, so that pictures keep their shades. */
    SIGMOID {
        @Override
        NDArray of(NDArray values) {
            return values.getNDArrayInternal().sigmoid();
        }

        @Override
        NDArray inverse(NDArray shades) {
            NDArray inner = shades.clip(MARGIN, 1 - MARGIN);
            return inner.div(inner.neg().add(1)).log();
        }

        @Override
        double value(double shade) {
            return Math.log(shade / (1 - shade));
        }
    },

    /** x + 1/2, cut off at 0 and 1; where it is cut off the gradient passes. */
    CLIP {
        @Override
        NDArray of(NDArray values) {
            NDArray shades = values.add(.5f);
            return shades.add(shades.clip(0, 1).sub(shades).stopGradient());
        }

        @Override
        NDArray inverse(NDArray shades) {
            return shades.sub(.5f);
        }

        @Override
        double value(double shade) {
            return shade - .5;
        }
    };

    /** How near to black and white an image to start from may be: what is there would have no gradient. */
    private static final float MARGIN = 1f / 255;

    abstract NDArray of(NDArray values);

    abstract NDArray inverse(NDArray shades);

    /** The value of one shade between 0 and 1. */
    abstract double value(double shade);
}

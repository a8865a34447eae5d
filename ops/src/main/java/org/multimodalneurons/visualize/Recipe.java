package org.multimodalneurons.visualize;

import java.util.List;

import org.multimodalneurons.model.ClipModel;

/** The defaults: what gives a picture worth looking at in a minute. */
public final class Recipe {

    /** Steps of a run. */
    public static final int STEPS = 256;

    private Recipe() {}

    /** Twice the model's size, so that crops of different scales are seen. */
    public static Parametrization parametrization(ClipModel clip) {
        int side = 2 * clip.image().size();
        return Parametrization.fourier().decorrelated().size(side, side);
    }

    /** What pictures undergo. */
    public static List<Transformation> transformations(ClipModel clip) {
        return List.of(Transformations.jitter(8), Transformations.scale(.9, 1.1), Transformations.rotate(-10, 10));
    }

    /** How variables move. */
    public static Optimiser optimiser() {
        return Optimisers.adam(.05);
    }
}

package org.multimodalneurons.visualize;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.ImageEncoder;

/** How a model looks at pictures: through transformations, resized to its input and normalised. */
final class Lens {

    private final ImageEncoder encoder;
    private final List<Transformation> transformations;
    private final NDArray mean;
    private final NDArray deviation;

    Lens(NDManager manager, ClipModel clip, List<Transformation> transformations) {
        encoder = clip.image();
        this.transformations = transformations;
        mean = perChannel(manager, clip.preprocessing().mean());
        deviation = perChannel(manager, clip.preprocessing().std());
    }

    private static NDArray perChannel(NDManager manager, List<Float> values) {
        return manager.create(new float[] {values.get(0), values.get(1), values.get(2)}, new Shape(1, 3, 1, 1));
    }

    /** What the objective's layers answer to pictures [n, 3, height, width] in 0..1. */
    Look look(NDArray pictures, Moment moment, Objective objective, boolean openGradients) {
        NDArray seen = pictures;
        for (Transformation transformation : transformations) seen = transformation.apply(seen, moment);
        NDArray pixels = Resampling.resize(seen, encoder.size(), encoder.size());
        return Look.at(encoder, pixels, pixels.sub(mean).div(deviation), objective, openGradients);
    }
}

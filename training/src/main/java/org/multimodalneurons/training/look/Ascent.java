package org.multimodalneurons.training.look;

import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import org.multimodalneurons.Progress;
import org.multimodalneurons.image.Preprocessing;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Gradient;

/**
 * A bare optimiser of pictures: Adam on spectra, the pictures shifted by a few pixels in each step and nothing else, so
 * that what appears is the model's own doing.
 */
final class Ascent {

    private static final int JITTER = 8;

    private final ClipModel clip;
    private final int steps;
    private final long seed;

    /**
     * @param steps of the optimiser, at least 1
     * @param seed of the start and of the shifts
     */
    Ascent(ClipModel clip, int steps, long seed) {
        this.clip = clip;
        this.steps = steps;
        this.seed = seed;
    }

    /**
     * Pictures that the objective is high for.
     *
     * @param n how many, drawn side by side
     * @param objective of normalised pixels [n, 3, s, s], one number: the sum over the pictures
     * @return RGB in 0..1, [n, 3, s, s]
     */
    float[] draw(int n, UnaryOperator<NDArray> objective, Progress progress) {
        int size = clip.image().size();
        Preprocessing colours = clip.preprocessing();
        Random shifts = new Random(seed);
        try (NDManager manager = clip.newManager()) {
            manager.getEngine().setRandomSeed((int) seed);
            FourierPictures pictures = new FourierPictures(manager, size + JITTER);
            NDArray mean = perChannel(manager, colours.mean());
            NDArray deviation = perChannel(manager, colours.std());
            NDArray spectra = pictures.start(manager, n);
            Optimizer adam =
                    Optimizer.adam().optLearningRateTracker(Tracker.fixed(.05f)).build();
            for (int step = 0; step < steps; step++) {
                progress.report(step, steps, "drawing");
                progress.throwIfCancelled();
                int top = shifts.nextInt(JITTER + 1);
                int left = shifts.nextInt(JITTER + 1);
                try (Gradient descent = Gradient.of(spectra, free -> {
                    NDArray seen = window(pictures.render(free), top, left, size);
                    return objective.apply(seen.sub(mean).div(deviation)).neg();
                })) {
                    adam.update("spectra", spectra, descent.gradient());
                }
            }
            return window(pictures.render(spectra), JITTER / 2, JITTER / 2, size)
                    .toFloatArray();
        }
    }

    private static NDArray perChannel(NDManager manager, List<Float> values) {
        return manager.create(new float[] {values.get(0), values.get(1), values.get(2)}, new Shape(1, 3, 1, 1));
    }

    private static NDArray window(NDArray pictures, int top, int left, int size) {
        return pictures.get(":, :, {}:{}, {}:{}", top, top + size, left, left + size);
    }
}

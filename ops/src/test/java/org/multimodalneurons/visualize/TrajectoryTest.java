package org.multimodalneurons.visualize;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.Progress;
import org.multimodalneurons.image.Preprocessing;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Gradient;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Reference;
import org.multimodalneurons.model.Unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Five steps of Adam lead where the reference goes. Its model is silent for the reference's start, whose gradient is 0
 * throughout: that values and pictures agree, and stay, is what this fixture can show. That gradients are right is shown by
 * finite differences and, from another start, by {@link #everyStepFollowsTheGradient}.
 */
class TrajectoryTest {

    /** As {@code reference/README.md} says of two correct implementations in single precision: of values, of gradients. */
    private static final double VALUES = 1e-4;

    private static final Unit UNIT = new Unit("layer4.0.add", 5);

    @Test
    void thePicturesAfterEachStepAgreeWithTheReference() {
        try (ClipModel clip = ClipModel.open(Reference.of("rn-openclip").weights())) {
            List<List<Drawing>> pictures = new ArrayList<>();
            Visualization result = FeatureVisualization.of(clip)
                    .maximise(Objectives.channel(UNIT))
                    .over(Parametrization.of(new GivenSpectrum()).decorrelated())
                    .through()
                    .with(Optimisers.adam(.05))
                    .steps(5)
                    .openSteps(0)
                    .run(Progress.NONE, 1, (step, drawings) -> pictures.add(drawings));
            for (int step = 1; step <= 5; step++) {
                double expected = FeatureFixture.values("trajectory.objective." + step)[0];
                assertEquals(expected, result.history().get(step - 1)[0], VALUES * Math.abs(expected));
                double deviation = Reference.deviation(
                        FeatureFixture.values("trajectory.image." + step),
                        pictures.get(step).get(0).toFloats());
                assertTrue(deviation < VALUES, "image " + step + ": " + deviation);
            }
        }
    }

    @Test
    void everyStepFollowsTheGradient() {
        try (ClipModel clip = ClipModel.open(Reference.of("rn-openclip").weights())) {
            List<Drawing> pictures = new ArrayList<>();
            FeatureVisualization drawing = FeatureVisualization.of(clip)
                    .maximise(Objectives.channel(new Unit("layer2.1.add", 5)))
                    .over(Parametrization.pixels().squashed(Squash.CLIP))
                    .through()
                    .with(Optimisers.ascent(1e-3))
                    .openSteps(0)
                    .steps(5);
            Visualization result = drawing.run(Progress.NONE, 1, (step, drawings) -> pictures.add(drawings.get(0)));
            for (int step = 1; step < 5; step++) {
                double rise = result.history().get(step)[0] - result.history().get(step - 1)[0];
                assertEquals(predicted(clip, pictures.get(step - 1), pictures.get(step)), rise, .1 * rise);
            }
        }
    }

    /** What the gradient of the unit by the pixels, taken without the engine, says of a step. */
    private static double predicted(ClipModel clip, Drawing from, Drawing to) {
        Layer layer = clip.image().layer("layer2.1.add");
        Shape shape = new Shape(1, 3, 64, 64);
        try (NDManager manager = clip.newManager()) {
            NDArray deviation = perChannel(manager, Preprocessing.CLIP_STD);
            NDArray before = manager.create(from.toFloats(), shape);
            NDArray pixels =
                    before.sub(perChannel(manager, Preprocessing.CLIP_MEAN)).div(deviation);
            NDArray gradient = Gradient.of(
                            pixels,
                            x -> clip.image().activate(x, layer).get(":, 5").mean())
                    .gradient();
            NDArray change = manager.create(to.toFloats(), shape).sub(before).div(deviation);
            return gradient.mul(change).sum().getFloat();
        }
    }

    private static NDArray perChannel(NDManager manager, List<Float> values) {
        return manager.create(new float[] {values.get(0), values.get(1), values.get(2)}, new Shape(1, 3, 1, 1));
    }
}

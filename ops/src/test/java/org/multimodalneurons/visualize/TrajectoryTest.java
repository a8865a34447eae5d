package org.multimodalneurons.visualize;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.multimodalneurons.Progress;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Reference;
import org.multimodalneurons.model.Unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Five steps of Adam lead where the reference goes. */
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
                    .run(Progress.NONE, 1, (step, drawings) -> pictures.add(drawings));
            for (int step = 1; step <= 5; step++) {
                double expected = FeatureFixture.values("trajectory.objective." + step)[0];
                assertEquals(expected, result.history().get(step - 1)[0], VALUES * Math.abs(expected));
                double deviation = Reference.deviation(
                        FeatureFixture.values("trajectory.image." + step),
                        pictures.get(step).get(0).toFloats());
                System.out.println(
                        step + " " + deviation + " " + (result.history().get(step - 1)[0] / expected - 1));
                assertTrue(deviation < VALUES, "image " + step + ": " + deviation);
            }
        }
    }
}

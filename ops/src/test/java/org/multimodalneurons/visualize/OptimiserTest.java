package org.multimodalneurons.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.model.PyTorch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Variables move as the papers say. The trajectory of the reference tests Adam over several steps, see TrajectoryTest. */
class OptimiserTest {

    /** Moves (0, 0) by the gradient (1, -4) so many times. */
    private static float[] moved(Optimiser optimiser, float start, int steps, float... gradient) {
        try (NDManager manager = PyTorch.newManager()) {
            NDArray variables = manager.full(new Shape(1, gradient.length), start);
            Optimiser.Ascent ascent = optimiser.begin(variables);
            for (int step = 0; step < steps; step++)
                ascent.step(variables, manager.create(gradient, variables.getShape()), step, steps);
            return variables.toFloatArray();
        }
    }

    @Test
    void adamMovesByItsRateWhateverTheGradientsLength() {
        assertArrayEquals(new float[] {-.15f, .15f}, moved(Optimisers.adam(.05), 0, 3, 1, -4), 1e-6f);
    }

    /** By Dozat's formulas for a constant gradient, with PyTorch's schedule of the momentum. */
    @Test
    void nadamLooksAhead() {
        double product = 1;
        double mean = 0;
        double at = 0;
        for (int step = 1; step <= 3; step++) {
            double now = .9 * (1 - .5 * Math.pow(.96, step * .004));
            double next = .9 * (1 - .5 * Math.pow(.96, (step + 1) * .004));
            product *= now;
            mean = .9 * mean + .1;
            at -= .05 * ((1 - now) / (1 - product) + next * mean / (1 - product * next));
        }
        assertArrayEquals(new float[] {(float) at, (float) -at}, moved(Optimisers.nadam(.05), 0, 3, 1, -4), 1e-6f);
    }

    @Test
    void adamWLetsVariablesFadeThatDoNotMatter() {
        float[] faded = moved(Optimisers.adamW(.1, .5), 1, 2, 0, 0);
        assertArrayEquals(new float[] {.95f * .95f, .95f * .95f}, faded, 1e-6f);
    }

    @Test
    void normalisedAscentMovesEachPictureByItsRateOnAverage() {
        assertArrayEquals(new float[] {-.02f * .4f, .02f * 1.6f}, moved(Optimisers.ascent(.02), 0, 1, 1, -4), 1e-7f);
    }

    @Test
    void stepsFollowTheirSchedule() {
        assertEquals(1, StepSize.COSINE.at(0));
        assertEquals(.5, StepSize.COSINE.at(.5), 1e-12);
        float[] twoSteps = moved(Optimisers.adam(.05).scheduled(StepSize.COSINE), 0, 2, 1);
        assertEquals(-.05 * 1.5, twoSteps[0], 1e-6);
    }
}

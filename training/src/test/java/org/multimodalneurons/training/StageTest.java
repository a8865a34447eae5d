package org.multimodalneurons.training;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class StageTest {

    private static final Stage STAGE = new Stage("s", 6400, 64, 64, 1e-3, 1e-4, .1, 0, .8, .5, 1.5, .25);

    @Test
    void theRateWarmsUpAndFallsAlongACosine() {
        assertEquals(1e-4, STAGE.rateAt(0), 1e-12);
        assertEquals(1e-3, STAGE.rateAt(9), 1e-12);
        assertEquals((1e-3 + 1e-4) / 2, STAGE.rateAt(54), 1e-9);
        assertEquals(1e-4, STAGE.rateAt(99), 1e-12);
    }

    @Test
    void hardnessAndEpsilonGrowLinearlyAndThenStay() {
        assertEquals(.4, STAGE.hardAt(24), 1e-12);
        assertEquals(.8, STAGE.hardAt(80), 1e-12);
        assertEquals(.06, STAGE.epsilonAt(0), 1e-12);
        assertEquals(1.5, STAGE.epsilonAt(50), 1e-12);
    }

    @Test
    void theEmbeddedModelsPlanIsReadable() throws IOException {
        Plan plan = Plan.embedded();
        assertEquals(64, plan.stages().get(0).size());
    }
}

package org.multimodalneurons.visualize;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.multimodalneurons.OutsideHeap;
import org.multimodalneurons.Progress;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Reference;
import org.multimodalneurons.model.Unit;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Neither long runs nor many runs take more and more memory, Java's or the engine's. */
@EnabledOnOs(OS.LINUX)
class MemoryOfRunsTest {

    /** What the collector and the heap of the engine may still take: less than a tenth of what a leak of a step's tensors would. */
    private static final int TIMES = 3;

    private static final long SLACK_KILOBYTES = 20 << 10;

    private static final Objective CHANNEL = Objectives.channel(new Unit("layer3.0.add", 5));

    @Test
    void aThousandStepsAndAHundredRunsTakeNoMoreThanTheFirst() {
        assertFlat(CHANNEL);
    }

    @Test
    void norDoThoseThatAreSteeredByAFacet() {
        float[] direction = new float[48];
        Arrays.fill(direction, 1);
        Facet facet = new Facet("all", List.of(new Facet.Direction("layer2.0", direction)));
        assertFlat(facet.steer(CHANNEL, 1));
    }

    private static void assertFlat(Objective objective) {
        try (ClipModel clip = ClipModel.open(Reference.of("rn-openclip").weights())) {
            FeatureVisualization drawing = FeatureVisualization.of(clip)
                    .maximise(objective)
                    .over(Parametrization.fourier().decorrelated().withAlpha().size(72, 72))
                    .through(Transformations.jitter(4), Transformations.rotate(-10, 10), Transformations.noise(.05, 0))
                    .with(Optimisers.nadam(.05));
            drawing.steps(200).run(Progress.NONE);
            for (int run = 0; run < 20; run++) drawing.steps(3).run(Progress.NONE);
            assertFlat(() -> drawing.steps(400).run(Progress.NONE));
            assertFlat(() -> {
                for (int run = 0; run < 40; run++) drawing.steps(3).run(Progress.NONE);
            });
        }
    }

    /** What is lost is lost each time; what the machine does meanwhile is not. */
    private static void assertFlat(Runnable work) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < TIMES; i++) {
            long before = outsideHeap();
            work.run();
            least = Math.min(least, outsideHeap() - before);
        }
        assertTrue(least < SLACK_KILOBYTES, least + " kB more each time");
    }

    private static long outsideHeap() {
        System.gc(); // what nobody holds is given back
        return OutsideHeap.kilobytes();
    }
}

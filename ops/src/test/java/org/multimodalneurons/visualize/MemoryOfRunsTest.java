package org.multimodalneurons.visualize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.multimodalneurons.Progress;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Reference;
import org.multimodalneurons.model.Unit;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Neither long runs nor many runs take more and more memory, Java's or the engine's. */
@EnabledOnOs(OS.LINUX)
class MemoryOfRunsTest {

    /** What the collector and the heap of the engine may still take: less than a tenth of what a leak of a step's tensors would. */
    private static final long SLACK_KILOBYTES = 48 << 10;

    private static final Objective CHANNEL = Objectives.channel(new Unit("layer3.0.add", 5));

    @Test
    void aThousandStepsAndAHundredRunsTakeNoMoreThanTheFirst() throws IOException {
        assertFlat(CHANNEL);
    }

    @Test
    void norDoThoseThatAreSteeredByAFacet() throws IOException {
        float[] direction = new float[48];
        Arrays.fill(direction, 1);
        Facet facet = new Facet("all", List.of(new Facet.Direction("layer2.0", direction)));
        assertFlat(facet.steer(CHANNEL, 1));
    }

    private static void assertFlat(Objective objective) throws IOException {
        try (ClipModel clip = ClipModel.open(Reference.of("rn-openclip").weights())) {
            FeatureVisualization drawing = FeatureVisualization.of(clip)
                    .maximise(objective)
                    .over(Parametrization.fourier().decorrelated().withAlpha().size(72, 72))
                    .through(Transformations.jitter(4), Transformations.rotate(-10, 10), Transformations.noise(.05, 0))
                    .with(Optimisers.nadam(.05));
            drawing.steps(200).run(Progress.NONE);
            for (int run = 0; run < 20; run++) drawing.steps(3).run(Progress.NONE);
            long before = resident();
            drawing.steps(1000).run(Progress.NONE);
            long afterSteps = resident();
            for (int run = 0; run < 100; run++) drawing.steps(3).run(Progress.NONE);
            long afterRuns = resident();
            assertTrue(afterSteps - before < SLACK_KILOBYTES, before + " kB, then " + afterSteps);
            assertTrue(afterRuns - before < SLACK_KILOBYTES, before + " kB, then " + afterRuns);
        }
    }

    private static long resident() throws IOException {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}

package org.multimodalneurons.probe;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.Fixtures;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReferenceStatisticsTest {

    private static final Path HELD_OUT = Path.of("..", "sample-images", "held-out");

    @TempDir
    Path folder;

    @Test
    void zScoresAndPercentilesAreThoseOfNumPy() { // numpy 2: mean, std(ddof=1), percentile of 0..100 squared
        ReferenceCollector collector = collector(101);
        ReferenceStatistics statistics = collector.statistics();
        assertEquals(101, statistics.images());
        assertEquals((2500 - 3350.) / 3027.9709873, statistics.z(0, 2500), 1e-6);
        assertEquals(50, statistics.percentile(0, 2500), 1e-4);
        assertEquals(25, statistics.percentile(0, 625), 1e-4);
        assertEquals(0, statistics.percentile(0, -1));
        assertEquals(100, statistics.percentile(0, 1e6));
        assertTrue(Double.isNaN(statistics.z(1, 5)), "a unit that never varies");
    }

    @Test
    void picturesThatCannotBeReadAreKnownByTheirPlaces() {
        ReferenceCollector collector = collector(3);
        collector.unreadable(3, new UserException("gone.png is damaged."));
        assertEquals(Map.of(3, "gone.png is damaged."), collector.unreadable());
        assertEquals(3, collector.statistics().images());
    }

    @Test
    void onePictureHasNoDeviation() {
        assertThrows(UserException.class, () -> collector(1).statistics());
    }

    @Test
    void quantilesOfManyPicturesAreEstimatedFromSome() {
        assertEquals(50, collector(10_000).statistics().percentile(0, 2.5e7), 3);
    }

    @Test
    void statisticsOfOtherModelsAreKept() {
        try (ClipModel clip = ClipModel.open(Fixtures.model("rn-openclip"))) {
            Layer layer = clip.image().layer("layer1.0.add");
            References references = new References(folder.resolve("cache"));
            assertTrue(references.of(clip, layer).isEmpty());
            ReferenceCollector collector = new ReferenceCollector(layer);
            for (int i = 0; i < 3; i++) {
                float[] row = new float[layer.units()];
                row[2] = i;
                collector.accept(i, layer, row, row);
            }
            references.keep(clip, collector.statistics());
            ReferenceStatistics read = references.of(clip, layer).orElseThrow();
            assertEquals(layer, read.layer());
            assertEquals(1, read.z(2, 2), 1e-6);
            assertTrue(references.of(clip, clip.image().layer("layer2.0.add")).isEmpty());
        }
    }

    @Test
    void thoseOfTheEmbeddedModelShipAndAreThoseOfTheHeldOutPictures() {
        try (ClipModel clip = ClipModel.embedded()) {
            References references = new References(folder);
            for (Layer layer : clip.image().layers())
                assertEquals(layer, references.of(clip, layer).orElseThrow().layer());
            Layer last = clip.image().layer("layer4.0.add");
            ConceptSet set = ConceptSet.open(HELD_OUT);
            ReferenceCollector collector = new ReferenceCollector(last);
            Responses.of(clip, List.of(last)).images(set.pictures(), collector, Progress.NONE);
            ReferenceStatistics shipped = references.of(clip, last).orElseThrow();
            assertEquals(set.stimuli().size(), shipped.images());
            assertArrayEquals(collector.statistics().mean(), shipped.mean(), 1e-3f);
            assertArrayEquals(collector.statistics().deviation(), shipped.deviation(), 1e-3f);
        }
    }

    private static ReferenceCollector collector(int images) {
        Layer layer = new Layer("l", Layer.Kind.VECTOR, 2);
        ReferenceCollector collector = new ReferenceCollector(layer);
        for (int i = 0; i < images; i++) {
            float[] row = {(float) i * i, 5};
            collector.accept(i, layer, row, row);
        }
        return collector;
    }
}

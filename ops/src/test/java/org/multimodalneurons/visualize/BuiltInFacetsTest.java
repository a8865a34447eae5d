package org.multimodalneurons.visualize;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.Progress;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.probe.KnownUnit;
import org.multimodalneurons.probe.PictureKinds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The facets of the built-in pictures, in the model that ships inside. */
class BuiltInFacetsTest {

    private static ClipModel clip;
    private static Facets facets;

    @BeforeAll
    static void train() {
        clip = ClipModel.embedded();
        facets = new FacetTraining(clip, Facets.usualLayers(clip))
                .train(PictureKinds.builtIn().pictures(), Progress.NONE);
    }

    @AfterAll
    static void close() {
        clip.close();
    }

    @Test
    void mostPicturesThatTheProbeNeverSawAreToldByTheirKind() {
        assertEquals(7, facets.names().size());
        for (Facets.InLayer in : facets.layers()) assertTrue(in.accuracy() > .6, in.layer() + ": " + in.accuracy());
    }

    @Test
    void aUnitDrawnAsAFacetGoesFurtherInItsDirection() {
        for (String concept : List.of("brazil", "santa", "happy")) {
            Unit unit = KnownUnit.of(clip, concept).orElseThrow();
            FeatureVisualization plain = FeatureVisualization.of(clip)
                    .maximise(Recipe.guided(clip, unit, concept))
                    .over(Recipe.parametrization(clip).size(64, 64))
                    .steps(60)
                    .seed(1);
            PixelRows without = plain.run(Progress.NONE).drawing().rgb();
            for (String name : List.of("text", "face", "flag")) {
                Facet facet = facets.facet(name);
                PixelRows steered = plain.maximise(facet.steer(plain.objective(), 1.5))
                        .run(Progress.NONE)
                        .drawing()
                        .rgb();
                assertTrue(along(facet, steered) > along(facet, without), concept + " as " + name);
            }
        }
    }

    /** Dot product of the facet's first direction with the mean activations of a picture. */
    private static double along(Facet facet, PixelRows picture) {
        Facet.Direction direction = facet.directions().get(0);
        Layer layer = clip.image().layer(direction.layer());
        try (NDManager manager = clip.newManager()) {
            NDArray seen = clip.image().activate(clip.preprocessing().pixels(manager, List.of(picture)), layer);
            float[] means = Sight.places(seen, layer).mean(new int[] {2}).toFloatArray();
            double dot = 0;
            for (int i = 0; i < means.length; i++) dot += direction.values()[i] * means[i];
            return dot;
        }
    }
}

package org.multimodalneurons.visualize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.RandomClip;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.Autograd;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Reference;
import org.multimodalneurons.model.Unit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a facet adds to an objective, on small models of random weights. */
class FacetTest {

    private static final double STEP = 1e-3;

    /** What a facet of strength 1 adds to the length of the gradient, as a share of it, whatever the size, layer and model. */
    private static final double LEAST = .3;

    private static final double MOST = 1;

    /** Random values of root mean square 1. */
    private static Facet random(ClipModel clip, String... layers) {
        List<Facet.Direction> directions = new ArrayList<>();
        for (String name : layers) {
            Random random = new Random(name.hashCode());
            float[] values = new float[clip.image().layer(name).units()];
            double squares = 0;
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
                squares += values[i] * values[i] / values.length;
            }
            for (int i = 0; i < values.length; i++) values[i] /= (float) Math.sqrt(squares);
            directions.add(new Facet.Direction(name, values));
        }
        return new Facet("random", directions);
    }

    private static Objective wanted(ClipModel clip, String what) {
        if (!what.equals("embedding")) return Objectives.unit(Unit.parse(what));
        Random random = new Random(9);
        float[] vector = new float[clip.architecture().embeddingSize()];
        for (int i = 0; i < vector.length; i++) vector[i] = (float) random.nextGaussian();
        return Objectives.similarity("vector", vector);
    }

    private static float[] pixels(int size) {
        Random random = new Random(size);
        float[] pixels = new float[3 * size * size];
        for (int i = 0; i < pixels.length; i++) pixels[i] = .5f + .2f * (float) random.nextGaussian();
        return pixels;
    }

    /** The derivative of an objective by the pixels of a picture. */
    private static float[] slopes(ClipModel clip, Objective objective, float[] pixels) {
        try (NDManager manager = clip.newManager()) {
            int size = (int) Math.sqrt(pixels.length / 3.);
            NDArray leaf = Autograd.leaf(manager.create(pixels, new Shape(1, 3, size, size)), manager);
            return Autograd.recording(() -> {
                Sight sight = sight(clip, manager, leaf, objective);
                sight.backward(objective.value().apply(sight));
                return sight.gradient().orElseThrow().toFloatArray();
            });
        }
    }

    private static Sight sight(ClipModel clip, NDManager manager, NDArray leaf, Objective objective) {
        Look look =
                new Lens(manager, clip, List.of()).look(leaf, new Moment(new SplittableRandom(1), 0), objective, false);
        return new Sight(new Drawn(leaf, leaf, Optional.empty()), look, 0);
    }

    /** The derivative of the objective by a layer, [units, places], the class token first. */
    private static float[] derivative(ClipModel clip, Objective wanted, String layer, float[] pixels) {
        List<float[]> taken = new ArrayList<>();
        Objective asking = Objective.of("asking", Set.of(layer), sight -> {
                    NDArray gradient = sight.gradient(wanted, layer);
                    taken.add(Sight.everyPlace(gradient, sight.kind(layer)).toFloatArray());
                    return wanted.value().apply(sight);
                })
                .cutting(Set.of(layer));
        slopes(clip, wanted.plus(asking), pixels);
        return taken.get(0);
    }

    /** The weighted sum of products of a layer's activations at its patches with constants [units, places]. */
    private static double sum(ClipModel clip, Facet.Direction direction, float[] constants, float[] pixels) {
        try (NDManager manager = clip.newManager()) {
            Layer layer = clip.image().layer(direction.layer());
            Objective none = Objective.of("none", Set.of(layer.name()), Sight::zeros);
            int size = clip.image().size();
            NDArray picture = manager.create(pixels, new Shape(1, 3, size, size));
            float[] seen =
                    sight(clip, manager, picture, none).everyPlace(layer.name()).toFloatArray();
            int places = seen.length / layer.units();
            int first = layer.kind() == Layer.Kind.TOKENS ? 1 : 0;
            double sum = 0;
            for (int unit = 0; unit < layer.units(); unit++)
                for (int place = first; place < places; place++)
                    sum += (double) direction.values()[unit]
                            * seen[unit * places + place]
                            * Math.max(0, constants[unit * places + place]);
            return sum;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rn-openclip, layer3.0, layer4.0.add:5",
        "rn-openclip, layer2.0, embedding",
        "vit-openclip-gelu, resblocks.0, resblocks.1.mlp:5",
        "vit-openclip-gelu, resblocks.0, embedding",
    })
    void itsGradientIsThatOfTheFormulaByFiniteDifferences(String model, String layer, String what) {
        try (ClipModel clip = ClipModel.open(Reference.of(model).weights())) {
            Facet facet = random(clip, layer);
            Objective wanted = wanted(clip, what);
            float[] at = pixels(clip.image().size());
            float[] unsteered = slopes(clip, wanted, at);
            float[] steered = slopes(clip, facet.steer(wanted, 2), at);
            float[] constants = derivative(clip, wanted, layer, at);
            double slope = 0;
            double length = 0;
            for (int i = 0; i < at.length; i++) length += Math.pow(steered[i] - unsteered[i], 2);
            length = Math.sqrt(length);
            float[] ahead = at.clone();
            float[] behind = at.clone();
            for (int i = 0; i < at.length; i++) {
                double towards = (steered[i] - unsteered[i]) / length;
                slope += towards * (steered[i] - unsteered[i]);
                ahead[i] += (float) (STEP * towards);
                behind[i] -= (float) (STEP * towards);
            }
            Facet.Direction direction = facet.directions().get(0);
            double expected =
                    2 * (sum(clip, direction, constants, ahead) - sum(clip, direction, constants, behind)) / (2 * STEP);
            assertEquals(expected, slope, .01 * Math.abs(expected));
        }
    }

    @Test
    void theSameStrengthPullsAboutAsHardWhateverTheSizeTheLayersAndTheModel() {
        List<Double> shares = new ArrayList<>();
        try (ClipModel clip = ClipModel.open(Reference.of("rn-openclip").weights())) {
            for (String what : List.of("layer4.0.add:5", "embedding"))
                for (int size : List.of(64, 128)) {
                    shares.add(share(clip, what, size, "layer2.0"));
                    shares.add(share(clip, what, size, "layer3.0"));
                    shares.add(share(clip, what, size, "layer2.0", "layer3.0"));
                }
        }
        try (ClipModel clip = ClipModel.open(Reference.of("vit-openclip-gelu").weights())) {
            for (int size : List.of(64, 128)) {
                shares.add(share(clip, "resblocks.1.mlp:5", size, "resblocks.0"));
                shares.add(share(clip, "embedding", size, "resblocks.0"));
            }
        }
        for (double share : shares) assertTrue(share > LEAST && share < MOST, () -> "pulls of " + shares);
    }

    /** The length of the gradient that a facet of strength 1 adds, as a share of that of the objective. */
    private static double share(ClipModel clip, String what, int size, String... layers) {
        Objective wanted = wanted(clip, what);
        float[] at = pixels(size);
        float[] unsteered = slopes(clip, wanted, at);
        float[] steered = slopes(clip, random(clip, layers).steer(wanted, 1), at);
        double added = 0;
        double own = 0;
        for (int i = 0; i < unsteered.length; i++) {
            added += Math.pow(steered[i] - unsteered[i], 2);
            own += Math.pow(unsteered[i], 2);
        }
        return Math.sqrt(added / own);
    }

    @Test
    void withoutStrengthNothingChanges() {
        try (ClipModel clip = ClipModel.open(Reference.of("rn-openclip").weights())) {
            Objective wanted = wanted(clip, "layer4.0.add:5");
            float[] at = pixels(64);
            assertArrayEquals(
                    slopes(clip, wanted, at),
                    slopes(clip, random(clip, "layer3.0").steer(wanted, 0), at),
                    1e-7f);
        }
    }

    @Test
    void aCaptionIsSteeredToo(@TempDir Path folder) {
        try (ClipModel clip = ClipModel.open(RandomClip.write(folder))) {
            FeatureVisualization caption = FeatureVisualization.of(clip)
                    .maximise(Objectives.text(clip, "a dog"))
                    .steps(2)
                    .seed(1);
            Objective steered = random(clip, "layer3.0").steer(Objectives.text(clip, "a dog"), 2);
            Visualization drawn = caption.maximise(steered).run(Progress.NONE);
            assertEquals("text 'a dog' + 2 facet random in layer3.0", steered.describe());
            assertTrue(Reference.deviation(
                            caption.run(Progress.NONE).drawing().toFloats(),
                            drawn.drawing().toFloats())
                    > .01);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 101, Double.NaN})
    void aStrengthOutOfRangeIsRefused(double strength) {
        Facet facet = new Facet("face", List.of());
        Objective unit = Objectives.unit(new Unit("layer4.0.add", 5));
        UserException refusal = assertThrows(UserException.class, () -> facet.steer(unit, strength));
        assertTrue(refusal.getMessage().contains("found " + strength), refusal.getMessage());
    }

    @Test
    void aUnitInFrontOfTheFacetIsRefused() {
        try (ClipModel clip = ClipModel.open(Reference.of("rn-openclip").weights())) {
            Objective steered = random(clip, "layer3.0").steer(wanted(clip, "layer2.0.add:1"), 1);
            UserException refusal = assertThrows(
                    UserException.class,
                    () -> FeatureVisualization.of(clip).maximise(steered).run(Progress.NONE));
            assertTrue(refusal.getMessage().contains("does not look through"), refusal.getMessage());
        }
    }

    @Test
    void aDirectionOfAnotherWidthIsRefused() {
        try (ClipModel clip = ClipModel.open(Reference.of("rn-openclip").weights())) {
            Facet facet = new Facet("face", List.of(new Facet.Direction("layer3.0", new float[7])));
            Objective steered = facet.steer(wanted(clip, "embedding"), 1);
            UserException refusal = assertThrows(
                    UserException.class,
                    () -> FeatureVisualization.of(clip).maximise(steered).run(Progress.NONE));
            assertTrue(refusal.getMessage().contains("has 7 values"), refusal.getMessage());
        }
    }
}

package org.multimodalneurons.visualize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.Autograd;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Reference;
import org.multimodalneurons.model.Unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Objectives that a model takes part in, on a small ResNet and a small vision transformer. */
class ObjectivesOfModelsTest {

    private static final int SIDE = 64;

    private static ClipModel resNet;
    private static ClipModel transformer;

    @BeforeAll
    static void open() {
        resNet = ClipModel.open(Reference.of("rn-openclip").weights());
        transformer = ClipModel.open(Reference.of("vit-openclip-gelu").weights());
    }

    @AfterAll
    static void close() {
        resNet.close();
        transformer.close();
    }

    private static List<ClipModel> models() {
        return List.of(resNet, transformer);
    }

    private static String layer(ClipModel clip) {
        return clip == resNet ? "layer3.0.add" : "resblocks.1";
    }

    static Stream<Arguments> objectives() {
        List<Arguments> all = new ArrayList<>();
        for (ClipModel clip : models()) {
            String layer = layer(clip);
            Objective first = Objectives.channel(new Unit(layer, 5));
            Objective last = Objectives.unit(new Unit(layer, 9));
            for (Objective objective : List.of(
                    first,
                    last,
                    Objectives.layer(layer),
                    Objectives.image(clip, picture()),
                    Objectives.inversion(clip, picture(), layer),
                    Objectives.caricature(clip, picture(), layer, 0),
                    Objectives.caricature(clip, picture(), layer, 2),
                    Objectives.diversity(layer),
                    Objectives.interpolation(first, last),
                    first.plus(Objectives.alignment(layer)))) all.add(Arguments.of(objective, clip));
        }
        return all.stream();
    }

    /** Along the gradient an objective rises as fast as the gradient is long. */
    @ParameterizedTest(name = "{0} {1}", autoCloseArguments = false)
    @MethodSource("objectives")
    void gradientsAreThoseOfFiniteDifferences(Objective objective, ClipModel clip) {
        try (NDManager manager = clip.newManager()) {
            NDArray pictures = pictures(manager);
            NDArray gradient = Autograd.recording(() -> {
                NDArray leaf = Autograd.leaf(pictures, manager);
                Sight sight = sight(clip, objective, leaf);
                sight.backward(objective.value().apply(sight));
                return sight.gradient().orElseThrow();
            });
            float length = gradient.square().sum().sqrt().getFloat();
            NDArray step = gradient.mul(.02f / length);
            float above = value(clip, objective, pictures.add(step)).getFloat();
            float below = value(clip, objective, pictures.sub(step)).getFloat();
            assertTrue(length > 0, "no gradient");
            assertEquals(length, (above - below) / .04, .04 * length);
        }
    }

    private static NDArray value(ClipModel clip, Objective objective, NDArray pictures) {
        return objective.value().apply(sight(clip, objective, pictures)).sum();
    }

    private static Sight sight(ClipModel clip, Objective objective, NDArray pictures) {
        Moment moment = new Moment(new SplittableRandom(1), 0);
        Look look = new Lens(pictures.getManager(), clip, List.of()).look(pictures, moment, objective, false);
        return new Sight(new Drawn(pictures, pictures, Optional.empty()), look, 0);
    }

    private static NDArray pictures(NDManager manager) {
        Random random = new Random(3);
        float[] values = new float[3 * 3 * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) values[i] = .3f + .4f * random.nextFloat();
        return manager.create(values, new Shape(3, 3, SIDE, SIDE));
    }

    /** A disc on a ramp. */
    private static RgbImage picture() {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int y = 0; y < SIDE; y++)
            for (int x = 0; x < SIDE; x++)
                for (int colour = 0; colour < 3; colour++) {
                    boolean isInside = Math.hypot(x - 28, y - 36) < 18;
                    rgb[3 * (y * SIDE + x) + colour] = (byte) (isInside ? 60 + 90 * colour : 2 * x + 30);
                }
        return RgbImage.of(SIDE, SIDE, rgb);
    }

    @ParameterizedTest(name = "{0} {1}", autoCloseArguments = false)
    @MethodSource("objectives")
    void pictureAfterPictureTheyRise(Objective objective, ClipModel clip) {
        // The stem of this ResNet is silent for pictures that are nearly grey: they would all be the same to it.
        Visualization result = drawing(clip, objective)
                .over(Parametrization.fourier().decorrelated().gain(20).size(SIDE, SIDE))
                .pictures(3)
                .run(Progress.NONE);
        double first = sum(result.history().get(0));
        double last = sum(result.history().get(result.steps() - 1));
        assertTrue(last > first, first + " to " + last);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) sum += value;
        return sum;
    }

    private static FeatureVisualization drawing(ClipModel clip, Objective objective) {
        return FeatureVisualization.of(clip)
                .maximise(objective)
                .over(Parametrization.fourier().decorrelated().size(SIDE, SIDE))
                .through()
                .with(Optimisers.adam(.05))
                .steps(25)
                .seed(2);
    }

    @Test
    void interpolationGoesFromOneUnitToTheOther() {
        for (ClipModel clip : models()) {
            Unit one = new Unit(layer(clip), 5);
            Unit other = new Unit(layer(clip), 9);
            List<Drawing> drawn = drawing(
                            clip, Objectives.interpolation(Objectives.channel(one), Objectives.channel(other)))
                    .pictures(3)
                    .run(Progress.NONE)
                    .drawings();
            double[] ones = responses(clip, one, drawn);
            double[] others = responses(clip, other, drawn);
            assertTrue(ones[0] > ones[2] && others[2] > others[0], clip.name());
        }
    }

    private static double[] responses(ClipModel clip, Unit unit, List<Drawing> drawings) {
        try (NDManager manager = clip.newManager()) {
            Objective response = Objectives.channel(unit);
            return drawings.stream()
                    .mapToDouble(drawing -> value(
                                    clip, response, manager.create(drawing.toFloats(), new Shape(1, 3, SIDE, SIDE)))
                            .getFloat())
                    .toArray();
        }
    }

    @Test
    void alignmentMakesNeighboursMoreAlike() {
        for (ClipModel clip : models()) {
            String layer = layer(clip);
            Objective units = Objectives.interpolation(
                    Objectives.channel(new Unit(layer, 5)), Objectives.channel(new Unit(layer, 9)));
            double alone = difference(drawing(clip, units));
            double aligned = difference(
                    drawing(clip, units.plus(Objectives.alignment(layer).times(10))));
            assertTrue(aligned < .8 * alone, aligned + " of " + alone);
        }
    }

    /** The mean squared difference of neighbours' pixels. */
    private static double difference(FeatureVisualization settings) {
        List<Drawing> drawings = settings.pictures(3).run(Progress.NONE).drawings();
        double sum = 0;
        for (int picture = 1; picture < drawings.size(); picture++) {
            float[] one = drawings.get(picture - 1).toFloats();
            float[] other = drawings.get(picture).toFloats();
            for (int i = 0; i < one.length; i++) sum += Math.pow(one[i] - other[i], 2) / one.length;
        }
        return sum;
    }

    @Test
    void diversityMakesStylesDifferMore() {
        try (ClipModel clip = ClipModel.embedded()) {
            Objective unit = Objectives.unit(new Unit("layer4.0.add", 328));
            double alone = diversity(clip, drawing(clip, unit));
            double varied = diversity(clip, drawing(clip, Recipe.varied(clip, unit, 5)));
            assertTrue(varied > alone + .1, varied + " over " + alone);
        }
    }

    private static double diversity(ClipModel clip, FeatureVisualization settings) {
        List<Drawing> drawings = settings.pictures(3).run(Progress.NONE).drawings();
        float[] all = new float[9 * SIDE * SIDE];
        for (int i = 0; i < 3; i++)
            System.arraycopy(drawings.get(i).toFloats(), 0, all, i * 3 * SIDE * SIDE, 3 * SIDE * SIDE);
        try (NDManager manager = clip.newManager()) {
            NDArray pictures = manager.create(all, new Shape(3, 3, SIDE, SIDE));
            return value(clip, Objectives.diversity(Dreams.usualLayer(clip)), pictures)
                    .getFloat();
        }
    }
}

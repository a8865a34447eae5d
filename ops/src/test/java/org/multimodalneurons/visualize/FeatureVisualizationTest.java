package org.multimodalneurons.visualize;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.ImageEncoder;
import org.multimodalneurons.model.Reference;
import org.multimodalneurons.model.Tap;
import org.multimodalneurons.model.Unit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The engine as a whole, on a small model. */
class FeatureVisualizationTest {

    private static final Unit UNIT = new Unit("layer3.0.add", 5);
    private static ClipModel clip;

    @BeforeAll
    static void open() {
        clip = ClipModel.open(Reference.of("rn-openclip").weights());
    }

    @AfterAll
    static void close() {
        clip.close();
    }

    private static FeatureVisualization drawing() {
        return FeatureVisualization.of(clip)
                .maximise(Objectives.channel(UNIT))
                .over(Parametrization.fourier().decorrelated().size(72, 72))
                .through(Transformations.jitter(4), Transformations.scale(.9, 1.1), Transformations.rotate(-10, 10))
                .with(Optimisers.adam(.05))
                .steps(30)
                .seed(7);
    }

    static Stream<Parametrization> parametrizations() {
        return Stream.of(
                Parametrization.pixels(),
                Parametrization.fourier(),
                Parametrization.pyramid(4).decorrelated(),
                Parametrization.maco(),
                Parametrization.cppn().decorrelated(),
                Parametrization.fourier().withAlpha(),
                Parametrization.fourier().channels(Channels.GRAY),
                Parametrization.fourier().channels(new Channels(List.of(List.of(1f, 0f, 1f), List.of(0f, 1f, 0f)))));
    }

    @ParameterizedTest
    @MethodSource("parametrizations")
    void theUnitRespondsMoreAndMoreWhateverIsFree(Parametrization parametrization) {
        Visualization result =
                drawing().over(parametrization.size(64, 64)).through().run(Progress.NONE);
        double first = result.history().get(0)[0];
        double last = result.history().get(29)[0];
        assertTrue(last > first + .1 * Math.abs(first), first + " to " + last);
    }

    static Stream<Optimiser> optimisers() {
        return Stream.of(
                Optimisers.adam(.05), Optimisers.nadam(.05), Optimisers.adamW(.05, .01), Optimisers.ascent(.02));
    }

    @ParameterizedTest
    @MethodSource("optimisers")
    void theUnitRespondsMoreAndMoreWhateverTheOptimiser(Optimiser optimiser) {
        Visualization result = drawing().with(optimiser).through().run(Progress.NONE);
        double first = result.history().get(0)[0];
        double last = result.history().get(29)[0];
        assertTrue(last > first + .1 * Math.abs(first), optimiser.describe() + ": " + first + " to " + last);
    }

    static Stream<Transformation> transformations() {
        return Stream.of(
                Transformations.pad(6, .5),
                Transformations.jitter(8),
                Transformations.scale(.8, 1.2),
                Transformations.rotate(-20, 20),
                Transformations.crops(3, 1, .5, 64),
                Transformations.blur(2, 0),
                Transformations.noise(.08, .04),
                Transformations.colourShift(.1, .1),
                Transformations.mirror());
    }

    @ParameterizedTest
    @MethodSource("transformations")
    void theSameSeedGivesTheSamePictureBitForBit(Transformation transformation) {
        FeatureVisualization settings =
                drawing().through(transformation).steps(5).pictures(2);
        float[] once = settings.run(Progress.NONE).drawings().get(1).toFloats();
        float[] again = settings.run(Progress.NONE).drawings().get(1).toFloats();
        float[] another = settings.seed(8).run(Progress.NONE).drawings().get(1).toFloats();
        assertArrayEquals(once, again);
        assertFalse(Arrays.equals(once, another));
    }

    @Test
    void nothingBehindTheLastLayerIsRun() {
        List<String> run = new ArrayList<>();
        ImageEncoder watched = (ImageEncoder) Proxy.newProxyInstance(
                ImageEncoder.class.getClassLoader(),
                new Class<?>[] {ImageEncoder.class},
                (proxy, method, arguments) -> method.getName().equals("passage")
                        ? Optional.empty()
                        : clip.image().forward((NDArray) arguments[0], (layer, activation) -> {
                            run.add(layer);
                            return ((Tap) arguments[1]).at(layer, activation);
                        }));
        Objective early = Objective.of("early", Set.of("layer1.0"), sight -> sight.mean(sight.layer("layer1.0")));
        try (NDManager manager = clip.newManager()) {
            NDArray pixels = Reference.of("rn-openclip").tensor(manager, "pixels");
            Look.at(watched, pixels, pixels, early, false);
        }
        assertEquals(List.of("stem.relu3", "stem", "layer1.0.add", "layer1.0"), run);
    }

    @Test
    void theModelIsTheSameAfterwards() {
        try (NDManager manager = clip.newManager()) {
            NDArray pixels = Reference.of("rn-openclip").tensor(manager, "pixels");
            float[] before = clip.image().embed(pixels, Tap.NONE).toFloatArray();
            drawing().steps(3).run(Progress.NONE);
            assertArrayEquals(before, clip.image().embed(pixels, Tap.NONE).toFloatArray());
        }
    }

    @Test
    void theGradientOfAnotherObjectiveByALayerLeadsWhereThatObjectiveLeads() {
        FeatureVisualization direct = drawing().with(Optimisers.ascent(.02)).steps(3);
        Objective unit = Objectives.channel(UNIT);
        for (List<String> cuts : List.of(List.of("layer2.0"), List.of("layer1.0.add", "layer2.0"))) {
            String layer = cuts.get(0);
            Objective facet = Objective.of(
                            "facet",
                            unit.layers(),
                            sight -> sight.sum(sight.layer(layer).mul(sight.gradient(unit, layer))))
                    .cutting(Set.copyOf(cuts));
            float[] expected = direct.run(Progress.NONE).drawing().toFloats();
            float[] actual = direct.maximise(facet).run(Progress.NONE).drawing().toFloats();
            assertTrue(Reference.deviation(expected, actual) < 1e-4, () -> "by " + cuts);
        }
    }

    @Test
    void anObjectiveAndItsFacetAddUp() {
        FeatureVisualization direct = drawing().with(Optimisers.ascent(.02)).steps(3);
        Objective unit = Objectives.channel(UNIT);
        Objective facet = Objective.of(
                        "facet",
                        unit.layers(),
                        sight -> sight.sum(sight.layer("layer2.0").mul(sight.gradient(unit, "layer2.0"))))
                .cutting(Set.of("layer2.0"));
        float[] expected = direct.run(Progress.NONE).drawing().toFloats();
        float[] actual =
                direct.maximise(unit.plus(facet)).run(Progress.NONE).drawing().toFloats();
        assertTrue(Reference.deviation(expected, actual) < 1e-4);
    }

    /** Near grey this model is silent from some layer on: the reference's own trajectory stands still. */
    @Test
    void aUnitThatDoesNotFireAtTheStartIsDrawnAllTheSame() {
        FeatureVisualization silent = FeatureVisualization.of(clip)
                .maximise(Objectives.channel(new Unit("layer4.0", 5)))
                .over(Parametrization.of(new GivenSpectrum()).decorrelated())
                .through()
                .with(Optimisers.adam(.05))
                .steps(30);
        Visualization stuck = silent.openSteps(0).run(Progress.NONE);
        assertEquals(stuck.history().get(0)[0], stuck.history().get(29)[0]);
        Visualization drawn = silent.run(Progress.NONE);
        assertTrue(
                drawn.history().get(29)[0] > drawn.history().get(0)[0] + .005,
                () -> drawn.history().get(0)[0] + " to " + drawn.history().get(29)[0]);
    }

    @Test
    void aCancelledRunKeepsTheBestPicture() {
        AtomicInteger asked = new AtomicInteger();
        Progress impatient = new Progress() {
            @Override
            public void report(long done, long total, String message) {}

            @Override
            public boolean cancelled() {
                return asked.incrementAndGet() > 10;
            }
        };
        Visualization result = drawing().through().run(impatient);
        assertEquals(Visualization.Ending.CANCELLED, result.ending());
        assertEquals(10, result.steps());
        double best =
                result.history().stream().mapToDouble(values -> values[0]).max().orElseThrow();
        Visualization again = drawing()
                .through()
                .over(Parametrization.pixels().squashed(Squash.CLIP).size(72, 72))
                .from(result.drawings())
                .steps(1)
                .run(Progress.NONE);
        assertEquals(best, again.history().get(0)[0], 1e-4 * Math.abs(best));
    }

    @Test
    void aRunEndsOnAPlateau() {
        Objective flat = Objectives.channel(UNIT).times(0);
        Visualization result = drawing().maximise(flat).until(new Plateau(4, 0)).run(Progress.NONE);
        assertEquals(Visualization.Ending.PLATEAU, result.ending());
        assertEquals(5, result.steps());
    }

    @Test
    void theWatcherSeesEveryFewPicturesAndTheLast() {
        List<Integer> seen = new ArrayList<>();
        Visualization result = drawing().steps(7).run(Progress.NONE, 3, (step, drawings) -> {
            seen.add(step);
            assertEquals(72, drawings.get(0).width());
        });
        assertEquals(List.of(0, 3, 6, 7), seen);
        assertEquals(7, result.steps());
    }

    @Test
    void eachPictureOfABatchIsDrawnForItsOwnUnit() {
        Objective first = Objectives.channel(UNIT);
        Objective second = Objectives.channel(new Unit("layer3.0.add", 9));
        Visualization both = drawing()
                .through()
                .maximise(Objective.each(List.of(first, second)))
                .pictures(2)
                .run(Progress.NONE);
        for (int picture = 0; picture < 2; picture++) {
            double start = both.history().get(0)[picture];
            double end = both.history().get(29)[picture];
            assertTrue(end > start + .1 * Math.abs(start), "picture " + picture + ": " + start + " to " + end);
        }
        assertThrows(
                UserException.class,
                () -> drawing().maximise(Objective.each(List.of(first, second))).run(Progress.NONE));
    }

    @Test
    void drawingStartsFromAnImage() {
        float[] values = new float[3 * 72 * 72];
        Arrays.fill(values, .25f);
        Drawing plain = new Drawing(72, 72, Channels.RGB, false, values);
        List<Drawing> seen = new ArrayList<>();
        drawing().from(List.of(plain)).steps(1).run(Progress.NONE, 1, (step, drawings) -> seen.add(drawings.get(0)));
        assertArrayEquals(values, seen.get(0).toFloats(), 1e-3f);
        Drawing small = new Drawing(2, 2, Channels.RGB, false, new float[12]);
        assertMessage("72 x 72", () -> drawing().from(List.of(small)).run(Progress.NONE));
    }

    @Test
    void opacityFadesWhereThePictureDoesNotMatter() {
        Visualization result = drawing()
                .over(Parametrization.fourier().withAlpha().size(72, 72))
                .maximise(Objectives.channel(UNIT).times(.01).minus(Penalties.opacity()))
                .run(Progress.NONE);
        assertEquals(4, result.drawing().planes());
        float[] values = result.drawing().toFloats();
        double opacity = 0;
        for (int i = 3 * 72 * 72; i < values.length; i++) opacity += values[i] / (72 * 72);
        assertTrue(opacity < .4, "mean opacity " + opacity);
    }

    @Test
    void wrongRequestsAreRefusedBeforeTheFirstStep() {
        assertMessage("its units are 0 to", () -> drawing()
                .maximise(Objectives.unit(new Unit("layer3.0.add", 100_000)))
                .run(Progress.NONE));
        assertMessage("does not exist", () -> drawing()
                .maximise(Objectives.unit(new Unit("layer9.0.add", 1)))
                .run(Progress.NONE));
        assertMessage("MB of memory", () -> drawing()
                .over(Parametrization.fourier().size(8192, 8192))
                .pictures(256)
                .run(Progress.NONE));
        assertMessage("Steps", () -> drawing().steps(0));
        assertMessage("Pictures at a time", () -> drawing().pictures(0));
        assertMessage("Learning rate", () -> Optimisers.adam(Double.NaN));
        assertMessage("opacity", () -> drawing().maximise(Penalties.opacity()).run(Progress.NONE));
    }

    @Test
    void numbersThatCeaseToBeFiniteEndTheRunWithAMessage() {
        Objective broken = Objective.of(
                "broken",
                Set.of("stem"),
                sight -> sight.mean(sight.layer("stem").mul(sight.constant(new float[] {Float.NaN}, 1))));
        assertMessage("verify the model", () -> drawing().maximise(broken).run(Progress.NONE));
    }

    private static void assertMessage(String part, Executable work) {
        String message = assertThrows(UserException.class, work).getMessage();
        assertTrue(message.contains(part), message);
    }
}

package org.multimodalneurons.visualize;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.PyTorch;
import org.multimodalneurons.model.Unit;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Objectives give the numbers of the reference, and say what they are. */
class ObjectiveTest {

    private static final double EXACT = 1e-5;
    private static final String LAYER = "layer";

    @ParameterizedTest
    @CsvSource({"0", "2", "4"})
    void directionsAgree(int power) {
        Objective direction = Objectives.direction(LAYER, FeatureFixture.values("objective.direction"), power);
        assertAgrees("objective.direction.p" + power, direction, 1 / 4.);
    }

    @Test
    void deepDreamAgrees() {
        assertAgrees("objective.deepdream", Objectives.layer(LAYER), 1 / 4.);
    }

    @Test
    void diversityAgrees() {
        assertAgrees("objective.diversity", Objectives.diversity(LAYER), 1);
    }

    /** The reference's number is the sum of that of all pictures times a factor. */
    private static void assertAgrees(String name, Objective objective, double factor) {
        try (NDManager manager = PyTorch.newManager()) {
            NDArray activations = FeatureFixture.tensor(manager, "objective.activations");
            Layer layer = new Layer(LAYER, Layer.Kind.MAP, 12);
            NDArray pictures = manager.zeros(new Shape(4, 3, 8, 8));
            Sight sight = new Sight(
                    new Drawn(pictures, pictures, Optional.empty()),
                    new Look(asked -> layer, pictures, Map.of(LAYER, activations)),
                    0);
            assertClose(name, factor * objective.value().apply(sight).sum().getFloat());
        }
    }

    @Test
    void totalVariationAgrees() {
        assertPenalty("objective.total_variation", Penalties.totalVariation(), 2, 20);
    }

    @Test
    void l1Agrees() {
        assertPenalty("objective.l1", Penalties.l1(), 2, 20);
    }

    /** The reference takes the length over both pictures at once: as of one twice as high. */
    @Test
    void l2Agrees() {
        assertPenalty("objective.l2", Penalties.l2(), 1, 40);
    }

    private static void assertPenalty(String name, Objective penalty, int pictures, int height) {
        try (NDManager manager = PyTorch.newManager()) {
            NDArray image = FeatureFixture.tensor(manager, "objective.image").reshape(pictures, 3, height, 24);
            assertClose(name, penalty.value().apply(sight(image)).sum().getFloat());
        }
    }

    private static Sight sight(NDArray pictures) {
        return new Sight(
                new Drawn(pictures, pictures, Optional.empty()),
                new Look(
                        asked -> {
                            throw new AssertionError(asked);
                        },
                        pictures,
                        Map.of()),
                0);
    }

    private static void assertClose(String name, double actual) {
        double expected = FeatureFixture.values(name)[0];
        assertEquals(expected, actual, EXACT * Math.abs(expected), name);
    }

    @Test
    void objectivesAddSubtractAndScale() {
        Objective two = Objective.of("two", Set.of(), sight -> sight.zeros().add(2));
        Objective three = Objective.of("three", Set.of(), sight -> sight.zeros().add(3));
        try (NDManager manager = PyTorch.newManager()) {
            Sight sight = sight(manager.zeros(new Shape(1, 3, 4, 4)));
            assertEquals(5, two.plus(three).value().apply(sight).getFloat(0));
            assertEquals(-1, two.minus(three).value().apply(sight).getFloat(0));
            assertEquals(6, two.times(three).value().apply(sight).getFloat(0));
            assertEquals(-4, two.times(2).negative().value().apply(sight).getFloat(0));
        }
    }

    @Test
    void anObjectiveReadsAsAFormula() {
        Objective unit = Objectives.unit(new Unit("layer4.0.add", 89));
        assertEquals(
                "unit layer4.0.add:89 - 0.001 total variation",
                unit.minus(Penalties.totalVariation().times(1e-3)).describe());
        assertEquals(
                "2 (unit layer4.0.add:89 + L1) × L2",
                unit.plus(Penalties.l1()).times(2).times(Penalties.l2()).describe());
        assertEquals("-unit layer4.0.add:89", unit.negative().describe());
        assertEquals(
                "L1 - (L1 + L2)",
                Penalties.l1().minus(Penalties.l1().plus(Penalties.l2())).describe());
        assertEquals("100 L1", Penalties.l1().times(100).describe());
    }
}

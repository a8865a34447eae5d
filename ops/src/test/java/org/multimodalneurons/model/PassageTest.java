package org.multimodalneurons.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The compiled part of a ResNet gives the maps of its layers, and the derivative that going layer by layer gives. */
class PassageTest {

    private static final double ROUNDING = 2e-5;

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void mapsAndDerivativesAreThoseOfTheLayers(int images) {
        try (ClipModel clip = resNet();
                NDManager manager = clip.newManager()) {
            NDArray pixels = noise(manager, images, clip.image().size());
            for (Layer layer : clip.image().layers()) {
                if (!layer.name().startsWith("layer")) continue;
                Passage passage =
                        clip.image().passage(pixels, List.of(layer.name())).orElseThrow();
                NDArray weights = manager.randomNormal(passage.activation().getShape());
                try (Activations expected = clip.image().activate(pixels, List.of(layer));
                        Gradient slope = Gradient.of(pixels, image -> clip.image()
                                .activate(image, layer)
                                .mul(weights)
                                .sum())) {
                    assertClose(expected.get(layer), passage.activation(), layer + ", maps");
                    assertClose(slope.gradient(), passage.back(weights, 0), layer + ", derivative");
                }
            }
        }
    }

    @Test
    void theRestOfTheTowerGivesTheEmbedding() {
        try (ClipModel clip = resNet();
                NDManager manager = clip.newManager()) {
            NDArray pixels = noise(manager, 2, clip.image().size());
            NDArray expected = clip.image().embed(pixels, Tap.NONE);
            for (Layer layer : clip.image().layers()) {
                if (!layer.name().startsWith("layer")) continue;
                Passage passage =
                        clip.image().passage(pixels, List.of(layer.name())).orElseThrow();
                assertClose(expected, passage.onwards(passage.activation(), Tap.NONE), layer.name());
            }
        }
    }

    @Test
    void theRestOfTheTowerIsSeenFromTheLayerOn() {
        try (ClipModel clip = resNet();
                NDManager manager = clip.newManager()) {
            NDArray pixels = noise(manager, 1, clip.image().size());
            List<String> names = clip.image().layers().stream().map(Layer::name).toList();
            String middle = names.get(names.size() / 2);
            List<String> seen = new ArrayList<>();
            Passage passage = clip.image()
                    .passage(pixels, Set.of(names.get(names.size() - 1), middle))
                    .orElseThrow();
            passage.onwards(passage.activation(), (layer, activation) -> {
                seen.add(layer);
                return activation;
            });
            assertEquals(names.subList(names.indexOf(middle), names.size()), seen);
        }
    }

    @Test
    void whereReLUsLeakTheDerivativeIsThatOfLeakingLayers() {
        try (ClipModel clip = resNet();
                NDManager manager = clip.newManager()) {
            NDArray pixels = noise(manager, 1, clip.image().size());
            Layer layer = clip.image().neurons();
            Passage passage =
                    clip.image().passage(pixels, List.of(layer.name())).orElseThrow();
            NDArray weights = manager.randomNormal(passage.activation().getShape());
            try (Gradient slope = Gradient.of(pixels, image -> {
                NDArray[] found = new NDArray[1];
                clip.image().forward(image, leaking(layer.name(), found));
                return found[0].mul(weights).sum();
            })) {
                assertClose(slope.gradient(), passage.back(weights, .3), "derivative");
            }
        }
    }

    @Test
    void aPassageEndsAtTheFirstLayerThatIsAskedForAndNotInTheStem() {
        try (ClipModel clip = resNet();
                NDManager manager = clip.newManager()) {
            NDArray pixels = noise(manager, 1, clip.image().size());
            assertEquals(Optional.empty(), clip.image().passage(pixels, List.of("stem", "layer4.0")));
            Passage whole = clip.image().passage(pixels, List.of()).orElseThrow();
            Layer last = clip.image().neurons();
            assertClose(clip.image().activate(pixels, last), whole.activation(), last.name());
        }
    }

    @Test
    void transformersHaveNone() {
        try (ClipModel clip = ClipModel.open(Reference.of("vit-openclip-gelu").weights());
                NDManager manager = clip.newManager()) {
            NDArray pixels = noise(manager, 1, clip.image().size());
            assertEquals(Optional.empty(), clip.image().passage(pixels, List.of("resblocks.0")));
        }
    }

    private static Tap leaking(String wanted, NDArray[] found) {
        return new Tap() {
            @Override
            public NDArray at(String layer, NDArray activation) {
                if (layer.equals(wanted)) found[0] = activation;
                return activation;
            }

            @Override
            public NDArray activated(NDArray input, NDArray output) {
                return output.add(input.sub(input.stopGradient()).mul(Constant.beside(input, .3)));
            }
        };
    }

    private static ClipModel resNet() {
        Path weights = Reference.of("rn-openclip").weights();
        ClipModel clip = ClipModel.open(weights);
        boolean packs = Calibration.here().kernels().convolution() == Kernels.Convolution.PACKED;
        if (!packs) clip.close();
        assumeTrue(packs, "this processor is faster without packed weights");
        return clip;
    }

    private static NDArray noise(NDManager manager, int images, int side) {
        return manager.randomNormal(new Shape(images, 3, side, side));
    }

    private static void assertClose(NDArray expected, NDArray found, String what) {
        assertEquals(expected.getShape(), found.getShape(), what);
        float[] a = expected.toFloatArray();
        float[] b = found.toFloatArray();
        double scale = 0;
        for (float value : a) scale = Math.max(scale, Math.abs(value));
        double most = 0;
        for (int i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i] - b[i]));
        assertTrue(scale > 0, what + " is not zero everywhere");
        assertTrue(
                most <= ROUNDING * scale,
                what + ": off by " + most + " where the largest is " + scale + ", of "
                        + Arrays.toString(expected.getShape().getShape()));
    }
}

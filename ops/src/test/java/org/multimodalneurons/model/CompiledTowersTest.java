package org.multimodalneurons.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.model.Kernels.Convolution;
import org.multimodalneurons.model.Kernels.Product;
import org.multimodalneurons.weights.Architecture.ResNet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The towers compiled for inference give what the towers give layer by layer, whatever kernels compute them. */
class CompiledTowersTest {

    private static final double ROUNDING = 1e-5;

    static Stream<Arguments> models() {
        return Reference.models()
                .flatMap(model -> Arrays.stream(Convolution.values()).flatMap(convolution -> Arrays.stream(
                                Product.values())
                        .map(product -> Arguments.of(model, new Kernels(convolution, product, Precision.FULL)))))
                .filter(arguments -> runsHere((Kernels) arguments.get()[1]));
    }

    /** What was left out by the calibration cannot be tested: oneDNN is missing on Apple's processors. */
    private static boolean runsHere(Kernels kernels) {
        String all = Calibration.here().describe();
        return !all.contains(kernels.convolution().name().toLowerCase(Locale.ROOT) + " does not run")
                && !all.contains(kernels.product().name().toLowerCase(Locale.ROOT) + " does not run");
    }

    @ParameterizedTest
    @MethodSource("models")
    void imagesAreEmbeddedAsByTheLayers(Reference model, Kernels kernels) {
        try (ClipModel clip = ClipModel.open(model.weights());
                NDManager manager = clip.newManager()) {
            CompiledTowers compiled = compiled(clip, manager, kernels);
            NDArray pixels = model.tensor(manager, "pixels");
            assertClose(clip.image().embed(pixels, Tap.NONE), compiled.image(pixels));
            NDArray channelsLast = pixels.transpose(0, 2, 3, 1).duplicate().transpose(0, 3, 1, 2);
            assertClose(clip.image().embed(pixels, Tap.NONE), compiled.image(channelsLast));
            NDArray one = pixels.get("1:2");
            assertClose(clip.image().embed(one, Tap.NONE), compiled.image(one));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void activationsAreThoseOfTheLayers(Reference model, Kernels kernels) {
        try (ClipModel clip = ClipModel.open(model.weights());
                NDManager manager = clip.newManager()) {
            CompiledTowers compiled = compiled(clip, manager, kernels);
            NDArray pixels = model.tensor(manager, "pixels");
            for (Layer layer : clip.image().layers()) {
                String pattern = clip.architecture().image() instanceof ResNet
                        ? "layer.*|attnpool"
                        : "resblocks\\.\\d+(\\.mlp|\\.mlp\\.act)?";
                boolean isCompiled = layer.name().matches(pattern);
                assertEquals(isCompiled, compiled.computes(layer.name()), layer.name());
                if (!compiled.computes(layer.name())) continue;
                try (Activations expected = clip.image().activate(pixels, List.of(layer))) {
                    assertClose(expected.get(layer), compiled.activate(pixels, layer.name()));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void textsOfSeveralLengthsAreEmbeddedAsByTheLayers(Reference model, Kernels kernels) {
        try (ClipModel clip = ClipModel.open(model.weights());
                NDManager manager = clip.newManager()) {
            CompiledTowers compiled = compiled(clip, manager, kernels);
            NDArray ids = model.tensor(manager, "ids");
            NDArray ends = ids.argMax(1);
            assertTrue(Arrays.stream(ends.toLongArray()).distinct().count() > 1, "the texts differ in length");
            assertClose(clip.text().embed(ids, Tap.NONE), compiled.text(ids, ends));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rn-openclip", "vit-openclip-gelu"})
    void manyImagesArePassedInGroups(String name) {
        Reference model = Reference.of(name);
        try (ClipModel clip = ClipModel.open(model.weights());
                NDManager manager = clip.newManager()) {
            NDArray pixels = model.tensor(manager, "pixels");
            long times = 1500 / pixels.getShape().get(0);
            NDArray many = pixels.tile(new long[] {times, 1, 1, 1});
            NDArray found = clip.image().embed(many);
            assertClose(clip.image().embed(pixels).tile(new long[] {times, 1}), found);
            assertEquals(manager, found.getManager());
            Layer layer = clip.image().layers().get(clip.image().layers().size() - 2);
            NDArray all = clip.image().activate(many, layer);
            assertEquals(many.getShape().get(0), all.getShape().get(0));
            NDArray few = clip.image().activate(pixels, layer);
            assertClose(few, all.get("-" + pixels.getShape().get(0) + ":"));
        }
    }

    @Test
    void theInputIsNotChanged() {
        try (ClipModel clip = ClipModel.open(Reference.of("rn-openclip").weights());
                NDManager manager = clip.newManager()) {
            NDArray pixels = Reference.of("rn-openclip").tensor(manager, "pixels");
            float[] before = pixels.toFloatArray();
            clip.image().embed(pixels);
            assertArrayEquals(before, pixels.toFloatArray());
        }
    }

    @Test
    void nothingButTheEmbeddingsIsLeftInTheCallersManager() {
        try (ClipModel clip = ClipModel.open(Reference.of("vit-openclip-gelu").weights());
                NDManager manager = clip.newManager()) {
            NDArray pixels = Reference.of("vit-openclip-gelu").tensor(manager, "pixels");
            NDArray ids = Reference.of("vit-openclip-gelu").tensor(manager, "ids");
            int before = manager.getManagedArrays().size();
            clip.image().embed(pixels);
            clip.text().embed(ids);
            assertEquals(before + 2, manager.getManagedArrays().size());
        }
    }

    @Test
    void severalThreadsEmbedAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (ClipModel clip = ClipModel.open(Reference.of("rn-openclip").weights());
                NDManager manager = clip.newManager()) {
            float[] expected = clip.image()
                    .embed(Reference.of("rn-openclip").tensor(manager, "pixels"))
                    .toFloatArray();
            List<Future<float[]>> found = new ArrayList<>();
            for (int i = 0; i < 32; i++)
                found.add(threads.submit(() -> {
                    try (NDManager own = clip.newManager()) {
                        return clip.image()
                                .embed(Reference.of("rn-openclip").tensor(own, "pixels"))
                                .toFloatArray();
                    }
                }));
            for (Future<float[]> one : found)
                assertTrue(Reference.deviation(expected, one.get()) < ROUNDING, "one thread disturbed another");
        } finally {
            threads.shutdownNow();
        }
    }

    private static CompiledTowers compiled(ClipModel clip, NDManager manager, Kernels kernels) {
        return new CompiledTowers(clip.architecture(), clip.weights(), manager, kernels);
    }

    private static void assertClose(NDArray expected, NDArray found) {
        assertEquals(expected.getShape(), found.getShape());
        double deviation = Reference.deviation(expected.toFloatArray(), found.toFloatArray());
        assertTrue(deviation < ROUNDING, "deviates by " + deviation);
    }
}

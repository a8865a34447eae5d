package org.multimodalneurons.weights;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.ModifiedResNet;
import org.multimodalneurons.model.VisionTransformer;
import org.multimodalneurons.weights.Architecture.ResNet;
import org.multimodalneurons.weights.Architecture.Text;
import org.multimodalneurons.weights.Architecture.ViT;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The published models by their sizes alone: shapes, layers, and the parameter counts that open_clip lists. */
class ArchitectureTest {

    private static final int VOCABULARY = 49408;
    private static final int CONTEXT = 77;

    private static Text text(int width, int layers) {
        return new Text(width, layers, width / 64, 4 * width, CONTEXT, VOCABULARY, Gelu.QUICK);
    }

    private static ResNet resNet(int width, int image, Integer... blocks) {
        return new ResNet(width, List.of(blocks), image, width / 2);
    }

    private static ViT viT(int width, int layers, int heads, int mlp, int patch, int image) {
        return new ViT(width, layers, heads, mlp, patch, image, Gelu.QUICK);
    }

    /** Name, architecture, tokens of the last attention, millions of parameters. */
    static Stream<Arguments> published() {
        return Stream.of(
                Arguments.of("RN50", new Architecture(resNet(64, 224, 3, 4, 6, 3), text(512, 12), 1024), 50, 102.01),
                Arguments.of("RN101", new Architecture(resNet(64, 224, 3, 4, 23, 3), text(512, 12), 512), 50, 119.69),
                Arguments.of("RN50x4", new Architecture(resNet(80, 288, 4, 6, 10, 6), text(640, 12), 640), 82, 178.30),
                Arguments.of(
                        "RN50x16", new Architecture(resNet(96, 384, 6, 8, 18, 8), text(768, 12), 768), 145, 290.98),
                Arguments.of(
                        "RN50x64",
                        new Architecture(resNet(128, 448, 3, 15, 36, 10), text(1024, 12), 1024),
                        197,
                        623.26),
                Arguments.of(
                        "ViT-B/32", new Architecture(viT(768, 12, 12, 3072, 32, 224), text(512, 12), 512), 50, 151.28),
                Arguments.of(
                        "ViT-B/16", new Architecture(viT(768, 12, 12, 3072, 16, 224), text(512, 12), 512), 197, 149.62),
                Arguments.of(
                        "ViT-L/14",
                        new Architecture(viT(1024, 24, 16, 4096, 14, 224), text(768, 12), 768),
                        257,
                        427.62),
                Arguments.of(
                        "ViT-L/14@336",
                        new Architecture(viT(1024, 24, 16, 4096, 14, 336), text(768, 12), 768),
                        577,
                        427.94),
                Arguments.of(
                        "ViT-H/14",
                        new Architecture(viT(1280, 32, 16, 5120, 14, 224), text(1024, 24), 1024),
                        257,
                        986.11),
                Arguments.of(
                        "ViT-g/14",
                        new Architecture(viT(1408, 40, 16, 6144, 14, 224), text(1024, 24), 1024),
                        257,
                        1366.68),
                Arguments.of(
                        "TinyCLIP-8M/16",
                        new Architecture(viT(256, 10, 4, 1024, 16, 224), text(256, 3), 512),
                        197,
                        23.446),
                Arguments.of(
                        "ViT-bigG/14",
                        new Architecture(viT(1664, 48, 16, 8192, 14, 224), text(1280, 32), 1280),
                        257,
                        2539.57));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("published")
    void theParametersAddUp(String name, Architecture architecture, int tokens, double millions) {
        assertEquals(millions, architecture.parameterCount() / 1e6, 0.006, name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("published")
    void itIsRecognisedByItsShapesAlone(String name, Architecture architecture, int tokens, double millions) {
        try (Checkpoint checkpoint = new Checkpoint(new ShapesOnly(architecture), ModelSettings.NONE)) {
            assertEquals(architecture, checkpoint.architecture(), name);
        }
    }

    /** A file of OpenAI's that says how large its tensors are, and holds none. */
    private record ShapesOnly(Map<String, TensorInfo> tensors) implements WeightFile {

        ShapesOnly(Architecture architecture) {
            this(new LinkedHashMap<>());
            architecture.tensors().forEach((name, shape) -> tensors.put(name, new TensorInfo(name, DType.F32, shape)));
            tensors.put("input_resolution", new TensorInfo("input_resolution", DType.I64, new Shape()));
        }

        @Override
        public String source() {
            return "shapes";
        }

        @Override
        public Map<String, String> metadata() {
            return Map.of();
        }

        @Override
        public void read(String name, long from, FloatBuffer into) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public long[] longs(String name) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("published")
    void theLastAttentionHasThatManyTokens(String name, Architecture architecture, int tokens, double millions) {
        Map<String, Shape> tensors = architecture.tensors();
        boolean resNet = architecture.image() instanceof ResNet;
        Shape positions = tensors.get(resNet ? "visual.attnpool.positional_embedding" : "visual.positional_embedding");
        assertEquals(tokens, positions.get(0), name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("published")
    void theLayersHaveTheUnitsThatTheTensorsSay(String name, Architecture architecture, int tokens, double millions) {
        Map<String, Shape> tensors = architecture.tensors();
        if (architecture.image() instanceof ResNet net) {
            List<Layer> layers = ModifiedResNet.layers(net, architecture.embeddingSize());
            int blocks = net.blocks().stream().mapToInt(Integer::intValue).sum();
            assertEquals(3 + 2 * blocks, layers.size());
            for (Layer layer : layers)
                if (layer.name().endsWith(".add")) {
                    String block = layer.name().substring(0, layer.name().length() - ".add".length());
                    assertEquals(tensors.get("visual." + block + ".bn3.weight").get(0), layer.units(), layer.name());
                }
            assertEquals(
                    tensors.get("visual.attnpool.c_proj.weight"),
                    new Shape(architecture.embeddingSize(), net.poolWidth()));
        } else if (architecture.image() instanceof ViT vit) {
            List<Layer> layers = VisionTransformer.layers(vit);
            assertEquals(3 + 4 * vit.layers(), layers.size());
            for (Layer layer : layers)
                if (layer.name().endsWith(".mlp")) {
                    String bias = "visual.transformer." + layer.name() + ".c_fc.bias";
                    assertEquals(tensors.get(bias).get(0), layer.units(), layer.name());
                }
        }
    }
}

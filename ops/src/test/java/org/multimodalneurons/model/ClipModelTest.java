package org.multimodalneurons.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.OutsideHeap;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.CropRounding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ClipModelTest {

    private static final Reference RESNET = Reference.of("rn-openclip");

    @ParameterizedTest
    @MethodSource("org.multimodalneurons.model.Reference#models")
    void aTapSeesTheLayersInTheOrderInWhichTheyAreListed(Reference reference) {
        try (ClipModel clip = ClipModel.open(reference.weights());
                NDManager manager = clip.newManager()) {
            for (Encoder encoder : List.of(clip.image(), clip.text())) {
                List<Layer> seen = new ArrayList<>();
                NDArray input = reference.tensor(manager, encoder == clip.image() ? "pixels" : "ids");
                encoder.embed(input, (layer, activation) -> {
                            seen.add(described(
                                    layer,
                                    activation.getShape(),
                                    encoder.layer(layer).kind()));
                            return activation;
                        })
                        .close();
                assertEquals(encoder.layers(), seen);
            }
        }
    }

    /** The layer as its activation's shape shows it. */
    private static Layer described(String name, Shape shape, Layer.Kind kind) {
        int axes = List.of(2, 3, 4).get(kind == Layer.Kind.VECTOR ? 0 : kind == Layer.Kind.TOKENS ? 1 : 2);
        assertEquals(axes, shape.dimension(), name);
        boolean second = kind == Layer.Kind.MAP || kind == Layer.Kind.ATTENTION;
        return new Layer(name, kind, (int) shape.get(second ? 1 : axes - 1));
    }

    @Test
    void theTowerRunsNoFurtherThanTheLastLayerAskedFor() {
        try (ClipModel clip = ClipModel.open(RESNET.weights());
                NDManager manager = clip.newManager()) {
            ImageEncoder image = clip.image();
            List<String> seen = new ArrayList<>();
            Tap untilTheStem = (layer, activation) -> {
                seen.add(layer);
                if (layer.equals("stem")) throw Tap.stop();
                return activation;
            };
            NDArray pixels = RESNET.tensor(manager, "pixels");
            assertThrows(Tap.Stopped.class, () -> image.embed(pixels, untilTheStem));
            assertEquals(List.of("stem.relu3", "stem"), seen);
            try (Activations two = image.activate(pixels, List.of(image.layer("layer1.0"), image.layer("stem")))) {
                assertEquals(List.of("stem", "layer1.0"), two.layers(), "in forward order");
                assertThrows(IllegalArgumentException.class, () -> two.get("attnpool"));
            }
            try (Activations none = image.activate(pixels, List.of())) {
                assertEquals(List.of(), none.layers());
            }
        }
    }

    @Test
    void aTapThatSilencesALayerChangesTheEmbedding() {
        try (ClipModel clip = ClipModel.open(RESNET.weights());
                NDManager manager = clip.newManager()) {
            NDArray pixels = RESNET.tensor(manager, "pixels");
            NDArray silenced = clip.image().embed(pixels, (layer, x) -> layer.equals("layer4.0") ? x.zerosLike() : x);
            NDArray usual = clip.image().embed(pixels);
            assertFalse(usual.allClose(silenced));
            assertTrue(silenced.get(0).allClose(silenced.get(1)), "nothing of the two images is left");
        }
    }

    @Test
    void anUnknownLayerIsAnsweredWithTheKnownOnes() {
        try (ClipModel clip = ClipModel.open(RESNET.weights())) {
            String message = assertThrows(
                            UserException.class, () -> clip.image().layer("layer9"))
                    .getMessage();
            assertTrue(message.contains("'layer9'") && message.contains("stem.relu3, stem, layer1.0.add"), message);
            assertEquals("layer1.0", clip.image().layer(" layer1.0 ").name());
        }
    }

    @Test
    void pixelsAndIdsOfAnotherShapeAreRefused() {
        try (ClipModel clip = ClipModel.open(RESNET.weights());
                NDManager manager = clip.newManager()) {
            NDArray small = manager.zeros(new Shape(1, 3, 32, 32));
            assertThrows(IllegalArgumentException.class, () -> clip.image().embed(small));
            NDArray tooLong = manager.create(new long[17], new Shape(1, 17));
            assertThrows(IllegalArgumentException.class, () -> clip.text().embed(tooLong));
            NDArray unknown = manager.create(new long[] {510, 512}, new Shape(1, 2));
            String message = assertThrows(
                            IllegalArgumentException.class, () -> clip.text().embed(unknown))
                    .getMessage();
            assertTrue(message.contains("Token id 512 is outside the vocabulary of 512"), message);
        }
    }

    @Test
    void memoryStaysFlatOverAThousandEmbeddings() {
        Assumptions.assumeTrue(OutsideHeap.isKnown(), "resident memory is read from /proc");
        try (ClipModel clip = ClipModel.open(RESNET.weights());
                NDManager manager = clip.newManager()) {
            NDArray pixels = Tensors.alias(RESNET.tensor(manager, "pixels").get("0:1"), manager);
            NDArray ids = Tensors.alias(RESNET.tensor(manager, "ids").get("0:1"), manager);
            int inputs = tensors(manager);
            run(clip, pixels, ids, 100);
            int tensors = tensors(manager.getParentManager());
            long before = kilobytesOutsideHeap();
            run(clip, pixels, ids, 1000);
            long grown = kilobytesOutsideHeap() - before;
            assertEquals(tensors, tensors(manager.getParentManager()), "tensors that outlive a call");
            assertEquals(inputs, tensors(manager), "tensors left beside the inputs");
            assertTrue(grown < 40_000, "resident memory grew by " + grown + " kB in 1,000 runs");
        }
    }

    private static void run(ClipModel clip, NDArray pixels, NDArray ids, int times) {
        Layer last = clip.image().layer("layer4.0.add");
        for (int i = 0; i < times; i++) {
            clip.image().embed(pixels).close();
            clip.text().embed(ids).close();
            if (i % 10 != 0) continue;
            clip.image().activate(pixels, last).close();
            Gradient.of(pixels, x -> clip.image().activate(x, last).sum()).close();
        }
    }

    private static int tensors(NDManager manager) {
        return manager.getManagedArrays().size();
    }

    private static long kilobytesOutsideHeap() {
        System.gc(); // what nobody holds is given back
        return OutsideHeap.kilobytes();
    }

    @Test
    void severalThreadsGetWhatOneGets() throws InterruptedException, ExecutionException {
        try (ClipModel clip = ClipModel.open(RESNET.weights());
                NDManager manager = clip.newManager()) {
            NDArray pixels = RESNET.tensor(manager, "pixels");
            NDArray ids = RESNET.tensor(manager, "ids");
            Layer last = clip.image().layer("layer4.0.add");
            List<float[]> expected = results(clip, pixels, ids, last);
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Future<List<float[]>>> futures = new ArrayList<>();
                for (int i = 0; i < 32; i++) futures.add(threads.submit(() -> results(clip, pixels, ids, last)));
                for (Future<List<float[]>> future : futures) {
                    List<float[]> found = future.get();
                    assertNotSame(expected, found);
                    for (int i = 0; i < found.size(); i++)
                        assertTrue(Reference.deviation(expected.get(i), found.get(i)) < 1e-5, "result " + i);
                }
            } finally {
                threads.shutdownNow();
            }
            assertEquals(2, manager.getManagedArrays().size());
        }
    }

    /** Image and text embedding, activation and gradient, each computed in the shared model. */
    private static List<float[]> results(ClipModel clip, NDArray pixels, NDArray ids, Layer layer) {
        try (NDManager own = clip.newManager()) {
            NDArray x = Tensors.alias(pixels, own);
            return List.of(
                    clip.image().embed(x).toFloatArray(),
                    clip.text().embed(Tensors.alias(ids, own)).toFloatArray(),
                    clip.image().activate(x, layer).toFloatArray(),
                    Gradient.of(x, v -> clip.image().activate(v, layer).sum())
                            .gradient()
                            .toFloatArray());
        }
    }

    @Test
    void textThatFillsTheRowPartlyIsEmbeddedAsInAFullRow() {
        try (ClipModel clip = ClipModel.open(RESNET.weights());
                NDManager manager = clip.newManager()) {
            NDArray ids = RESNET.tensor(manager, "ids");
            NDArray all = clip.text().embed(ids);
            NDArray one = clip.text().embed(ids.get("0:1"));
            assertTrue(Reference.deviation(all.get("0:1").toFloatArray(), one.toFloatArray()) < 1e-5);
        }
    }

    @Test
    void whatAModelSaysOfItself() {
        try (ClipModel clip = ClipModel.open(RESNET.weights())) {
            assertEquals("rn-openclip", clip.name());
            assertEquals(RESNET.weights(), clip.source().orElseThrow());
            assertTrue(clip.vocabulary().isEmpty());
            assertEquals(clip.architecture().parameterCount(), clip.parameterCount());
            assertEquals(
                    "ResNet 1-2-1-1 width 6, 64 px, embedding 64; text width 128, 2 layers",
                    clip.architecture().describe());
            assertEquals(CropRounding.HALF_EVEN, clip.preprocessing().rounding());
            assertEquals(64, clip.preprocessing().size());
            String message = assertThrows(UserException.class, clip::tokenizer).getMessage();
            assertTrue(message.contains("512 tokens") && message.contains("49408"), message);
        }
        try (ClipModel clip = ClipModel.open(Reference.of("vit-hf").weights())) {
            assertEquals(CropRounding.DOWN, clip.preprocessing().rounding());
        }
    }

    @Test
    void aModelIsNamedAfterTheFolderOfAFileWithAUsualName(@TempDir Path folder) throws IOException {
        Path model = Files.createDirectory(folder.resolve("RN tiny"));
        Path weights = model.resolve("open_clip_model.safetensors");
        Files.copy(RESNET.weights().resolve("open_clip_model.safetensors"), weights);
        try (ClipModel clip = ClipModel.open(weights)) {
            assertEquals("RN tiny", clip.name());
        }
        Path own = Files.move(weights, model.resolve("mine.safetensors"));
        try (ClipModel clip = ClipModel.open(own)) {
            assertEquals("mine.safetensors", clip.name());
        }
    }

    @Test
    void modelsAreToldApartByTheirWeightsWhateverTheirFileIsCalled(@TempDir Path folder) throws IOException {
        String first;
        try (ClipModel clip = ClipModel.open(RESNET.weights())) {
            first = clip.identity();
            assertTrue(first.matches("rn-openclip [0-9a-f]{8}"), first);
        }
        Path copy = Files.createDirectory(folder.resolve("rn-openclip"));
        for (String file : List.of("open_clip_model.safetensors", "open_clip_config.json"))
            Files.copy(RESNET.weights().resolve(file), copy.resolve(file));
        try (ClipModel clip = ClipModel.open(copy)) {
            assertEquals(first, clip.identity());
        }
        Path weights = copy.resolve("open_clip_model.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 4] ^= 1;
        Files.write(weights, bytes);
        try (ClipModel clip = ClipModel.open(copy)) {
            assertNotEquals(first, clip.identity());
        }
    }

    @Test
    void aClosedModelHasNoTokenizer() {
        ClipModel clip = ClipModel.open(RESNET.weights());
        clip.close();
        String message = assertThrows(UserException.class, clip::tokenizer).getMessage();
        assertTrue(message.contains("rn-openclip was closed"), message);
    }

    @Test
    void memoryThatRunsOutIsExplainedAndNothingIsLeftBehind() {
        try (ClipModel clip = ClipModel.open(RESNET.weights());
                NDManager manager = clip.newManager()) {
            NDArray pixels = RESNET.tensor(manager, "pixels");
            Tap exhausted = (layer, activation) -> {
                throw new OutOfMemoryError("Java heap space");
            };
            String message = assertThrows(
                            UserException.class, () -> clip.image().embed(pixels, exhausted))
                    .getMessage();
            assertTrue(message.contains("not enough memory") && message.contains("Memory & Threads"), message);
            Tap refused = (layer, activation) -> {
                throw new EngineException("DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes.");
            };
            message = assertThrows(UserException.class, () -> clip.image().embed(pixels, refused))
                    .getMessage();
            assertTrue(message.contains("you tried to allocate 8 bytes") && message.contains(", 64, 64)"), message);
            assertEquals(1, manager.getManagedArrays().size());
        }
    }

    @Test
    void closingAModelFreesItsWeights() {
        ClipModel clip = ClipModel.open(RESNET.weights());
        NDManager manager = clip.newManager();
        assertTrue(manager.isOpen());
        clip.close();
        assertFalse(manager.isOpen());
    }

    @ParameterizedTest
    @ValueSource(strings = {"layer4.0.add:89", " layer4.0.add : 89 "})
    void aUnitIsReadAsItIsWritten(String text) {
        assertEquals(new Unit("layer4.0.add", 89), Unit.parse(text));
        assertEquals("layer4.0.add:89", Unit.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "89", ":89", "layer4", "layer4:", "layer4:x", "layer4:-1", "layer4:99999999999"})
    void whatIsNoUnitIsRefused(String text) {
        String message =
                assertThrows(UserException.class, () -> Unit.parse(text)).getMessage();
        assertTrue(message.contains("'" + text + "'") && message.contains("layer4.0.add:89"), message);
    }

    @Test
    void gradientsAreOfSingleNumbersAndLeaveTheVariableAlone() {
        try (NDManager manager = PyTorch.newManager()) {
            NDArray x = manager.create(new float[] {1, 2, 3});
            try (Gradient gradient = Gradient.of(x, v -> v.mul(v).sum())) {
                assertEquals(14, gradient.value());
                assertArrayEquals(new float[] {2, 4, 6}, gradient.gradient().toFloatArray());
            }
            assertFalse(x.hasGradient());
            assertEquals(1, manager.getManagedArrays().size());
            assertThrows(IllegalArgumentException.class, () -> Gradient.of(x, v -> v.mul(2)));
        }
    }
}

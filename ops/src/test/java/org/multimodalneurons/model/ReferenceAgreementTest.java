package org.multimodalneurons.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multimodalneurons.weights.Safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Each model computes what PyTorch, open_clip and Hugging Face transformers compute: layers, embeddings, gradients. */
class ReferenceAgreementTest {

    /**
     * Where a ReLU's input is zero, the gradient jumps: of points that are equal but for rounding, each implementation
     * may see another side. In rn-openai the eighth of the points integrated over is such a one.
     */
    private static final double ROUNDING = 1e-6;

    private static final double VALUES = 1e-4;
    private static final double GRADIENTS = 1e-3;
    private static final int UNIT = 5;

    static Stream<Reference> models() {
        return Reference.models();
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyLayerOfTheImageEncoderAgrees(Reference reference) {
        try (ClipModel clip = ClipModel.open(reference.weights());
                NDManager manager = clip.newManager()) {
            NDArray pixels = reference.tensor(manager, "pixels");
            for (Layer layer : clip.image().layers())
                reference.assertAgrees("image." + layer, clip.image().activate(pixels, layer), VALUES);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void allLayersReadInOnePassAgree(Reference reference) {
        try (ClipModel clip = ClipModel.open(reference.weights());
                NDManager manager = clip.newManager();
                Activations all = clip.image()
                        .activate(
                                reference.tensor(manager, "pixels"),
                                clip.image().layers())) {
            for (Layer layer : clip.image().layers()) reference.assertAgrees("image." + layer, all.get(layer), VALUES);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyLayerOfTheReferenceIsThere(Reference reference) {
        try (ClipModel clip = ClipModel.open(reference.weights());
                Safetensors expectations = reference.expectations()) {
            var ours = clip.image().layers().stream().map(Layer::name).collect(Collectors.toSet());
            var theirs = expectations.tensors().keySet().stream()
                    .filter(name -> name.startsWith("image."))
                    .map(name -> name.substring("image.".length()))
                    .filter(name -> !name.equals("raw") && !name.equals("normalised"))
                    .collect(Collectors.toSet());
            assertEquals(theirs, ours);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyBlockOfTheTextEncoderAgrees(Reference reference) {
        try (ClipModel clip = ClipModel.open(reference.weights());
                NDManager manager = clip.newManager();
                Activations all = clip.text()
                        .activate(reference.tensor(manager, "ids"), clip.text().layers())) {
            List<String> blocks = new ArrayList<>(all.layers());
            blocks.removeIf(name -> !name.matches("resblocks\\.\\d+"));
            assertEquals(clip.architecture().text().layers(), blocks.size());
            for (String block : blocks) reference.assertAgrees("text." + block, all.get(block), VALUES);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void embeddingsLogitsAndProbabilitiesAgree(Reference reference) {
        try (ClipModel clip = ClipModel.open(reference.weights());
                NDManager manager = clip.newManager()) {
            NDArray image = clip.image().embed(reference.tensor(manager, "pixels"));
            NDArray text = clip.text().embed(reference.tensor(manager, "ids"));
            reference.assertAgrees("image.raw", image, VALUES);
            reference.assertAgrees("text.raw", text, VALUES);
            reference.assertAgrees("image.normalised", unit(image), VALUES);
            reference.assertAgrees("text.normalised", unit(text), VALUES);
            reference.assertAgrees("logit_scale", manager.create(new float[] {clip.logitScale()}), VALUES);
            NDArray logits = unit(image).matMul(unit(text).transpose()).mul(clip.logitScale());
            reference.assertAgrees("logits_per_image", logits, VALUES);
            reference.assertAgrees("probabilities", logits.softmax(1), VALUES);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void theGradientOfAUnitAgrees(Reference reference) {
        try (ClipModel clip = ClipModel.open(reference.weights());
                NDManager manager = clip.newManager()) {
            List<Layer> layers = clip.image().layers();
            Layer last = layers.stream()
                    .filter(layer -> layer.name().matches("layer4\\.\\d+\\.add|resblocks\\.\\d+\\.mlp"))
                    .reduce((before, after) -> after)
                    .orElseThrow();
            Gradient gradient = Gradient.of(reference.tensor(manager, "pixels"), pixels -> {
                NDArray activation = clip.image().activate(pixels, last);
                return last.kind() == Layer.Kind.MAP
                        ? activation
                                .get(":, {}", UNIT)
                                .mean(new int[] {1})
                                .mean(new int[] {1})
                                .sum()
                        : activation.get(":, :, {}", UNIT).mean(new int[] {1}).sum();
            });
            reference.assertAgrees("gradient.unit", gradient.gradient(), GRADIENTS);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void theGradientOfACosineAndItsIntegralAgree(Reference reference) {
        try (ClipModel clip = ClipModel.open(reference.weights());
                NDManager manager = clip.newManager()) {
            NDArray pixels = reference.tensor(manager, "pixels");
            NDArray text = caption(clip, reference.tensor(manager, "ids"));
            NDArray gradient = Gradient.of(pixels, x -> cosines(clip.image().embed(x), text))
                    .gradient();
            reference.assertAgrees("gradient.cosine", gradient, GRADIENTS);
            int steps = 16;
            NDArray least = pixels.zerosLike();
            NDArray most = pixels.zerosLike();
            for (int k = 0; k < steps; k++) {
                float middle = (k + 0.5f) / steps;
                NDList beside = new NDList();
                for (double factor : List.of(1 - ROUNDING, 1.0, 1 + ROUNDING))
                    beside.add(Gradient.of(
                                    pixels.mul((float) (factor * middle)),
                                    x -> cosines(clip.image().embed(x), text))
                            .gradient()
                            .mul(pixels)
                            .div(steps));
                NDArray all = NDArrays.stack(beside);
                least = least.add(all.min(new int[] {0}));
                most = most.add(all.max(new int[] {0}));
            }
            NDArray expected = reference.tensor(manager, "integrated_gradients");
            reference.assertAgrees(
                    "integrated_gradients", expected.maximum(least).minimum(most), GRADIENTS);
        }
    }

    @Test
    void gradCamAgrees() {
        Reference reference = Reference.of("rn-openclip");
        String last = "layer4.0";
        try (ClipModel clip = ClipModel.open(reference.weights());
                NDManager manager = clip.newManager()) {
            NDArray pixels = reference.tensor(manager, "pixels");
            NDArray text = caption(clip, reference.tensor(manager, "ids"));
            NDArray maps = clip.image().activate(pixels, clip.image().layer(last));
            NDArray gradient = Gradient.of(
                            maps,
                            a -> cosines(clip.image().embed(pixels, (layer, x) -> layer.equals(last) ? a : x), text))
                    .gradient();
            NDArray weights = gradient.mean(new int[] {2}, true).mean(new int[] {3}, true);
            NDArray cam = maps.mul(weights).sum(new int[] {1}).maximum(0);
            reference.assertAgrees("gradcam", cam, GRADIENTS);
            int size = clip.image().size();
            int bilinear = 1;
            NDArray upsampled = cam.expandDims(3).getNDArrayInternal().resize(size, size, bilinear);
            reference.assertAgrees("gradcam.upsampled", upsampled.squeeze(3), GRADIENTS);
        }
    }

    private static NDArray caption(ClipModel clip, NDArray ids) {
        return unit(clip.text().embed(ids.get("0:1")));
    }

    /** The sum over images of the cosine with one text. */
    private static NDArray cosines(NDArray images, NDArray text) {
        return unit(images).matMul(text.transpose()).sum();
    }

    private static NDArray unit(NDArray embeddings) {
        return embeddings.div(embeddings.norm(new int[] {1}, true));
    }
}

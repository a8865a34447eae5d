package org.multimodalneurons.probe;

import java.util.List;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Contrast;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.image.SourceCrop;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Saliency, against what PyTorch computed and against what the methods promise. */
class SaliencyTest {

    private static final double GRADIENTS = 1e-3;
    private static final int REFERENCE_STEPS = 16;
    private static final RgbImage IMAGE = picture();

    /** All but the one whose gradient jumps at a point that is integrated over, see ReferenceAgreementTest. */
    static Stream<Reference> smooth() {
        return Reference.models().filter(reference -> !reference.toString().equals("rn-openai.pt"));
    }

    @ParameterizedTest
    @MethodSource("smooth")
    void integratedGradientsAgreeWithTheReference(Reference reference) {
        try (ClipModel clip = ClipModel.open(reference.weights());
                NDManager manager = clip.newManager()) {
            NDArray actual = Saliency.integratedGradients(
                    clip.image(),
                    reference.tensor(manager, "pixels"),
                    caption(reference, manager),
                    REFERENCE_STEPS,
                    Progress.NONE);
            reference.assertAgrees("integrated_gradients", actual, GRADIENTS);
        }
    }

    @Test
    void gradCamAgreesWithTheReferenceAlsoWhenLaidOverThePicture() {
        Reference reference = Reference.of("rn-openclip");
        try (ClipModel clip = ClipModel.open(reference.weights());
                NDManager manager = clip.newManager()) {
            Layer layer = Saliency.gradCamLayer(clip.image());
            assertEquals("layer4.0", layer.name());
            NDArray maps = Saliency.gradCam(
                    clip.image(), reference.tensor(manager, "pixels"), caption(reference, manager), layer);
            reference.assertAgrees("gradcam", maps, GRADIENTS);
            int size = clip.image().size();
            float[] spread = new float[2 * size * size];
            for (int image = 0, i = 0; image < 2; image++) {
                Img<FloatType> cells = ArrayImgs.floats(
                        maps.get(image).toFloatArray(),
                        maps.getShape().get(2),
                        maps.getShape().get(1));
                for (FloatType value : new SourceCrop(0, 0, size, size, size).spread(cells, size, size))
                    spread[i++] = value.get();
            }
            reference.assertAgrees("gradcam.upsampled", manager.create(spread, new Shape(2, size, size)), GRADIENTS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rn-openclip", "vit-openclip-gelu"})
    void integratedGradientsAddUpToTheDifferenceFromThePlainPicture(String model) {
        try (ClipModel clip = ClipModel.open(Reference.of(model).weights());
                NDManager manager = clip.newManager()) {
            Contrast contrast = contrast(clip);
            NDArray pixels = clip.preprocessing().pixels(manager, List.of(IMAGE));
            double expected = answer(clip, contrast, pixels) - answer(clip, contrast, pixels.zerosLike());
            double sum = 0;
            for (FloatType value : Saliency.integratedGradients(contrast, IMAGE, 200, Progress.NONE))
                sum += value.get();
            assertEquals(expected, sum, .02 * Math.abs(expected) + 1e-3);
        }
    }

    @Test
    void gradCamOfATransformerLooksAtWhatEntersTheLastBlock() {
        try (ClipModel clip = ClipModel.open(Reference.of("vit-openclip-gelu").weights())) {
            Layer layer = Saliency.gradCamLayer(clip.image());
            assertEquals("resblocks.1", layer.name());
            Img<FloatType> map = Saliency.gradCam(contrast(clip), IMAGE, layer);
            assertEquals(4, map.dimension(0));
            assertEquals(4, map.dimension(1));
            double sum = 0;
            for (FloatType value : map) sum += value.get();
            assertTrue(sum > 0);
        }
    }

    @Test
    void layersWithoutPlacesAndStepsThatAreNoneAreRefused() {
        try (ClipModel clip = ClipModel.open(Reference.of("rn-openclip").weights())) {
            Contrast contrast = contrast(clip);
            String layer = assertThrows(
                            UserException.class,
                            () -> Saliency.gradCam(contrast, IMAGE, clip.image().layer("attnpool")))
                    .getMessage();
            assertTrue(layer.contains("attnpool") && layer.contains("layer4.0"), layer);
            String steps = assertThrows(
                            UserException.class, () -> Saliency.integratedGradients(contrast, IMAGE, 0, Progress.NONE))
                    .getMessage();
            assertTrue(steps.contains("0 steps"), steps);
        }
    }

    /** A unit vector as the caption, of the model's own making. */
    static Contrast contrast(ClipModel clip) {
        float[] vector = new float[clip.image().embeddingSize()];
        for (int i = 0; i < vector.length; i++) vector[i] = (float) Math.sin(1 + i * i);
        return Contrast.of(clip, new Embeddings(clip.identity(), List.of("caption"), new float[][] {vector}));
    }

    private static double answer(ClipModel clip, Contrast contrast, NDArray pixels) {
        NDArray embedding = clip.image().embed(pixels);
        float[] direction = contrast.direction();
        NDArray vector = embedding.getManager().create(direction);
        return embedding.mul(vector).sum().getFloat() / embedding.norm().getFloat();
    }

    private static NDArray caption(Reference reference, NDManager manager) {
        return reference.tensor(manager, "text.normalised").get(0);
    }

    static RgbImage picture() {
        byte[] rgb = new byte[3 * 70 * 64];
        for (int i = 0; i < rgb.length; i++) rgb[i] = (byte) (i * i / 31);
        return RgbImage.of(70, 64, rgb);
    }
}

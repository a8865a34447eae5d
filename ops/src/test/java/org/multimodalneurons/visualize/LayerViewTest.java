package org.multimodalneurons.visualize;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PictureFile;
import org.multimodalneurons.image.SourceCrop;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What layers of the embedded model keep of a drawing of a dog, and see in it. */
class LayerViewTest {

    private static final int SIDE = 64;
    private static final String EARLY = "stem";
    private static final String LATE = "layer4.0.add";

    private static ClipModel clip;
    private static Drawing dog;

    @BeforeAll
    static void open() {
        clip = ClipModel.embedded();
        dog = Drawing.of(PictureFile.open(Path.of("..", "sample-images", "emoji", "dog-gradient.png")));
    }

    @AfterAll
    static void close() {
        clip.close();
    }

    @Test
    void anEarlyLayerKeepsThePictureAndALateOneDoesNot() {
        LayerView early = LayerView.inversion(clip, dog, EARLY);
        Drawing kept = drawn(early);
        assertTrue(early.cosine(kept) > .9, () -> "cosine " + early.cosine(kept));
        assertTrue(early.cosine(noise()) < .5, () -> "of noise " + early.cosine(noise()));
        double likeness = correlation(early.start(SIDE), kept);
        assertTrue(likeness > .8, "correlation of pixels " + likeness);
        LayerView late = LayerView.inversion(clip, dog, LATE);
        Drawing abstracted = drawn(late);
        assertTrue(late.cosine(abstracted) > late.cosine(noise()) + .2, () -> "cosine " + late.cosine(abstracted));
        double rest = correlation(early.start(SIDE), abstracted);
        assertTrue(rest < likeness - .2, "correlation of pixels " + rest);
    }

    private static Drawing drawn(LayerView view) {
        return view.drawing(SIDE).steps(60).seed(1).run(Progress.NONE).drawing();
    }

    private static Drawing noise() {
        return FeatureVisualization.of(clip)
                .maximise(Objectives.layer(EARLY).times(0))
                .over(Parametrization.fourier().decorrelated().gain(100).size(SIDE, SIDE))
                .steps(1)
                .seed(1)
                .run(Progress.NONE)
                .drawing();
    }

    private static double correlation(Drawing one, Drawing other) {
        float[] x = one.toFloats();
        float[] y = other.toFloats();
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < x.length; i++) {
            meanX += x[i] / x.length;
            meanY += y[i] / y.length;
        }
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xy / Math.sqrt(xx * yy);
    }

    /** A caricature's objective is a share of the image's own: more than 1 exceeds it. */
    @Test
    void aCaricatureGoesBeyondTheImage() {
        Drawing cat = Drawing.of(PictureFile.open(Path.of("..", "sample-images", "photos", "cat.jpg")));
        for (String layer : List.of("layer2.1.add", LATE)) {
            FeatureVisualization settings = LayerView.caricature(clip, cat, layer, 1)
                    .drawing(SIDE, 0)
                    .steps(100)
                    .seed(1);
            double share = settings.run(Progress.NONE).history().get(99)[0];
            assertTrue(share > 1, layer + ": " + share);
        }
    }

    @Test
    void whoStartsFromTheImageIsThereAtOnce() {
        LayerView view = LayerView.inversion(clip, dog, "layer2.1.add");
        FeatureVisualization settings = view.drawing(SIDE, 0).through().steps(1);
        double fromNoise = settings.run(Progress.NONE).history().get(0)[0];
        double fromImage = settings.from(List.of(view.start(SIDE)))
                .run(Progress.NONE)
                .history()
                .get(0)[0];
        assertTrue(fromImage > -.05 && fromNoise < -.5, fromImage + " from the image, " + fromNoise + " from noise");
    }

    @Test
    void theDrawingLiesWhereTheModelLooks() {
        Drawing wide = new Drawing(100, 40, Channels.GRAY, false, new float[4000]);
        LayerView view = LayerView.inversion(clip, wide, EARLY);
        SourceCrop seen = view.seen();
        assertArrayEquals(
                new double[] {30, 0, 40, 40}, new double[] {seen.x(), seen.y(), seen.width(), seen.height()}, .7);
        Drawing grey = view.drawing(32).steps(1).run(Progress.NONE).drawing();
        assertEquals(Channels.GRAY, grey.channels());
        assertEquals(32, grey.width());
    }

    @Test
    void theUsualLayersGoFromTheFirstToTheLast() {
        assertEquals(
                List.of("stem.relu3", "layer1.0", "layer2.1", "layer3.1.add", "attnpool"), LayerView.usualLayers(clip));
    }

    @Test
    void aTransformersTokensAreInvertedTooAndItsAttentionIsRefused() {
        try (ClipModel transformer =
                ClipModel.open(Reference.of("vit-openclip-gelu").weights())) {
            for (String layer : LayerView.usualLayers(transformer)) {
                Visualization result = LayerView.inversion(transformer, dog, layer)
                        .drawing(SIDE)
                        .steps(30)
                        .seed(1)
                        .run(Progress.NONE);
                assertTrue(result.history().get(29)[0] > result.history().get(0)[0], layer);
            }
            assertMessage("Choose another layer", () -> LayerView.inversion(transformer, dog, "resblocks.1.attention"));
        }
    }

    @Test
    void mistakesAreNamed() {
        assertMessage("does not exist", () -> LayerView.inversion(clip, dog, "layer9"));
        assertMessage("Power of the cosine", () -> LayerView.caricature(clip, dog, EARLY, -1));
        LayerView view = LayerView.inversion(clip, dog, EARLY);
        assertMessage("0 x 0", () -> view.drawing(0));
        assertMessage("Smoothness", () -> view.drawing(SIDE, Double.NaN));
    }

    private static void assertMessage(String part, Executable work) {
        String message = assertThrows(UserException.class, work).getMessage();
        assertTrue(message.contains(part), message);
    }
}

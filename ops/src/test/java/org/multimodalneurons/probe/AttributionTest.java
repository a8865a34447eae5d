package org.multimodalneurons.probe;

import java.util.List;

import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Contrast;
import org.multimodalneurons.embed.CosineMatrix;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Reference;
import org.multimodalneurons.probe.Attribution.Contribution;
import org.multimodalneurons.text.Prompts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AttributionTest {

    private static final double TOLERANCE = 1e-4;
    private static final RgbImage IMAGE = SaliencyTest.picture();

    @ParameterizedTest
    @ValueSource(strings = {"rn-openclip", "rn-openai.pt", "vit-openclip-gelu", "vit-openai.pt"})
    void contributionsAndTheRestAddUpToTheSimilarity(String model) {
        try (ClipModel clip = ClipModel.open(Reference.of(model).weights())) {
            Attribution attribution = Attribution.of(SaliencyTest.contrast(clip), IMAGE);
            assertEquals(attribution.similarity(), sum(attribution), TOLERANCE);
            assertEquals(
                    clip.image().neurons().units(), attribution.contributions().size());
        }
    }

    @Test
    void theSimilarityIsTheCosineLessThatOfTheAlternatives() {
        try (ClipModel clip = ClipModel.embedded()) {
            List<String> captions = List.of("a dog", "a cat", "a pizza");
            Embedder embedder = new Embedder(clip);
            CosineMatrix cosines = CosineMatrix.of(
                    embedder.images(List.of(IMAGE), List.of("it"), Progress.NONE),
                    embedder.texts(captions, Progress.NONE));
            Contrast alone = Contrast.of(clip, "a dog", Prompts.NONE);
            assertEquals(cosines.get(0, 0), Attribution.of(alone, IMAGE).similarity(), 1e-5);
            Attribution against = Attribution.of(alone.against(List.of("a cat", "a pizza"), Prompts.NONE), IMAGE);
            double others = (cosines.get(0, 1) + cosines.get(0, 2)) / 2;
            assertEquals(cosines.get(0, 0) - others, against.similarity(), 1e-5);
            assertEquals(against.similarity(), sum(against), TOLERANCE);
        }
    }

    @Test
    void thePlacesOfAResNetAddUpToTheContributionOfTheirUnit() {
        try (ClipModel clip = ClipModel.open(Reference.of("rn-openclip").weights())) {
            Attribution attribution = Attribution.of(SaliencyTest.contrast(clip), IMAGE);
            Img<FloatType> maps = attribution.maps();
            double[] sums = new double[(int) maps.dimension(2)];
            var at = maps.localizingCursor();
            while (at.hasNext()) {
                float value = at.next().get();
                sums[at.getIntPosition(2)] += value;
            }
            for (Contribution each : attribution.contributions())
                assertEquals(each.contribution(), sums[each.unit().index()], 1e-6);
        }
    }

    @Test
    void theMapsOfATransformerAreItsActivationsTimesTheWeightOfTheClassToken() {
        try (ClipModel clip = ClipModel.open(Reference.of("vit-openclip-gelu").weights())) {
            Attribution attribution = Attribution.of(SaliencyTest.contrast(clip), IMAGE);
            Contribution first = attribution.strongest(1).get(0);
            double weight = first.contribution() / first.response();
            Img<FloatType> activations = ActivationMaps.of(clip, IMAGE, first.unit());
            for (int y = 0; y < 4; y++)
                for (int x = 0; x < 4; x++)
                    assertEquals(
                            weight * activations.getAt(x, y).get(),
                            attribution.maps().getAt(x, y, first.unit().index()).get(),
                            1e-6);
        }
    }

    @Test
    void theStrongestUnitsComeFirstWhateverTheirSign() {
        try (ClipModel clip = ClipModel.open(Reference.of("vit-openclip-gelu").weights())) {
            Attribution attribution = Attribution.of(SaliencyTest.contrast(clip), IMAGE);
            List<Contribution> all = attribution.strongest(Integer.MAX_VALUE);
            assertEquals(attribution.contributions().size(), all.size());
            for (int i = 1; i < all.size(); i++)
                assertTrue(Math.abs(all.get(i).contribution())
                        <= Math.abs(all.get(i - 1).contribution()));
            assertTrue(all.stream().anyMatch(each -> each.contribution() < 0));
            assertEquals(all.subList(0, 3), attribution.strongest(3));
        }
    }

    private static double sum(Attribution attribution) {
        return attribution.rest()
                + attribution.contributions().stream()
                        .mapToDouble(Contribution::contribution)
                        .sum();
    }
}

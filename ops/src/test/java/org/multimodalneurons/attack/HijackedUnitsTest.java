package org.multimodalneurons.attack;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Contrast;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Reference;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.probe.Attribution;
import org.multimodalneurons.probe.ConceptSet;
import org.multimodalneurons.probe.KnownUnit;
import org.multimodalneurons.probe.References;
import org.multimodalneurons.probe.Responses;
import org.multimodalneurons.probe.WrittenWord;
import org.multimodalneurons.text.Prompts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HijackedUnitsTest {

    private static final Attack PIZZA = new Attack("pizza", "pizza");
    private static final RgbImage CLEAN = white(60);
    private static final PixelRows ATTACKED = WrittenWord.of("pizza", 60);

    @ParameterizedTest
    @ValueSource(strings = {"rn-openclip", "vit-openclip-gelu"})
    void responsesAndLogitsAreThoseOfProbe(String model) {
        try (ClipModel clip = ClipModel.open(Reference.of(model).weights())) {
            Contrast contrast = contrast(clip);
            Layer layer = Responses.layer(clip, "");
            HijackedUnits hijacked = HijackedUnits.of(
                    question(contrast, layer, Hijack.Ranking.CHANGE, 4), CLEAN, ATTACKED, Progress.NONE);
            Responses.of(clip, List.of(layer))
                    .images(
                            List.of(CLEAN, ATTACKED),
                            (item, read, mean, max) -> {
                                for (Hijack.Change each : changes(hijacked)) {
                                    double response = item == 0 ? each.before() : each.after();
                                    assertEquals(mean[each.unit().index()], response, 1e-5);
                                }
                            },
                            Progress.NONE);
            List<Attribution.Contribution> after =
                    Attribution.of(contrast, ATTACKED).contributions();
            for (Hijack.Change each : changes(hijacked))
                assertEquals(
                        clip.logitScale() * after.get(each.unit().index()).contribution(), each.logitAfter(), 1e-6);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rn-openclip", "vit-openclip-gelu"})
    void withoutUsualResponsesChangesAreMeasuredByTheMapsThemselves(String model) {
        try (ClipModel clip = ClipModel.open(Reference.of(model).weights())) {
            Hijack hijack = Hijack.of(contrast(clip), Responses.layer(clip, ""), Optional.empty(), CLEAN, ATTACKED);
            List<Hijack.Change> strongest = hijack.first(Hijack.Ranking.CHANGE, 5);
            for (int i = 0; i < 5; i++) {
                Hijack.Change each = strongest.get(i);
                assertTrue(Double.isNaN(each.zBefore()) && Double.isNaN(each.zAfter()));
                assertEquals(Math.signum(each.after() - each.before()), Math.signum(each.change()));
                if (i > 0)
                    assertTrue(Math.abs(each.change())
                            <= Math.abs(strongest.get(i - 1).change()));
            }
        }
    }

    @Test
    void aUnitThatIsKnownForAWordAnswersToIt() {
        try (ClipModel clip = ClipModel.embedded()) {
            int unit = KnownUnit.of(clip, "brazil").orElseThrow().index();
            WrittenAnswers answers = WrittenAnswers.of(clip, Responses.layer(clip, ""), "brazil", Progress.NONE);
            assertTrue(answers.auc(unit) > .95 && answers.z(unit) > 2, answers.auc(unit) + " " + answers.z(unit));
        }
    }

    @Test
    void aWordOnADogRaisesUnitsThatAnswerToTheWordByItself() {
        try (ClipModel clip = ClipModel.embedded()) {
            PixelRows dog = picture("dog");
            PixelRows attacked = TextLayer.of(
                            "pizza", Lettering.plain(0), Layout.below(), TextSize.largest(), dog.width(), dog.height())
                    .over(dog);
            Layer layer = Responses.layer(clip, "");
            var question = new HijackedUnits.Question(
                    PIZZA,
                    Contrast.of(clip, "pizza", Prompts.NONE),
                    layer,
                    References.shipped(clip, layer),
                    ConceptSet.builtIn(),
                    Hijack.Ranking.RISE,
                    20);
            HijackedUnits hijacked = HijackedUnits.of(question, dog, attacked, Progress.NONE);
            assertEquals(9, hijacked.overlaps().size()); // each ranking, by each way to tell the units of the concept
            List<String> found = hijacked.sentences(Hijack.Ranking.RISE);
            assertTrue(found.get(0).contains("known for pizza"), found.get(0));
            Overlap answering = hijacked.overlaps().get(4);
            assertTrue(answering.concept().contains("written word pizza"), answering.concept());
            assertTrue(answering.p() < .01, found.toString());
            for (Hijack.Change each : changes(hijacked))
                assertEquals(each.zAfter() - each.zBefore(), each.change(), 1e-12);
        }
    }

    private static PixelRows picture(String concept) {
        return ConceptSet.builtIn().stimuli().stream()
                .filter(stimulus -> stimulus.concept().equals(concept)
                        && stimulus.modality().equals("drawing"))
                .findFirst()
                .orElseThrow()
                .picture()
                .get();
    }

    @Test
    void theOverlapIsHeldAgainstChance() {
        Overlap overlap = Overlap.of("rose most", units(0, 5), "known", units(3, 8), 20);
        assertEquals(2, overlap.shared());
        assertEquals(1.25, overlap.expected(), 1e-12);
        double none = 3003. / 15504; // C(15, 5) / C(20, 5)
        double one = 5 * 1365. / 15504; // 5 C(15, 4) / C(20, 5)
        assertEquals(1 - none - one, overlap.p(), 1e-9);
        assertTrue(overlap.sentence().contains("5 units that rose most, 2 are among the 5 known"), overlap.sentence());
    }

    @Test
    void whatTheEmbeddingIsNotReadOffCannotBeRankedByTheLogit() {
        try (ClipModel clip = ClipModel.open(Reference.of("rn-openclip").weights())) {
            var question = question(contrast(clip), clip.image().layer("layer3.0.add"), Hijack.Ranking.LOGIT, 3);
            UserException fault =
                    assertThrows(UserException.class, () -> HijackedUnits.of(question, CLEAN, ATTACKED, Progress.NONE));
            assertTrue(fault.getMessage().contains("layer3.0.add"), fault.getMessage());
        }
    }

    @Test
    void picturesOfDifferentSizesAreRefused() {
        try (ClipModel clip = ClipModel.open(Reference.of("rn-openclip").weights())) {
            Layer layer = Responses.layer(clip, "");
            UserException fault = assertThrows(
                    UserException.class, () -> Hijack.of(contrast(clip), layer, Optional.empty(), white(50), ATTACKED));
            assertTrue(
                    fault.getMessage().contains("50 x 50") && fault.getMessage().contains("60 x 60"));
        }
    }

    private static List<Hijack.Change> changes(HijackedUnits hijacked) {
        return hijacked.units().stream().map(HijackedUnit::change).toList();
    }

    private static HijackedUnits.Question question(Contrast contrast, Layer layer, Hijack.Ranking ranking, int count) {
        return new HijackedUnits.Question(
                PIZZA, contrast, layer, Optional.empty(), ConceptSet.builtIn(), ranking, count);
    }

    private static Contrast contrast(ClipModel clip) {
        float[] vector = new float[clip.image().embeddingSize()];
        for (int i = 0; i < vector.length; i++) vector[i] = (float) Math.sin(i + 1);
        return Contrast.of(clip, new Embeddings(clip.identity(), List.of("it"), new float[][] {vector}));
    }

    private static List<Unit> units(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> new Unit("layer", i)).toList();
    }

    private static RgbImage white(int side) {
        byte[] rgb = new byte[3 * side * side];
        Arrays.fill(rgb, (byte) 255);
        return RgbImage.of(side, side, rgb);
    }
}

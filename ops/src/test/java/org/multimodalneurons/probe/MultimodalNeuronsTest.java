package org.multimodalneurons.probe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.probe.FamilyMember.ChosenOn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What the project is about: single units of the embedded model stand for a concept, however it is shown. Measured on a
 * drawing style and a font that training never saw; units were chosen on training stimuli, or on the other half.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MultimodalNeuronsTest {

    private static final Path HELD_OUT = Path.of("..", "sample-images", "held-out");
    private static final double GOOD = .9;

    private List<FamilyMember> members;
    private ConceptResponses responses;

    @BeforeAll
    void showTheModelWhatTrainingNeverSaw() {
        try (ClipModel clip = ClipModel.embedded()) {
            Layer layer = clip.image().layer("layer4.0.add");
            responses = ConceptResponses.of(clip, ConceptSet.open(HELD_OUT), layer, Pooling.MEAN, Progress.NONE);
            List<String> skipped = new ArrayList<>();
            members = FamilyMember.of(responses, KnownUnit.of(clip), 1, skipped, Progress.NONE);
            assertEquals(List.of(), skipped);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"region", "person", "emotion"})
    void atLeastThreeUnitsOfAFamilyAnswerInEveryModality(String family) {
        List<FamilyMember> good = members.stream()
                .filter(member -> member.family().equals(family))
                .filter(member -> member.chosenOn() == ChosenOn.KNOWN)
                .filter(member ->
                        member.score().multimodality() >= GOOD && member.score().correctedP() < .05)
                .toList();
        assertTrue(good.size() >= 3, family + ": " + good.size() + " units of worst-modality AUC .90: " + good);
    }

    @ParameterizedTest
    @ValueSource(strings = {"person", "emotion"}) // a region has one single drawing
    void atLeastThreeUnitsChosenOnOneHalfOfThePicturesAnswerToTheOther(String family) {
        List<UnitScore> good = responses.set().concepts(family).stream()
                .map(responses::sample)
                .filter(sample -> sample.modalities().values().stream()
                        .allMatch(modality -> modality.positives().size() > 1))
                .map(sample ->
                        Selectivity.split(sample, 1).top(1, Progress.NONE).get(0))
                .filter(score -> score.multimodality() >= GOOD)
                .toList();
        assertTrue(good.size() >= 3, family + ": " + good.size() + " units of worst-modality AUC .90: " + good);
    }

    @Test
    void personsAndEmotionsAreShownInThreeModalities() {
        for (String family : List.of("person", "emotion"))
            for (String concept : responses.set().concepts(family))
                assertEquals(List.of("drawing", "line", "text"), responses.set().modalities(concept), concept);
    }
}

package org.multimodalneurons.probe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.probe.NeuronCard.Response;
import org.multimodalneurons.text.Prompts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Of the embedded model a neuron that stands for a country, and what its card tells. */
class NeuronCardTest {

    private static final Path HELD_OUT = Path.of("..", "sample-images", "held-out");
    private static final List<String> WORDS = List.of("dog", "brazil", "happy", "pizza", "train", "sad");

    private static ClipModel clip;
    private static List<Stimulus> stimuli;
    private static NeuronCard card;

    @BeforeAll
    static void look() {
        clip = ClipModel.embedded();
        stimuli = ConceptSet.open(HELD_OUT).stimuli().stream()
                .filter(stimulus -> stimulus.family().equals("region"))
                .toList();
        card = NeuronCard.of(
                clip, KnownUnit.parse(clip, "brazil"), stimuli, WORDS, 4, WordAnswers.fresh(), Progress.NONE);
    }

    @AfterAll
    static void close() {
        clip.close();
    }

    @Test
    void itsConceptExcitesItMost() {
        assertEquals("brazil", card.strongest().get(0).response().stimulus().concept());
        assertEquals("brazil", card.written().get(0).word());
        assertTrue(card.speaks());
        String neuron = new Unit("layer4.0", card.unit().index()).toString();
        assertEquals(
                NeuronWords.of(clip, WORDS, Prompts.parse("{}"), Progress.NONE).top(neuron, 4),
                card.spoken().stream().map(NeuronCard.Word::word).toList());
        assertTrue(card.written().get(0).deviations() > 1, () -> String.valueOf(card.written()));
    }

    @Test
    void examplesAreTheEndsOfAllResponses() {
        List<Response> sorted = card.pictures().stream()
                .sorted(Comparator.comparingDouble(Response::deviations))
                .toList();
        assertEquals(stimuli.size(), sorted.size());
        for (int i = 0; i < 4; i++) {
            assertEquals(sorted.get(i), card.weakest().get(i).response());
            assertEquals(
                    sorted.get(sorted.size() - 1 - i), card.strongest().get(i).response());
        }
    }

    @Test
    void deviationsAreThoseOfTheModality() {
        for (String modality : List.of("drawing", "text")) {
            double[] deviations = card.pictures().stream()
                    .filter(response -> response.stimulus().modality().equals(modality))
                    .mapToDouble(Response::deviations)
                    .toArray();
            assertEquals(0, Arrays.stream(deviations).sum(), 1e-9);
            assertEquals(
                    deviations.length - 1,
                    Arrays.stream(deviations).map(z -> z * z).sum(),
                    1e-6);
        }
    }

    @Test
    void theConceptIsSetApartInEachModality() {
        var groups = card.byModality("brazil");
        assertTrue(groups.keySet().containsAll(List.of("brazil, drawing", "brazil, text", "others, drawing")));
        double text = groups.get("brazil, text").stream()
                .mapToDouble(Response::deviations)
                .average()
                .orElseThrow();
        double others = groups.get("others, text").stream()
                .mapToDouble(Response::deviations)
                .average()
                .orElseThrow();
        assertTrue(text > others + 1, text + " and " + others);
    }

    @Test
    void strongResponsesAreMostlyToTheConcept() {
        List<ConditionalProbability.Share> shares = card.conditionalProbability("brazil");
        double highest = shares.get(shares.size() - 1).bucket();
        double brazil = shares.stream()
                .filter(share -> share.bucket() == highest && share.label().startsWith("brazil, "))
                .mapToDouble(ConditionalProbability.Share::probability)
                .sum();
        double usual = stimuli.stream()
                        .filter(stimulus -> stimulus.concept().equals("brazil"))
                        .count()
                / (double) stimuli.size();
        assertTrue(brazil > 10 * usual, brazil + " of the strongest, " + usual + " of all");
    }

    @Test
    void wordsThatTheModelWasNeverTaughtAreShownButNotSaid() {
        List<String> words = List.of("brazil", "brasilia", "photosynthesis", "dog");
        NeuronCard unknown =
                NeuronCard.of(clip, card.unit(), stimuli.subList(0, 4), words, 4, WordAnswers.fresh(), Progress.NONE);
        assertEquals(4, unknown.written().size());
        assertTrue(
                List.of("brazil", "dog")
                        .containsAll(unknown.spoken().stream()
                                .map(NeuronCard.Word::word)
                                .toList()),
                () -> String.valueOf(unknown.spoken()));
    }

    @Test
    void aVisualizationIsAddedToTheCard() {
        PixelRows dream = RgbImage.of(4, 4, new byte[3 * 4 * 4]);
        NeuronCard shown = card.withVisualization(dream);
        assertEquals(Optional.empty(), card.visualization());
        assertEquals(dream, shown.visualization().orElseThrow());
        assertEquals(card.strongest(), shown.strongest());
    }

    @Test
    void theWindowHoldsTheStrongestCellAndLiesInThePicture() {
        PixelRows picture =
                card.strongest().get(0).response().stimulus().picture().get();
        FiringWindow window = card.strongest().get(0).window();
        Img<FloatType> map = ActivationMaps.of(clip, picture, card.unit());
        long bestX = 0;
        long bestY = 0;
        float best = Float.NEGATIVE_INFINITY;
        for (var cursor = map.localizingCursor(); cursor.hasNext(); ) {
            float value = cursor.next().get();
            if (value <= best) continue;
            best = value;
            bestX = cursor.getLongPosition(0);
            bestY = cursor.getLongPosition(1);
        }
        double x = (bestX + .5) / map.dimension(0) * picture.width(); // the pictures are square
        double y = (bestY + .5) / map.dimension(1) * picture.height();
        assertTrue(window.x() <= x && x <= window.x() + window.width(), window + " and " + x);
        assertTrue(window.y() <= y && y <= window.y() + window.height(), window + " and " + y);
        assertTrue(window.x() >= 0 && window.x() + window.width() <= picture.width(), window.toString());
        assertTrue(window.y() >= 0 && window.y() + window.height() <= picture.height(), window.toString());
    }

    @Test
    void theWindowStaysInsidePicturesOfOddSize() {
        for (int unit = 0; unit < 40; unit++) {
            byte[] rgb = new byte[3 * 101 * 75];
            new Random(unit).nextBytes(rgb);
            FiringWindow window =
                    FiringWindow.of(clip, new Unit("layer4.0.add", unit), RgbImage.of(101, 75, rgb), unit % 2 == 0);
            assertTrue(window.x() >= 0 && window.x() + window.width() <= 101, window.toString());
            assertTrue(window.y() >= 0 && window.y() + window.height() <= 75, window.toString());
        }
    }

    @Test
    void unitsOfEarlierLayersSayNothingAndPicturesMayBeBroken() {
        List<Stimulus> some = new ArrayList<>(stimuli.subList(0, 3));
        some.add(1, new Stimulus("", "", "", "broken.png", () -> {
            throw new UserException("The file broken.png is damaged.");
        }));
        NeuronCard early = NeuronCard.of(
                clip, new Unit("layer2.0", 5), some, List.of("dog"), 4, WordAnswers.fresh(), Progress.NONE);
        assertFalse(early.speaks());
        assertTrue(early.spoken().isEmpty());
        assertEquals(Map.of(1, "The file broken.png is damaged."), early.unreadable());
        assertEquals(3, early.pictures().size());
        assertEquals(1, early.strongest().size());
    }

    @Test
    void aSinglePictureHasNoDeviation() {
        Stimulus one = new Stimulus("", "", "", "it", () -> RgbImage.of(8, 8, new byte[3 * 8 * 8]));
        String message = assertThrows(
                        UserException.class,
                        () -> NeuronCard.of(
                                clip,
                                new Unit("layer4.0.add", 5),
                                List.of(one),
                                List.of(),
                                4,
                                WordAnswers.fresh(),
                                Progress.NONE))
                .getMessage();
        assertTrue(message.contains("At least 2 readable pictures are needed, found 1"), message);
    }
}

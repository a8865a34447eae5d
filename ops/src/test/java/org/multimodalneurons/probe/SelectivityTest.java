package org.multimodalneurons.probe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.Layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SelectivityTest {

    private static final int UNITS = 50;
    private static final Layer LAYER = new Layer("layer4.0.add", Layer.Kind.MAP, UNITS);
    private static final int MULTIMODAL = 7;
    private static final int PHOTOS_ONLY = 9;

    @Test
    void theUnitThatAnswersInEveryModalityIsFoundFirst() {
        List<UnitScore> top = Selectivity.split(sample(20, 1), 3).top(3, Progress.NONE);
        UnitScore best = top.get(0);
        assertEquals("layer4.0.add:" + MULTIMODAL, best.unit().toString());
        assertTrue(best.multimodality() > .95, best.toString());
        assertTrue(best.correctedP() < .05 && best.correctedP() >= best.p(), best.toString());
        assertTrue(
                best.interval().low() <= best.multimodality() && best.interval().high() <= 1, best.toString());
        assertEquals(
                List.of("photo", "text"),
                best.modalities().stream().map(m -> m.modality()).toList());
        assertEquals(best.multimodality(), best.worst().auc());
        assertTrue(best.d() > 2, best.toString());
        assertTrue(top.stream().noneMatch(score -> score.unit().index() == PHOTOS_ONLY), "one modality is not enough");
    }

    @Test
    void unitsThatLookSelectiveByChanceAreNotOnTheOtherHalf() {
        double chosenBy = 0;
        double scored = 0;
        for (int seed = 0; seed < 40; seed++) {
            UnitScore best =
                    Selectivity.split(noise(seed), seed).top(1, Progress.NONE).get(0);
            chosenBy += best.chosenBy() / 40;
            scored += best.auc() / 40;
        }
        assertTrue(chosenBy > .7, "chosen by " + chosenBy);
        assertEquals(.5, scored, .08);
    }

    @Test
    void theSameSeedGivesTheSameScores() {
        Sample sample = sample(9, 1);
        assertEquals(
                Selectivity.split(sample, 5).top(4, Progress.NONE),
                Selectivity.split(sample, 5).top(4, Progress.NONE));
    }

    @Test
    void theHalvesShareNothingAndHoldEveryModality() {
        Sample sample = sample(9, 2);
        Sample.Halves halves = sample.halves(11);
        Set<Integer> first = items(halves.first());
        Set<Integer> second = items(halves.second());
        assertEquals(18 + 40, first.size() + second.size());
        assertTrue(second.stream().noneMatch(first::contains));
        assertEquals(5, halves.first().modalities().get("photo").positives().size());
        assertEquals(4, halves.second().modalities().get("photo").positives().size());
        assertEquals(20, halves.second().modalities().get("text").negatives().size());
    }

    @Test
    void oneSinglePictureOfAModalityIsScoredButNotChosenOn() {
        Sample all = sample(4, 1);
        var one = new LinkedHashMap<>(all.modalities());
        Sample.Modality photo = one.get("photo");
        one.put("photo", new Sample.Modality(photo.positives().subList(0, 1), photo.negatives()));
        Sample.Halves halves = new Sample(all.concept(), all.layer(), all.matrix(), one).halves(7);
        assertEquals(Set.of("text"), halves.first().modalities().keySet());
        assertEquals(
                photo.positives().subList(0, 1),
                halves.second().modalities().get("photo").positives());
        assertTrue(items(halves.second()).stream().noneMatch(items(halves.first())::contains));
    }

    @Test
    void ofSeveralModalitiesWithOneSinglePictureEveryOtherIsScored() {
        Sample all = sample(4, 1);
        var modalities = new LinkedHashMap<String, Sample.Modality>();
        Sample.Modality photo = all.modalities().get("photo");
        modalities.put("photo", new Sample.Modality(photo.positives().subList(0, 1), photo.negatives()));
        modalities.put("line", new Sample.Modality(photo.positives().subList(1, 2), photo.negatives()));
        modalities.put("text", all.modalities().get("text"));
        Sample.Halves halves = new Sample(all.concept(), all.layer(), all.matrix(), modalities).halves(7);
        assertEquals(Set.of("photo", "text"), halves.first().modalities().keySet());
        assertEquals(Set.of("line", "text"), halves.second().modalities().keySet());
        assertTrue(items(halves.second()).stream().noneMatch(items(halves.first())::contains));
    }

    @Test
    void oneSinglePictureCannotBeSplit() {
        String message = assertThrows(UserException.class, () -> Selectivity.split(sample(1, 1), 1))
                .getMessage();
        assertTrue(message.contains("Each modality has one single picture of santa"), message);
    }

    @Test
    void setsReadInDifferentLayersCannotBeCompared() {
        Sample other = new Sample(
                "santa", new Layer("stem", Layer.Kind.MAP, UNITS), sample(2, 1).matrix(), Map.of());
        assertThrows(UserException.class, () -> Selectivity.between(sample(2, 1), other, 1));
    }

    private static Set<Integer> items(Sample sample) {
        Set<Integer> items = new HashSet<>();
        for (Sample.Modality modality : sample.modalities().values()) {
            items.addAll(modality.positives());
            items.addAll(modality.negatives());
        }
        return items;
    }

    /** Two modalities with that many positives each, forty negatives for both. */
    private static Sample sample(int positives, int seed) {
        Random random = new Random(seed);
        var matrix = new ResponseMatrix(2 * positives + 40, Pooling.MEAN);
        List<Integer> photos = new ArrayList<>();
        List<Integer> texts = new ArrayList<>();
        List<Integer> negatives = new ArrayList<>();
        for (int item = 0; item < 2 * positives + 40; item++) {
            float[] row = new float[UNITS];
            for (int unit = 0; unit < UNITS; unit++) row[unit] = (float) random.nextGaussian();
            if (item < 2 * positives) row[MULTIMODAL] += 4;
            if (item < positives) row[PHOTOS_ONLY] += 4;
            matrix.accept(item, LAYER, row, row);
            (item < positives ? photos : item < 2 * positives ? texts : negatives).add(item);
        }
        Map<String, Sample.Modality> modalities = new LinkedHashMap<>();
        modalities.put("photo", new Sample.Modality(photos, negatives));
        modalities.put("text", new Sample.Modality(texts, negatives));
        return new Sample("santa", LAYER, matrix, modalities);
    }

    private static Sample noise(int seed) {
        Random random = new Random(1000 + seed);
        var matrix = new ResponseMatrix(30, Pooling.MEAN);
        List<Integer> positives = new ArrayList<>();
        List<Integer> negatives = new ArrayList<>();
        for (int item = 0; item < 30; item++) {
            float[] row = new float[UNITS];
            for (int unit = 0; unit < UNITS; unit++) row[unit] = (float) random.nextGaussian();
            matrix.accept(item, LAYER, row, row);
            (item < 10 ? positives : negatives).add(item);
        }
        return new Sample("x", LAYER, matrix, Map.of("photo", new Sample.Modality(positives, negatives)));
    }
}
